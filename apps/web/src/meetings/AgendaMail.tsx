import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { MailLanguage, MailStatus } from '@comity/contracts';
import { useAction, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Confirm } from '../design/Confirm.js';
import { CodeField, Field } from '../design/Field.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { isProblem } from '../failure/is-problem.js';
import { isolated } from '../i18n/isolated.js';
import { usePreferences } from '../i18n/PreferencesProvider.js';
import { useText } from '../i18n/text.js';
import { letterLanguages } from '../letter/frame.js';
import { ownNames } from './agenda-frames.js';
import { meetings } from './hooks.js';
import { useMailWatch } from './talks.js';

/** Whether this person's meetings come to their mailbox; where the operator has a server for mail, or an address is there to be deleted. */
export function AgendaMail() {
  const t = useText();
  const watch = useMailWatch();
  const { value: status, failure: unread } = useWatch(watch);
  const { run, busy, failure } = useAction();
  const [other, setOther] = useState(false);
  const [ending, setEnding] = useState(false);
  if (!status || (!status.available && status.address === null)) return null;
  const end = async (): Promise<void> => {
    setEnding(false);
    await run((client) => client.act((remote) => meetings(remote).endMail()));
    await watch.refresh();
  };
  const waits = status.address !== null && !status.confirmed;
  return (
    <section className="card stack" aria-label={t('talks.mail')}>
      <h2>{t('talks.mail')}</h2>
      <p className="muted">{t('talks.mail-hint')}</p>
      {status.address !== null && <p role="status">{t(status.confirmed ? 'talks.mail-on' : 'talks.mail-sent', { address: isolated(status.address) })}</p>}
      {waits && !other && <Code onDone={() => void watch.refresh()} />}
      {status.confirmed && !other && <Language status={status} onDone={() => void watch.refresh()} />}
      {status.available && (status.address === null || other) && <Address status={status} onDone={() => { setOther(false); void watch.refresh(); }} />}
      {status.address !== null && (
        <div className="row">
          {status.available && !other && <Button onPress={() => setOther(true)}>{t('talks.mail-other')}</Button>}
          <Button isPending={busy} onPress={() => setEnding(true)}>{t('talks.mail-end')}</Button>
        </div>
      )}
      <FailureNotice failure={failure ?? unread ?? null} />
      {ending && <Confirm title={t('talks.mail-end')} confirm={t('talks.mail-end')} danger onConfirm={() => void end()} onClose={() => setEnding(false)}>{t('talks.mail-end-hint')}</Confirm>}
    </section>
  );
}

function Languages({ value, onChange }: { value: MailLanguage; onChange(value: MailLanguage): void }) {
  const t = useText();
  return <Choice<MailLanguage> label={t('talks.mail-language')} value={value} onChange={onChange} options={letterLanguages.map((each) => ({ value: each, label: ownNames[each] }))} />;
}

function Address({ status, onDone }: { status: MailStatus; onDone(): void }) {
  const t = useText();
  const { preferences } = usePreferences();
  const { run, busy, failure } = useAction();
  const [address, setAddress] = useState('');
  const [language, setLanguage] = useState<MailLanguage>(status.language ?? preferences.language);
  const send = async (): Promise<void> => {
    if (await run((client) => client.act((remote) => meetings(remote).setMail(address.trim(), language)))) onDone();
  };
  return (
    <Form className="stack-tight" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Field label={t('talks.mail-address')} value={address} onChange={setAddress} type="email" dir="ltr" autoComplete="email" maxLength={254} isRequired />
      <Languages value={language} onChange={setLanguage} />
      <div><Button type="submit" isPending={busy} isDisabled={address.trim() === ''}>{t('talks.mail-send')}</Button></div>
      <FailureNotice failure={failure} />
    </Form>
  );
}

function Code({ onDone }: { onDone(): void }) {
  const t = useText();
  const { run, busy, failure } = useAction();
  const [code, setCode] = useState('');
  const wrong = isProblem(failure, 'not-acceptable');
  const confirm = async (): Promise<void> => {
    if (await run((client) => client.act((remote) => meetings(remote).confirmMail(code)))) onDone();
  };
  return (
    <Form className="stack-tight" onSubmit={(event) => { event.preventDefault(); void confirm(); }}>
      <CodeField label={t('talks.mail-code')} value={code} onChange={setCode} error={wrong ? t('talks.mail-wrong') : undefined} />
      <div><Button type="submit" look="primary" isPending={busy} isDisabled={!/^\d{6}$/.test(code)}>{t('talks.mail-confirm')}</Button></div>
      {!wrong && <FailureNotice failure={failure} />}
    </Form>
  );
}

function Language({ status: { address, language }, onDone }: { status: MailStatus; onDone(): void }) {
  const { run, failure } = useAction();
  const change = async (next: MailLanguage): Promise<void> => {
    if (await run((client) => client.act((remote) => meetings(remote).setMail(address!, next)))) onDone();
  };
  return <><Languages value={language ?? 'en'} onChange={(next) => void change(next)} /><FailureNotice failure={failure} /></>;
}
