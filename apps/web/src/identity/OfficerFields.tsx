import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { OfficerInput } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useText } from '../i18n/text.js';
import { settleLogin } from './login.js';
import { PassphraseFields } from './PassphraseFields.js';
import { TotpFields } from './TotpFields.js';

/** One officer's part of the ceremony; the other looks away. */
export function OfficerFields({ heading, taken, onDone }: { heading: string; taken: readonly string[]; onDone(officer: OfficerInput): void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [title, setTitle] = useState('');
  const [login, setLogin] = useState('');
  const [settledLogin, setSettledLogin] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [totp, setTotp] = useState<OfficerInput['totp'] | null>(null);
  // Another name needs another secret: what was typed for the old one no longer counts.
  const settle = (): void => {
    const settled = settleLogin(login);
    if (settled === settledLogin) return;
    setSettledLogin(settled);
    setTotp(null);
  };
  const account = settleLogin(login);
  const ready = name.trim() !== '' && account !== null && !taken.includes(account) && passphrase !== null && totp !== null;
  return (
    <Form className="stack" onSubmit={(event) => {
      event.preventDefault();
      if (account !== null && passphrase !== null && totp !== null) onDone({ name: name.trim(), title: title.trim() || null, login: account, passphrase, totp });
    }}>
      <h2>{heading}</h2>
      <p className="muted">{t('set-up.officer-hint')}</p>
      <Field label={t('field.name')} hint={t('field.name-hint')} value={name} onChange={setName} isRequired maxLength={120} autoComplete="off" autoFocus />
      <Field label={t('field.title')} hint={t('field.title-hint')} value={title} onChange={setTitle} maxLength={120} autoComplete="off" />
      <Field label={t('field.login')} hint={t('field.login-hint')} value={login} onChange={setLogin} onBlur={settle} dir="ltr" isRequired maxLength={120} autoComplete="off"
        error={account !== null && taken.includes(account) ? t('set-up.login-taken') : undefined} />
      <PassphraseFields context={[name, login]} onChange={setPassphrase} />
      <TotpFields login={settledLogin} onChange={setTotp} />
      <Button look="primary" type="submit" wide isDisabled={!ready}>{t('action.next')}</Button>
    </Form>
  );
}
