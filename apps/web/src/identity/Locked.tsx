import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useAction, usePlace, useSelf } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Frame } from './Frame.js';
import { askPasskey } from './passkey.js';
import { SignOutLink } from './SignOutLink.js';

export function Locked() {
  const t = useText();
  const self = useSelf();
  const at = usePlace();
  const { run, busy, failure } = useAction();
  const [passphrase, setPassphrase] = useState('');
  const [declined, setDeclined] = useState(false);
  const passkeys = at.phase === 'locked' ? at.passkeys : [];
  const byPasskey = async (): Promise<void> => {
    setDeclined(false);
    await run(async (client) => {
      const computed = await askPasskey(client, passkeys);
      if (computed === null) setDeclined(true);
      else await client.remote.unlock(computed);
    });
  };
  return (
    <Frame title={t('locked.title')} lead={t('locked.lead', { name: self.name ?? self.login })}>
      {passkeys.length > 0 && (
        <div className="stack">
          <Button look="primary" icon="key" wide isPending={busy} onPress={() => void byPasskey()} autoFocus>{t('devices.unlock-by-passkey')}</Button>
          {declined && <p role="status" className="muted">{t('sign-in.passkey-cancelled')}</p>}
        </div>
      )}
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void run((client) => client.remote.unlock({ passphrase })).then(() => setPassphrase('')); }}>
        <input type="text" hidden readOnly autoComplete="username" value={self.login} />
        <Field label={t('field.passphrase')} type="password" value={passphrase} onChange={setPassphrase} autoComplete="current-password" isRequired autoFocus={passkeys.length === 0} />
        <FailureNotice failure={failure} />
        <Button look={passkeys.length > 0 ? 'plain' : 'primary'} icon="lock" type="submit" wide isPending={busy}>{busy ? t('locked.opening') : t('locked.open')}</Button>
        <SignOutLink />
      </Form>
    </Frame>
  );
}
