import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** Where I am signed in, and a way to sign out there from here. */
export function Sessions() {
  const t = useText();
  const format = useFormat();
  const client = useClient();
  const watch = client.sessions();
  const { value: sessions, failure: unread } = useWatch(watch);
  const devices = useWatch(client.devices()).value;
  const { run, busy, failure } = useAction();
  const end = async (id: string): Promise<void> => {
    await run((c) => c.remote.endSession(id));
    await watch.refresh();
  };
  return (
    <section className="card">
      <h2>{t('account.sessions')}</h2>
      <p className="muted">{t('devices.sessions-hint')}</p>
      <FailureNotice failure={failure ?? (sessions ? null : unread)} />
      <ul className="rows">
        {sessions?.map((session) => {
          const device = devices?.find(({ id }) => id === session.device)?.name ?? t('devices.session-no-device');
          return (
            <li key={session.id}>
              <Icon name={session.method === 'passkey' ? 'key' : 'account'} />
              <span className="row-words">
                <bdi>{device}</bdi>
                <span>{session.method === 'passkey' ? t('session.by-passkey') : t('session.by-passphrase')}</span>
                <span className="muted">{t('session.since', { since: format.moment(session.signedInAt), seen: format.moment(session.lastSeenAt) })}</span>
              </span>
              {session.current ? <span className="tag tag-good">{t('session.current')}</span> : <Button isDisabled={busy} onPress={() => void end(session.id)} aria-label={t('devices.session-end', { name: device })}>{t('account.sign-out')}</Button>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
