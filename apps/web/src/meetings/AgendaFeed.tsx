import { useState } from 'react';
import { useAction, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Confirm } from '../design/Confirm.js';
import { Copyable } from '../design/Copyable.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { meetings } from './hooks.js';
import { useFeedWatch } from './talks.js';

/** An address at which a calendar reads this person's meetings, without their titles; it can be revoked. */
export function AgendaFeed() {
  const t = useText();
  const format = useFormat();
  const watch = useFeedWatch();
  const { value: feed, failure: unread } = useWatch(watch);
  const { run, busy, failure } = useAction();
  const [address, setAddress] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const make = async (): Promise<void> => {
    const made = await run((client) => client.act((remote) => meetings(remote).makeFeed()));
    if (made === undefined) return;
    setAddress(made.address);
    await watch.refresh();
  };
  const end = async (): Promise<void> => {
    setEnding(false);
    await run((client) => client.act((remote) => meetings(remote).endFeed()));
    setAddress(null);
    await watch.refresh();
  };
  const madeAt = feed?.madeAt ?? null;
  return (
    <section className="card stack" aria-label={t('talks.feed')}>
      <h2>{t('talks.feed')}</h2>
      <p className="muted">{t('talks.feed-hint')}</p>
      {address !== null && <Notice tone="warning" title={t('talks.feed-once')}><p>{t('talks.feed-once-hint')}</p></Notice>}
      {address !== null && <Copyable value={address} label={t('talks.feed-address')} />}
      {address === null && madeAt !== null && <p>{t('talks.feed-made', { at: format.moment(madeAt) })}</p>}
      <div className="row">
        <Button icon="key" isPending={busy} isDisabled={!feed} onPress={() => void make()}>{t(madeAt === null ? 'talks.feed-make' : 'talks.feed-anew')}</Button>
        {madeAt !== null && <Button onPress={() => setEnding(true)}>{t('talks.feed-end')}</Button>}
      </div>
      <FailureNotice failure={failure ?? unread ?? null} />
      {ending && <Confirm title={t('talks.feed-end')} confirm={t('talks.feed-end')} danger onConfirm={() => void end()} onClose={() => setEnding(false)}>{t('talks.feed-end-hint')}</Confirm>}
    </section>
  );
}
