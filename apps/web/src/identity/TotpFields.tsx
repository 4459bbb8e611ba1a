import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useClient } from '../client/hooks.js';
import { Copyable } from '../design/Copyable.js';
import { CodeField } from '../design/Field.js';
import { QrCode } from '../design/QrCode.js';
import { useText } from '../i18n/text.js';

interface Totp { secret: string; code: string }

/**
 * A fresh authenticator secret as QR code and in letters (cameras are often banned), and its first code. The secret
 * carries the sign-in name, so it is made once that name is settled (`login` is null before).
 */
export function TotpFields({ login, onChange }: { login: string | null; onChange(totp: Totp | null): void }) {
  const t = useText();
  const [code, setCode] = useState('');
  const [secret, setSecret] = useState('');
  const change = (of: string, typed: string): void => {
    setSecret(of);
    setCode(typed);
    onChange(isCode(typed) && of !== '' ? { secret: of, code: typed } : null);
  };
  return (
    <TotpSecret login={login} explain={t('totp.explain')} onMade={(made) => change(made, '')}>
      <CodeField label={t('totp.first-code')} hint={t('totp.first-code-hint')} value={code} onChange={(typed) => change(secret, typed)} />
    </TotpSecret>
  );
}

export const isCode = (typed: string): boolean => /^\d{6}$/.test(typed);

/** The secret alone; a code of it may be asked for later. `onMade` gets each secret that is made. */
export function TotpSecret({ login, ...rest }: { login: string | null; explain: string; onMade(secret: string): void; children?: ReactNode }) {
  const t = useText();
  return login === null ? <p className="muted">{t('totp.login-first')}</p> : <FreshSecret key={login} login={login} {...rest} />;
}

function FreshSecret({ login, explain, onMade, children }: { login: string; explain: string; onMade(secret: string): void; children?: ReactNode }) {
  const t = useText();
  const client = useClient();
  const [made, setMade] = useState<{ secret: string; uri: string } | null>(null);
  const tell = useEffectEvent(onMade);
  useEffect(() => {
    let current = true;
    void client.remote.newTotp(login).then((totp) => {
      if (!current) return;
      setMade(totp);
      tell(totp.secret);
    }, () => undefined);
    return () => { current = false; };
  }, [client, login]);
  if (!made) return null;
  return (
    <div className="totp">
      <QrCode value={made.uri} label={t('totp.qr-label')} />
      <div className="stack">
        <p>{explain}</p>
        <Copyable value={made.secret} label={t('totp.secret')} shown={made.secret.replace(/(.{4})/g, '$1 ').trim()} />
        {children}
      </div>
    </div>
  );
}
