import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useAction, useSelf } from '../client/hooks.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { Frame } from './Frame.js';
import { SignOutLink } from './SignOutLink.js';

export function Locked() {
  const t = useText();
  const self = useSelf();
  const { run, busy, failure } = useAction();
  const [passphrase, setPassphrase] = useState('');
  return (
    <Frame title={t('locked.title')} lead={t('locked.lead', { name: self.name ?? self.login })}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void run((client) => client.remote.unlock(passphrase)).then(() => setPassphrase('')); }}>
        <input type="text" hidden readOnly autoComplete="username" value={self.login} />
        <Field label={t('field.passphrase')} type="password" value={passphrase} onChange={setPassphrase} autoComplete="current-password" isRequired autoFocus />
        <FailureNotice failure={failure} />
        <Button look="primary" icon="lock" type="submit" wide isPending={busy}>{busy ? t('locked.opening') : t('locked.open')}</Button>
        <SignOutLink />
      </Form>
    </Frame>
  );
}
