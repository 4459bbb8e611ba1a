import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { Failure } from '@comity/sdk';
import { useAction, useClient, useSelf } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Segments } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';
import { PassphraseFields } from '../identity/PassphraseFields.js';
import { RecoveryCode } from '../identity/RecoveryCode.js';
import { RecoveryEntry } from '../identity/RecoveryEntry.js';

interface Props { onClose(): void; onDone(): void }

export function TryCodeSheet({ onClose, onDone }: Props) {
  const t = useText();
  const client = useClient();
  return (
    <Sheet title={t('devices.try')} onClose={onClose}>
      <p>{t('devices.try-explain')}</p>
      <RecoveryEntry code={null} check={(typed) => client.remote.checkRecoveryCode(typed)} onDone={onDone} />
    </Sheet>
  );
}

/** The old code holds until the new one came back from paper. */
export function NewCodeSheet({ onClose, onDone }: Props) {
  const t = useText();
  const client = useClient();
  const [code, setCode] = useState<string | null>(null);
  const [unmade, setUnmade] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    client.remote.newRecoveryCode().then(({ recoveryCode }) => { if (current) setCode(recoveryCode); }, (thrown: unknown) => { if (current) setUnmade(thrown as Failure); });
    return () => { current = false; };
  }, [client]);
  return (
    <Sheet title={t('devices.new-code')} onClose={onClose}>
      <p>{t('devices.new-code-explain')}</p>
      <FailureNotice failure={unmade} />
      {code === null ? unmade === null && <Busy /> : <RecoveryCode code={code} owner={null} check={(typed) => client.act((remote) => remote.replaceRecoveryCode(typed))} onConfirmed={onDone} />}
    </Sheet>
  );
}

export function PassphraseSheet({ onClose, onDone }: Props) {
  const t = useText();
  const self = useSelf();
  const { run, busy, failure } = useAction();
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState<string | null>(null);
  const change = async (): Promise<void> => {
    if (next === null) return;
    const done = await run((client) => client.act(async (remote) => { await remote.changePassphrase(by === 'passphrase' ? { passphrase: current } : { recoveryCode: current }, next); return true; }));
    if (done) onDone();
  };
  return (
    <Sheet title={t('devices.passphrase')} onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void change(); }}>
        <p className="muted">{t('devices.passphrase-explain')}</p>
        <Segments label={t('devices.prove-by')} value={by} onChange={(value) => { setBy(value); setCurrent(''); }} options={[{ value: 'passphrase', label: t('devices.present-passphrase') }, { value: 'recovery', label: t('vault.by-recovery') }]} />
        {by === 'passphrase'
          ? <Field label={t('devices.present-passphrase')} type="password" value={current} onChange={setCurrent} autoComplete="current-password" isRequired />
          : <Field label={t('field.recovery-code')} hint={t('field.recovery-code-hint')} value={current} onChange={setCurrent} dir="ltr" mono isRequired autoComplete="off" />}
        <PassphraseFields context={[self.login, self.name ?? '']} onChange={setNext} />
        <FailureNotice failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" isPending={busy} isDisabled={current === '' || next === null}>{t('devices.passphrase-do')}</Button>
        </div>
      </Form>
    </Sheet>
  );
}
