import { useState } from 'react';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useText } from '../i18n/text.js';
import { passphraseFlaw, passphraseStrength, shortest, suggestPassphrase } from './passphrase-policy.js';

/** A new passphrase, twice, with what is wrong with it and how strong it is; `onChange` gets it only when it holds. */
export function PassphraseFields({ context, onChange }: { context: readonly string[]; onChange(passphrase: string | null): void }) {
  const t = useText();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [left, setLeft] = useState(false);
  const [shown, setShown] = useState(false);
  const flaw = passphraseFlaw(first, context);
  const strength = passphraseStrength(first, context);
  const update = (one: string, two: string): void => {
    setFirst(one);
    setSecond(two);
    onChange(one === two && passphraseFlaw(one, context) === null ? one : null);
  };
  const suggest = (): void => {
    const suggestion = suggestPassphrase();
    setShown(true);
    update(suggestion, suggestion);
  };
  const type = shown ? 'text' : 'password';
  return (
    <div className="stack">
      <Field label={t('field.new-passphrase')} type={type} value={first} onChange={(typed) => update(typed, second)} onBlur={() => setLeft(true)} autoComplete="new-password" isRequired
        hint={t('passphrase.hint', { shortest })} error={left && first !== '' && flaw !== null ? t(`passphrase.${flaw}`) : undefined} {...(shown ? { dir: 'ltr' as const, mono: true } : {})}
        after={<Meter strength={strength} label={first === '' ? t('passphrase.strength-none') : t(`passphrase.strength-${strength}`)} />} />
      <Field label={t('field.repeat-passphrase')} type={type} value={second} onChange={(typed) => update(first, typed)} autoComplete="new-password" isRequired
        error={second !== '' && second !== first ? t('passphrase.differs') : undefined} {...(shown ? { dir: 'ltr' as const, mono: true } : {})} />
      <div className="row">
        <Button look="quiet" onPress={suggest}>{t('passphrase.suggest')}</Button>
        <Button look="quiet" onPress={() => setShown(!shown)}>{shown ? t('passphrase.hide') : t('passphrase.show')}</Button>
      </div>
    </div>
  );
}

function Meter({ strength, label }: { strength: number; label: string }) {
  return (
    <div className="strength">
      <span className={`strength-bar strength-${strength}`} aria-hidden="true"><span /><span /><span /><span /></span>
      <span className="strength-label" role="status">{label}</span>
    </div>
  );
}
