import { useState } from 'react';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';

const TryCodeSheet = later(() => import('./SecretSheets.js').then((m) => ({ default: m.TryCodeSheet })));
const NewCodeSheet = later(() => import('./SecretSheets.js').then((m) => ({ default: m.NewCodeSheet })));
const PassphraseSheet = later(() => import('./SecretSheets.js').then((m) => ({ default: m.PassphraseSheet })));
type Open = 'try' | 'new' | 'passphrase';

/** The two secrets nobody else has: tried before they are needed, and replaced when they might be known. */
export function Secrets() {
  const t = useText();
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<Open | null>(null);
  const show = (what: Open): void => { setDone(null); setOpen(what); };
  const props = (what: Open) => ({ onClose: () => setOpen(null), onDone: () => { setOpen(null); setDone(what); } });
  return (
    <section className="card">
      <h2>{t('devices.secrets')}</h2>
      <p className="muted">{t('devices.secrets-hint')}</p>
      {done !== null && <Notice tone="good" title={t(`devices.done-${done}`)} role="status" />}
      <div className="ways-out">
        <p>{t('devices.try-hint')}</p><Button onPress={() => show('try')}>{t('devices.try')}</Button>
        <p>{t('devices.new-code-hint')}</p><Button onPress={() => show('new')}>{t('devices.new-code')}</Button>
        <p>{t('devices.passphrase-hint')}</p><Button onPress={() => show('passphrase')}>{t('devices.passphrase')}</Button>
      </div>
      <Later>
        {open === 'try' && <TryCodeSheet {...props('try')} />}
        {open === 'new' && <NewCodeSheet {...props('new')} />}
        {open === 'passphrase' && <PassphraseSheet {...props('passphrase')} />}
      </Later>
    </section>
  );
}
