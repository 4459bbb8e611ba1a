import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { OfficerInput } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useText } from '../i18n/text.js';
import { settleLogin } from './login.js';
import { PassphraseFields } from './PassphraseFields.js';
import { TotpSecret } from './TotpFields.js';

/** What an officer entered; a code of the authenticator is asked for at the end, when both are there and it is still current. */
export type Officer = Omit<OfficerInput, 'totp'> & { totpSecret: string };

/** One officer's part of the ceremony; the other looks away. `before`: what was entered earlier, whose secrets are chosen anew. */
export function OfficerFields({ heading, taken, before, onDone }: { heading: string; taken: readonly string[]; before: Officer | null; onDone(officer: Officer): void }) {
  const t = useText();
  const [name, setName] = useState(before?.name ?? '');
  const [title, setTitle] = useState(before?.title ?? '');
  const [login, setLogin] = useState(before?.login ?? '');
  const [settledLogin, setSettledLogin] = useState<string | null>(before?.login ?? null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [totpSecret, setTotpSecret] = useState<string | null>(null);
  // Another name needs another secret: the old one no longer counts.
  const settle = (): void => {
    const settled = settleLogin(login);
    if (settled === settledLogin) return;
    setSettledLogin(settled);
    setTotpSecret(null);
  };
  const account = settleLogin(login);
  const ready = name.trim() !== '' && account !== null && account === settledLogin && !taken.includes(account) && passphrase !== null && totpSecret !== null;
  return (
    <Form className="stack" onSubmit={(event) => {
      event.preventDefault();
      if (ready) onDone({ name: name.trim(), title: title.trim() || null, login: account, passphrase, totpSecret });
    }}>
      <h2>{heading}</h2>
      <p className="muted">{before === null ? t('set-up.officer-hint') : t('set-up.again')}</p>
      <Field label={t('field.name')} hint={t('field.name-hint')} value={name} onChange={setName} isRequired maxLength={120} autoComplete="off" autoFocus />
      <Field label={t('field.title')} hint={t('field.title-hint')} value={title} onChange={setTitle} maxLength={120} autoComplete="off" />
      <Field label={t('field.login')} hint={t('field.login-hint')} value={login} onChange={setLogin} onBlur={settle} dir="ltr" isRequired maxLength={120} autoComplete="off"
        error={account !== null && taken.includes(account) ? t('set-up.login-taken') : undefined} />
      <PassphraseFields context={[name, login]} onChange={setPassphrase} />
      <TotpSecret login={settledLogin} explain={t('totp.explain-only')} onMade={setTotpSecret} />
      <Button look="primary" type="submit" wide isDisabled={!ready}>{t('action.next')}</Button>
    </Form>
  );
}
