import { useState } from 'react';
import type { MeetingSession } from '@comity/contracts';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Confirm } from '../design/Confirm.js';
import { Copyable } from '../design/Copyable.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { meetings, touches } from './hooks.js';

/** The address for a screen in the hall, which can be taken back, and whether offices are named there. */
export function SessionScreen({ session: { id, facts } }: { session: MeetingSession }) {
  const t = useText();
  const format = useFormat();
  const watch = useClient().watch(`meeting-screen ${id}`, (remote) => meetings(remote).screen(id), touches(id, 'session'));
  const { value: status, failure: unread } = useWatch(watch);
  const { run, busy, failure } = useAction();
  const [names, setNames] = useState<'on' | 'off'>();
  const [address, setAddress] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const make = async (): Promise<void> => {
    const made = await run((client) => client.act((remote) => meetings(remote).makeScreen(id, (names ?? (status?.names ? 'on' : 'off')) === 'on')));
    if (made === undefined) return;
    setAddress(made.address);
    await watch.refresh();
  };
  const end = async (): Promise<void> => {
    setEnding(false);
    await run((client) => client.act((remote) => meetings(remote).endScreen(id)));
    setAddress(null);
    await watch.refresh();
  };
  const madeAt = status?.madeAt ?? null;
  return (
    <section className="card stack" aria-label={t('hall.screen')}>
      <h2>{t('hall.screen')}</h2>
      <p className="muted">{t('hall.screen-hint')}</p>
      <Segments<'on' | 'off'> label={t('hall.screen-names')} value={names ?? (status?.names ? 'on' : 'off')} onChange={setNames} options={[{ value: 'off', label: t('hall.screen-names-off') }, { value: 'on', label: t('hall.screen-names-on') }]} />
      {address !== null && <Notice tone="warning" title={t('talks.feed-once')}><p>{t('hall.screen-once')}</p></Notice>}
      {address !== null && <Copyable value={address} label={t('hall.screen-address')} />}
      {address === null && madeAt !== null && <p>{t('talks.feed-made', { at: format.moment(madeAt) })} {t(status!.names ? 'hall.screen-names-on' : 'hall.screen-names-off')}</p>}
      <div className="row">
        <Button icon="key" isPending={busy} isDisabled={!status || facts.state === 'closed'} onPress={() => void make()}>{t(madeAt === null ? 'talks.feed-make' : 'talks.feed-anew')}</Button>
        {madeAt !== null && <Button onPress={() => setEnding(true)}>{t('talks.feed-end')}</Button>}
      </div>
      <FailureNotice failure={failure ?? unread ?? null} />
      {ending && <Confirm title={t('talks.feed-end')} confirm={t('talks.feed-end')} danger onConfirm={() => void end()} onClose={() => setEnding(false)}>{t('hall.screen-end-hint')}</Confirm>}
    </section>
  );
}
