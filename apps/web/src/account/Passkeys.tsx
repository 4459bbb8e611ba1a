import { useState } from 'react';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button, IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { suggestDeviceName } from '../identity/device-name.js';
import { addPasskey, letOpenVault } from '../identity/passkey.js';

/** Passkeys sign in; those that can also open the vault and unlock. */
export function Passkeys() {
  const t = useText();
  const format = useFormat();
  const watch = useClient().passkeys();
  const { value: passkeys, failure: unread } = useWatch(watch);
  const { run, busy, failure } = useAction();
  const [told, setTold] = useState<'declined' | 'signs-in' | null>(null);
  const add = async (): Promise<void> => {
    setTold(null);
    const made = await run((c) => addPasskey(c, suggestDeviceName(navigator.userAgent)));
    if (made !== undefined) setTold(made === null ? 'declined' : made.opens ? null : 'signs-in');
    await watch.refresh();
  };
  const letOpen = async (id: string): Promise<void> => {
    setTold(null);
    if (await run((c) => letOpenVault(c, id)) === false) setTold('declined');
    await watch.refresh();
  };
  const remove = async (id: string): Promise<void> => {
    await run((c) => c.act((remote) => remote.removePasskey(id)));
    await watch.refresh();
  };
  return (
    <section className="card">
      <div className="section-head"><h2>{t('account.passkeys')}</h2><Button icon="plus" isPending={busy} onPress={() => void add()}>{t('passkey.add')}</Button></div>
      <p className="muted">{t('devices.passkeys-hint')}</p>
      {told === 'declined' && <p role="status" className="muted">{t('sign-in.passkey-cancelled')}</p>}
      {told === 'signs-in' && <Notice tone="info" title={t('devices.passkey-signs-in')} role="status"><p>{t('devices.passkey-signs-in-hint')}</p></Notice>}
      <FailureNotice failure={failure ?? (passkeys ? null : unread)} />
      {passkeys?.length === 0 && <p className="list-none">{t('account.passkeys-none')}</p>}
      <ul className="rows">
        {passkeys?.map((passkey) => (
          <li key={passkey.id}>
            <Icon name="key" />
            <span className="row-words"><bdi>{passkey.name}</bdi><span className="muted">{passkey.lastUsedAt === null ? t('passkey.never-used') : t('passkey.last-used', { moment: format.moment(passkey.lastUsedAt) })}</span></span>
            {passkey.opensVault
              ? <span className="tag tag-good">{t('devices.passkey-opens')}</span>
              : <Button isDisabled={busy} onPress={() => void letOpen(passkey.id)} aria-label={t('devices.passkey-let-open-named', { name: passkey.name })}>{t('devices.passkey-let-open')}</Button>}
            <IconButton icon="close" label={t('passkey.remove', { name: passkey.name })} isDisabled={busy} onPress={() => void remove(passkey.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
