import { useMemo, useState, type ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import type { EntrySummary } from '@comity/sdk';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { named } from './listing.js';

/** So many entries are looked through in a list; of more one says a word first. */
const fewEnough = 40;

type Listed = Pick<EntrySummary, 'id' | 'kind' | 'title'>;

/** One entry of a register, by its kind and title. `children` gets the chosen one, for what is to be done with it, and `taken` once that is done. */
export function EntryPick({ label, entries, children }: { label: string; entries: readonly Listed[]; children(chosen: Listed | undefined, taken: () => void): ReactNode }) {
  const t = useText();
  const format = useFormat();
  const { i18n } = useLingui();
  const [wanted, setWanted] = useState('');
  const [picked, setPicked] = useState('');
  const all = useMemo(() => {
    const { compare } = new Intl.Collator(i18n.locale, { numeric: true });
    return entries.map((entry) => ({ entry, label: t('register.entry-choice', { kind: t(`register.kind-${entry.kind}`), title: entry.title }) })).sort((a, b) => compare(a.label, b.label));
  }, [entries, t, i18n.locale]);
  const offered = useMemo(() => named(all, wanted).slice(0, fewEnough), [all, wanted]);
  const many = all.length > fewEnough;
  const chosen = offered.find(({ entry }) => entry.id === picked)?.entry;
  return (
    <>
      {many && <Field label={t('register.link-find')} hint={t('register.link-find-hint', { count: format.number(offered.length), all: format.number(all.length) })} type="search" value={wanted} onChange={setWanted} autoComplete="off" />}
      <div className="register-link-add">
        <Choice<string> label={label} value={chosen?.id ?? ''} onChange={setPicked} options={[{ value: '', label: t('register.choose') }, ...offered.map(({ entry: { id }, label: shown }) => ({ value: id as string, label: shown }))]} />
        {children(chosen, () => { setWanted(''); setPicked(''); })}
      </div>
    </>
  );
}
