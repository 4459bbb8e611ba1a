import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Failure } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { CodeField } from '../design/Field.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import type { NetworkEntry } from './NetworkFields.js';
import type { Officer } from './OfficerFields.js';
import { isCode } from './TotpFields.js';

export type Part = 'network' | 'first' | 'second';
interface Props { network: NetworkEntry; officers: readonly [Officer, Officer]; busy: boolean; failure: Failure | null; onChange(part: Part): void; onFound(codes: [string, string]): void }

/** Before the network is founded: everything once more, each part open to change by itself, and a current code of each officer. */
export function Review({ network, officers, busy, failure, onChange, onFound }: Props) {
  const t = useText();
  const [codes, setCodes] = useState<[string, string]>(['', '']);
  const [first, second] = officers;
  const part = (name: Part, label: string, value: ReactNode) => (
    <div><dt>{label}</dt><dd className="change-row"><span>{value}</span><Button look="quiet" isDisabled={busy} onPress={() => onChange(name)} aria-label={`${t('set-up.change')}: ${label}`}>{t('set-up.change')}</Button></dd></div>
  );
  const officer = ({ name, login }: Officer) => <><bdi>{name}</bdi> <code dir="ltr">{login}</code></>;
  return (
    <Form className="stack" onSubmit={(event) => { event.preventDefault(); onFound(codes); setCodes(['', '']); }}>
      <dl className="facts">
        {part('network', t('set-up.network-name'), <><bdi>{network.name}</bdi><br /><bdi className="muted">{network.secretariat}</bdi></>)}
        {part('first', t('set-up.officer-first'), officer(first))}
        {part('second', t('set-up.officer-second'), officer(second))}
      </dl>
      <p>{t('set-up.review')}</p>
      <p>{t('set-up.codes')}</p>
      <CodeField label={t('set-up.code-of', { name: first.name })} value={codes[0]} onChange={(typed) => setCodes([typed, codes[1]])} />
      <CodeField label={t('set-up.code-of', { name: second.name })} value={codes[1]} onChange={(typed) => setCodes([codes[0], typed])} />
      <FailureNotice failure={failure} />
      <Button look="primary" type="submit" wide isPending={busy} isDisabled={!codes.every(isCode)}>{busy ? t('set-up.founding') : t('set-up.found')}</Button>
    </Form>
  );
}
