import { useEffect, useState } from 'react';
import type { PassphraseJudgement } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Field } from '../design/Field.js';
import { useText } from '../i18n/text.js';
import { suggestPassphrase } from './suggest-passphrase.js';

/** A new passphrase, twice, with what is wrong with it and how strong it is; `onChange` gets it only when it holds. */
export function PassphraseFields({ context, onChange }: { context: readonly string[]; onChange(passphrase: string | null): void }) {
  const t = useText();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [left, setLeft] = useState(false);
  const [shown, setShown] = useState(false);
  const judgement = useJudgement(first, context);
  const holds = judgement?.ok === true && first === second ? first : null;
  useEffect(() => onChange(holds), [holds, onChange]);
  const suggest = (): void => {
    const suggestion = suggestPassphrase();
    setShown(true);
    setFirst(suggestion);
    setSecond(suggestion);
  };
  const type = shown ? 'text' : 'password';
  const flaw = first !== '' && judgement?.ok === false ? t(`passphrase.${judgement.rule}`) : undefined;
  return (
    <div className="stack">
      <Field label={t('field.new-passphrase')} type={type} value={first} onChange={setFirst} onBlur={() => setLeft(true)} autoComplete="new-password" isRequired
        hint={judgement && t('passphrase.hint', { shortest: judgement.shortest })} error={left ? flaw : undefined} {...(shown ? { dir: 'ltr' as const, mono: true } : {})}
        after={<Meter judgement={first === '' ? null : judgement} flaw={flaw} />} />
      <Field label={t('field.repeat-passphrase')} type={type} value={second} onChange={setSecond} autoComplete="new-password" isRequired
        error={second !== '' && second !== first ? t('passphrase.differs') : undefined} {...(shown ? { dir: 'ltr' as const, mono: true } : {})} />
      <div className="row">
        <Button look="quiet" onPress={suggest}>{t('passphrase.suggest')}</Button>
        <Button look="quiet" onPress={() => setShown(!shown)}>{shown ? t('passphrase.hide') : t('passphrase.show')}</Button>
      </div>
    </div>
  );
}

/** What the client says to exactly this passphrase, the same that it will say when it is used; null while it is asked. */
function useJudgement(passphrase: string, context: readonly string[]): PassphraseJudgement | null {
  const client = useClient();
  const about = context.join('\n');
  const [judged, setJudged] = useState<{ passphrase: string; about: string; judgement: PassphraseJudgement } | null>(null);
  useEffect(() => {
    let current = true;
    client.remote.judgePassphrase(passphrase, about.split('\n')).then((judgement) => { if (current) setJudged({ passphrase, about, judgement }); }, () => undefined);
    return () => { current = false; };
  }, [client, passphrase, about]);
  return judged?.passphrase === passphrase && judged.about === about ? judged.judgement : null;
}

/** Bars from the bits a guesser needs: what is refused has none, what is accepted at least two. */
const barsOf = (bits: number): 2 | 3 | 4 => (bits < 55 ? 2 : bits < 70 ? 3 : 4);

function Meter({ judgement, flaw }: { judgement: PassphraseJudgement | null; flaw: string | undefined }) {
  const t = useText();
  const bars = judgement?.ok === true ? barsOf(judgement.bits) : null;
  return (
    <div className="strength">
      <span className={`strength-bar strength-${bars ?? 0}`} aria-hidden="true"><span /><span /><span /><span /></span>
      <span className="strength-label" role="status">{bars !== null ? t(`passphrase.strength-${bars}`) : flaw !== undefined ? t('passphrase.strength-refused', { why: flaw }) : t('passphrase.strength-none')}</span>
    </div>
  );
}
