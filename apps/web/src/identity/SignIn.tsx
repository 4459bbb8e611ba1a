import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Announced } from '../design/Announced.js';
import { Button } from '../design/Button.js';
import { CodeField, Field } from '../design/Field.js';
import { useAction, useClient, usePlace, useWatch } from '../client/hooks.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { Frame } from './Frame.js';

const DemoSignIns = later(() => import('./DemoSignIns.js').then((m) => ({ default: m.DemoSignIns })));

/** Whether this browser can use passkeys: they then are the first offer. What they do is loaded when one is used. */
const passkeysWork = (): boolean => 'PublicKeyCredential' in globalThis;

export function SignIn() {
  const t = useText();
  const client = useClient();
  const at = usePlace();
  const ending = at.phase === 'signed-out' ? at.ending : undefined;
  const status = useWatch(client.status());
  const [withPassphrase, setWithPassphrase] = useState(() => !passkeysWork());
  const demo = status.value?.demo ?? null;
  return (
    <Frame title={t('sign-in.title')} lead={status.value?.network ? t('sign-in.lead', { network: status.value.network.name }) : t('sign-in.lead-plain')} wide={demo !== null}>
      <div className={demo ? 'sign-in sign-in-demo' : 'sign-in'}>
        <section className="stack" aria-label={t('sign-in.title')}>
          <Announced>{ending && <Notice tone="warning" title={t('sign-in.ending')}><p>{t(`sign-in.ending-${ending}`)}</p></Notice>}</Announced>
          {withPassphrase ? <PassphraseForm onPasskey={() => setWithPassphrase(false)} /> : <PasskeyForm onPassphrase={() => setWithPassphrase(true)} />}
          {status.value === undefined && ending === undefined && <FailureNotice failure={status.failure} />}
        </section>
        {demo && <Later><DemoSignIns people={demo} /></Later>}
      </div>
    </Frame>
  );
}

function PasskeyForm({ onPassphrase }: { onPassphrase(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [cancelled, setCancelled] = useState(false);
  const start = async (): Promise<void> => {
    setCancelled(false);
    if (await run(async (client) => (await import('./passkey.js')).signInWithPasskey(client)) === false) setCancelled(true);
  };
  return (
    <div className="stack">
      <p>{t('sign-in.passkey-hint')}</p>
      <Button look="primary" icon="key" wide isPending={busy} onPress={() => void start()} autoFocus>{t('sign-in.with-passkey')}</Button>
      {cancelled && <p role="status" className="muted">{t('sign-in.passkey-cancelled')}</p>}
      <FailureNotice failure={failure} />
      <Button look="quiet" wide onPress={onPassphrase}>{t('sign-in.with-passphrase')}</Button>
    </div>
  );
}

function PassphraseForm({ onPasskey }: { onPasskey(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [login, setLogin] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  return (
    <Form className="stack" onSubmit={(event) => {
      event.preventDefault();
      void run((client) => client.remote.signInWithPassphrase(login.trim().toLowerCase(), passphrase, code)).then((done) => { if (!done) setCode(''); });
    }}>
      <Field label={t('field.login')} value={login} onChange={setLogin} autoComplete="username" dir="ltr" isRequired autoFocus />
      <Field label={t('field.passphrase')} type="password" value={passphrase} onChange={setPassphrase} autoComplete="current-password" isRequired />
      <CodeField label={t('field.code')} hint={t('field.code-hint')} value={code} onChange={setCode} />
      <FailureNotice failure={failure} />
      <Button look="primary" type="submit" wide isPending={busy}>{busy ? t('sign-in.deriving') : t('sign-in.submit')}</Button>
      <Button look="quiet" icon="key" wide onPress={onPasskey}>{t('sign-in.with-passkey')}</Button>
    </Form>
  );
}
