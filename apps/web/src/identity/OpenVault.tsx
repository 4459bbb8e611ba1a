import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { useAction, useSelf } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { suggestDeviceName } from './device-name.js';
import { Frame } from './Frame.js';
import { takeKeptPassphrase } from './kept-passphrase.js';
import { SignOutLink } from './SignOutLink.js';

/** A browser without keys of this person: new, or emptied by its owner or for want of space. */
export function OpenVault() {
  const t = useText();
  const self = useSelf();
  const { run, busy, failure } = useAction();
  const [known, setKnown] = useState(takeKeptPassphrase);
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [secret, setSecret] = useState('');
  const [deviceName, setDeviceName] = useState(() => suggestDeviceName(navigator.userAgent));
  const open = async (): Promise<void> => {
    const opened = await run((client) => client.act((remote) => remote.openVault(by === 'passphrase' ? { passphrase: known ?? secret } : { recoveryCode: secret }, deviceName.trim())));
    if (opened === undefined) setKnown(null);
  };
  return (
    <Frame title={t('vault.title')} lead={t('vault.lead', { name: self.name ?? self.login })}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void open(); }}>
        <p>{t('vault.explain')}</p>
        {known === null && (
          <>
            <Segments label={t('vault.by')} value={by} onChange={(next) => { setBy(next); setSecret(''); }} options={[{ value: 'passphrase', label: t('vault.by-passphrase') }, { value: 'recovery', label: t('vault.by-recovery') }]} />
            {by === 'passphrase'
              ? <Field label={t('field.passphrase')} type="password" value={secret} onChange={setSecret} autoComplete="current-password" isRequired autoFocus />
              : <Field label={t('field.recovery-code')} hint={t('field.recovery-code-hint')} value={secret} onChange={setSecret} dir="ltr" mono isRequired autoComplete="off" />}
          </>
        )}
        <Field label={t('field.device-name')} hint={t('field.device-name-hint')} value={deviceName} onChange={setDeviceName} isRequired maxLength={60} />
        <FailureNotice failure={failure} />
        <Button look="primary" type="submit" wide isPending={busy}>{busy ? t('vault.opening') : t('vault.open')}</Button>
        <SignOutLink />
      </Form>
    </Frame>
  );
}
