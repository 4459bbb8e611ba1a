import { useCallback, useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useAction, useClient, useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { CodeField, Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { stepUpWithPasskey } from '../identity/passkey.js';

/** Listens for actions that need a fresh confirmation, and asks for it; the action then goes on by itself. */
export function StepUpHost() {
  const client = useClient();
  const answer = useRef<((confirmed: boolean) => void) | null>(null);
  const [asking, setAsking] = useState(false);
  const settle = useCallback((confirmed: boolean) => {
    setAsking(false);
    answer.current?.(confirmed);
    answer.current = null;
  }, []);
  useEffect(() => {
    const off = client.onStepUp(() => new Promise((resolve) => {
      answer.current?.(false);
      answer.current = resolve;
      setAsking(true);
    }));
    return () => { off(); answer.current?.(false); };
  }, [client]);
  return asking ? <StepUp onDone={settle} /> : null;
}

function StepUp({ onDone }: { onDone(confirmed: boolean): void }) {
  const t = useText();
  const self = useSelf();
  const { run, busy, failure } = useAction();
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const byPassphrase = async (): Promise<void> => {
    if (await run(async ({ remote }) => { await remote.stepUpWithPassphrase(passphrase, code); return true; })) onDone(true);
    else setCode('');
  };
  const byPasskey = async (): Promise<void> => { if (await run((client) => stepUpWithPasskey(client))) onDone(true); };
  return (
    <Sheet title={t('step-up.title')} onClose={() => onDone(false)}>
      <p>{t('step-up.why')}</p>
      {self.method === 'passkey' && <Button look="primary" icon="key" wide isPending={busy} onPress={() => void byPasskey()} autoFocus>{t('step-up.with-passkey')}</Button>}
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void byPassphrase(); }}>
        <Field label={t('field.passphrase')} type="password" value={passphrase} onChange={setPassphrase} autoComplete="current-password" isRequired autoFocus={self.method === 'passphrase'} />
        <CodeField label={t('field.code')} value={code} onChange={setCode} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={() => onDone(false)}>{t('action.cancel')}</Button>
          <Button look={self.method === 'passkey' ? 'plain' : 'primary'} type="submit" isPending={busy}>{t('step-up.confirm')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
