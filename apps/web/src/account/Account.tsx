import { Suspense, lazy, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useAction, useClient, useSelf, useWatch } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { Monogram } from '../design/Person.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { suggestDeviceName } from '../identity/device-name.js';
import { addPasskey } from '../identity/passkey.js';
import { Page } from '../shell/Page.js';
import { StorageState } from './StorageState.js';

const Confirm = lazy(() => import('../design/Confirm.js').then((m) => ({ default: m.Confirm })));
type Ending = 'here' | 'everywhere' | 'forget';

/** My devices, passkeys and sessions, and the ways out. */
export function Account() {
  const t = useText();
  const self = useSelf();
  return (
    <Page title={self.name ?? self.login} mark={<Monogram id={self.practitioner} name={self.name ?? self.login} size="large" />} lead={<><code dir="ltr">{self.login}</code> · <bdi>{self.network.name}</bdi></>} actions={<Link href="/settings" className="button button-plain to-settings"><Icon name="settings" />{t('nav.settings')}</Link>}>
      <Devices />
      <Passkeys />
      <Sessions />
      <StorageState />
      <WaysOut />
    </Page>
  );
}

function Devices() {
  const t = useText();
  const format = useFormat();
  const { value: devices, failure } = useWatch(useClient().devices());
  return (
    <section className="card">
      <h2>{t('account.devices')}</h2>
      <p className="muted">{t('account.devices-hint')}</p>
      {!devices && <FailureNotice failure={failure} />}
      <ul className="rows">
        {devices?.map((device) => (
          <li key={device.id}>
            <Icon name="device" />
            <span className="row-words"><bdi>{device.name}</bdi><span className="muted">{t('device.certified', { moment: format.moment(device.certifiedAt) })}</span></span>
            {!device.current && <span className="tag tag-ended">{t('device.ended')}</span>}
            {device.thisOne && <span className="tag tag-good">{t('device.this-one')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Passkeys() {
  const t = useText();
  const format = useFormat();
  const client = useClient();
  const watch = client.passkeys();
  const { value: passkeys, failure: unread } = useWatch(watch);
  const { run, busy, failure } = useAction();
  const [cancelled, setCancelled] = useState(false);
  const add = async (): Promise<void> => {
    setCancelled(false);
    const made = await run((c) => addPasskey(c, suggestDeviceName(navigator.userAgent)));
    setCancelled(made === false);
    await watch.refresh();
  };
  const remove = async (id: string): Promise<void> => {
    await run((c) => c.act((remote) => remote.removePasskey(id)));
    await watch.refresh();
  };
  return (
    <section className="card">
      <div className="section-head"><h2>{t('account.passkeys')}</h2><Button icon="plus" isPending={busy} onPress={() => void add()}>{t('passkey.add')}</Button></div>
      <p className="muted">{t('account.passkeys-hint')}</p>
      {cancelled && <p role="status" className="muted">{t('sign-in.passkey-cancelled')}</p>}
      <FailureNotice failure={failure ?? (passkeys ? null : unread)} />
      {passkeys?.length === 0 && <p className="list-none">{t('account.passkeys-none')}</p>}
      <ul className="rows">
        {passkeys?.map((passkey) => (
          <li key={passkey.id}>
            <Icon name="key" />
            <span className="row-words"><bdi>{passkey.name}</bdi><span className="muted">{passkey.lastUsedAt === null ? t('passkey.never-used') : t('passkey.last-used', { moment: format.moment(passkey.lastUsedAt) })}</span></span>
            <IconButton icon="close" label={t('passkey.remove', { name: passkey.name })} isDisabled={busy} onPress={() => void remove(passkey.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sessions() {
  const t = useText();
  const format = useFormat();
  const { value: sessions, failure } = useWatch(useClient().sessions());
  return (
    <section className="card">
      <h2>{t('account.sessions')}</h2>
      {!sessions && <FailureNotice failure={failure} />}
      <ul className="rows">
        {sessions?.map((session) => (
          <li key={session.id}>
            <Icon name={session.method === 'passkey' ? 'key' : 'account'} />
            <span className="row-words">
              <span>{session.method === 'passkey' ? t('session.by-passkey') : t('session.by-passphrase')}</span>
              <span className="muted">{t('session.since', { since: format.moment(session.signedInAt), seen: format.moment(session.lastSeenAt) })}</span>
            </span>
            {session.current && <span className="tag tag-good">{t('session.current')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function WaysOut() {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [, navigate] = useLocation();
  const [ending, setEnding] = useState<Ending | null>(null);
  const end = (how: Ending): void => {
    setEnding(null);
    void run((client) => client.act(async (remote) => {
      await remote.signOut({ everywhere: how === 'everywhere', forget: how === 'forget' });
      // Whoever signs in next starts at their own beginning.
      navigate('/');
    }));
  };
  return (
    <section className="card">
      <h2>{t('account.leave')}</h2>
      <FailureNotice failure={failure} />
      <div className="ways-out">
        <p>{t('account.sign-out-hint')}</p><Button isDisabled={busy} onPress={() => end('here')}>{t('account.sign-out')}</Button>
        <p>{t('account.everywhere-hint')}</p><Button isDisabled={busy} onPress={() => setEnding('everywhere')}>{t('account.everywhere')}</Button>
        <p>{t('account.forget-hint')}</p><Button look="danger" isDisabled={busy} onPress={() => setEnding('forget')}>{t('account.forget')}</Button>
      </div>
      <Suspense fallback={null}>
        {ending === 'everywhere' && <Confirm title={t('account.everywhere')} confirm={t('account.everywhere')} onConfirm={() => end('everywhere')} onClose={() => setEnding(null)}>{t('account.everywhere-confirm')}</Confirm>}
        {ending === 'forget' && <Confirm title={t('account.forget')} confirm={t('account.forget')} danger onConfirm={() => end('forget')} onClose={() => setEnding(null)}>{t('account.forget-confirm')}</Confirm>}
      </Suspense>
    </section>
  );
}
