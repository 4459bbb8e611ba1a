import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { VaultSecret } from '@comity/sdk';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Notice } from '../design/Notice.js';
import { useAction, usePlace, useSelf } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { suggestDeviceName } from './device-name.js';
import { Frame } from './Frame.js';
import { askPasskey } from './passkey.js';
import { SignOutLink } from './SignOutLink.js';

const AskLink = later(() => import('../linking/AskLink.js').then((m) => ({ default: m.AskLink })));

type Way = 'passkey' | 'passphrase' | 'recovery' | 'device';

/** A browser without keys of this person: new, or emptied by its owner or for want of space. */
export function OpenVault() {
  const t = useText();
  const self = useSelf();
  const at = usePlace();
  const { run, busy, failure } = useAction();
  const passkeys = at.phase === 'vault-closed' ? at.passkeys : [];
  const former = at.phase === 'vault-closed' ? at.former : null;
  // What signed in a moment ago opens the vault as well; nobody should have to show it twice.
  const [known, setKnown] = useState(at.phase === 'vault-closed' && at.signedIn);
  const [by, setBy] = useState<Way>(passkeys.length > 0 ? 'passkey' : 'passphrase');
  const [secret, setSecret] = useState('');
  const [declined, setDeclined] = useState(false);
  const [deviceName, setDeviceName] = useState(() => suggestDeviceName(navigator.userAgent));
  const [asking, setAsking] = useState(false);
  const linking = by === 'device' && !known;
  const open = async (): Promise<void> => {
    setDeclined(false);
    if (linking) { setAsking(true); return; }
    const opened = await run(async (client) => {
      const given: VaultSecret | null = known ? { signedIn: true } : by === 'passkey' ? await askPasskey(client, passkeys) : by === 'passphrase' ? { passphrase: secret } : { recoveryCode: secret };
      if (given === null) { setDeclined(true); return true; }
      return client.remote.openVault(given, deviceName.trim());
    });
    if (opened === undefined) setKnown(false);
  };
  const ways: { value: Way; label: string }[] = [
    ...(passkeys.length > 0 ? [{ value: 'passkey' as const, label: t('devices.by-passkey') }] : []),
    { value: 'passphrase', label: t('vault.by-passphrase') }, { value: 'recovery', label: t('vault.by-recovery') }, { value: 'device', label: t('link.by-device') },
  ];
  if (asking) return <Frame title={t('vault.title')} lead={t('link.by-device')}><Later fallback={<Busy />}><AskLink deviceName={deviceName.trim()} onBack={() => setAsking(false)} /></Later></Frame>;
  return (
    <Frame title={t('vault.title')} lead={t('vault.lead', { name: self.name ?? self.login })}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void open(); }}>
        {former === null ? <p>{t('vault.explain')}</p> : <Notice tone="warning" title={t(`devices.former-${former}`)}><p>{t('devices.former-todo')}</p></Notice>}
        {!known && (
          <>
            <Segments label={t('vault.by')} value={by} onChange={(next) => { setBy(next); setSecret(''); }} options={ways} />
            {by === 'passphrase' && <Field label={t('field.passphrase')} type="password" value={secret} onChange={setSecret} autoComplete="current-password" isRequired autoFocus />}
            {by === 'recovery' && <Field label={t('field.recovery-code')} hint={t('field.recovery-code-hint')} value={secret} onChange={setSecret} dir="ltr" mono isRequired autoComplete="off" />}
            {by === 'device' && <p>{t('link.ask-explain')}</p>}
          </>
        )}
        <Field label={t('field.device-name')} hint={t('field.device-name-hint')} value={deviceName} onChange={setDeviceName} isRequired maxLength={60} />
        {declined && <p role="status" className="muted">{t('sign-in.passkey-cancelled')}</p>}
        <FailureNotice failure={failure} />
        <Button look="primary" type="submit" wide isPending={busy}>{linking ? t('link.ask-do') : busy ? t('vault.opening') : t('vault.open')}</Button>
        <SignOutLink />
      </Form>
    </Frame>
  );
}
