import { useState } from 'react';
import type { PersonView } from '@comity/sdk';
import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Copyable } from '../design/Copyable.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

const days = ['1', '3', '7', '14', '30'] as const;

/** For somebody who lost everything: a link for them alone, and what comes back with it and what does not. */
export function VouchAnewSheet({ person, onClose }: { person: PersonView; onClose(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [validDays, setValidDays] = useState<(typeof days)[number]>('3');
  const [link, setLink] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    const made = await run((client) => client.act((remote) => remote.inviteAnew(person.id, Number(validDays))));
    if (made) setLink(made.link);
  };
  if (link !== null) {
    return (
      <Sheet title={t('anew.made', { name: person.name })} onClose={onClose} fixed>
        <Notice tone="warning" title={t('invite.once')}><p>{t('anew.once-hint', { name: person.name })}</p></Notice>
        <Copyable value={link} label={t('invite.link')} />
        <p>{t('anew.next', { name: person.name })}</p>
        <div className="row row-end"><Button look="primary" onPress={onClose}>{t('invite.done')}</Button></div>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('anew.title', { name: person.name })} onClose={onClose}>
      <p>{t('anew.explain')}</p>
      <Notice tone="warning" title={t('anew.lost-title')}><p>{t('anew.lost')}</p></Notice>
      <Notice tone="info" title={t('anew.kept-title')}><p>{t('anew.kept')}</p></Notice>
      <dl className="facts">
        <div><dt>{t('anew.name')}</dt><dd><bdi>{person.name}</bdi></dd></div>
        {person.title !== null && <div><dt>{t('anew.position')}</dt><dd><bdi>{person.title}</bdi></dd></div>}
      </dl>
      <Choice label={t('invite.valid')} value={validDays} onChange={setValidDays} options={days.map((value) => ({ value, label: t('invite.days', { count: Number(value) }) }))} />
      {person.access.mayVouchAnew === 'together' && <Notice tone="info" title={t('devices.access-together')} />}
      <FailureNotice failure={failure} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isPending={busy} onPress={() => void make()}>{t('anew.make')}</Button>
      </div>
    </Sheet>
  );
}
