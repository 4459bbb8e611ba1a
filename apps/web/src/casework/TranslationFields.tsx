import { useEffect, useRef, useState } from 'react';
import { useLingui } from '@lingui/react';
import type { PractitionerId } from '@comity/contracts';
import type { MatterKind } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice, Segments } from '../design/Choice.js';
import { Icon } from '../design/Icon.js';
import { LongField } from '../design/LongField.js';
import { Notice } from '../design/Notice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { canTranslate, translated } from './browser-translator.js';
import { translationLanguages, useLanguageName } from './languages.js';
import { confirmed, standingOf, written, type Translation, type Translations } from './translating.js';
import { useLawWords } from './words.js';

const most = 6;
interface Props { kind: MatterKind; texts: ReadonlyMap<string, string>; translations: Translations; /** What both sides read already stays as it is. */ settled: boolean; onChange(translations: Translations): void }

/** What the request says, text by text, beside what it says in another language. */
export function TranslationFields({ kind, texts, translations, settled, onChange }: Props) {
  const t = useText();
  const name = useLanguageName();
  const [shown, setShown] = useState<string | null>(null);
  const open = translations.find(({ language }) => language === shown) ?? translations[0];
  const several = translations.length > 1;
  const rest = translationLanguages.filter((code) => !translations.some(({ language }) => language === code));
  return (
    <section className="card stack translation-fields" aria-labelledby="translation-title">
      <div>
        <h2 id="translation-title">{t('request.translation')}</h2>
        <p className="muted">{t('request.translation-hint')}</p>
      </div>
      {several && open && <Segments<string> label={t('request.translation-into')} value={open.language} onChange={setShown} options={translations.map(({ language }) => ({ value: language, label: name(language) }))} />}
      {translations.length < most && <Choice<string> label={t('request.translation-add')} value="" onChange={(language) => { if (language !== '') { onChange([...translations, { language, pieces: {} }]); setShown(language); } }} options={[{ value: '', label: t('request.choose') }, ...rest.map((code) => ({ value: code, label: name(code) }))]} />}
      {open && <OneTranslation key={open.language} kind={kind} texts={texts} translation={open} settled={settled} onChange={(next) => onChange(translations.map((each) => (each.language === next.language ? next : each)))} onRemove={() => onChange(translations.filter((each) => each !== open))} />}
    </section>
  );
}

function OneTranslation({ kind, texts, translation, settled, onChange, onRemove }: Omit<Props, 'translations' | 'onChange'> & { translation: Translation; onChange(translation: Translation): void; onRemove(): void }) {
  const t = useText();
  const { language, pieces } = translation;
  const languageName = useLanguageName()(language);
  const label = useTextName(kind, texts);
  const standing = [...texts].map(([of, text]) => ({ of, text, is: standingOf(translation, of, text), fixed: settled && pieces[of]?.kept === true }));
  const lacking = standing.filter(({ is }) => is === 'missing');
  const stale = standing.filter(({ is }) => is === 'stale');
  const gone = Object.keys(pieces).filter((of) => !texts.has(of) && pieces[of]!.text.trim() !== '');
  const toFields = (of: string): void => document.getElementById(`translation-${of}`)?.querySelector('textarea')?.focus();
  const jump = (title: string, found: typeof standing) => found.length > 0 && (
    <div className="missing-list"><h3>{title}</h3><ul>{found.map(({ of }) => <li key={of}><button type="button" className="link-button" onClick={() => toFields(of)}>{label(of)}</button></li>)}</ul></div>
  );
  return (
    <div className="stack" data-translation={language}>
      <p role="status" className="muted">{t('request.translation-count', { done: texts.size - lacking.length, count: texts.size, language: languageName })}</p>
      {jump(t('request.translation-missing'), lacking)}
      {jump(t('request.translation-stale'), stale)}
      {gone.length > 0 && <Notice tone="warning" title={t('request.translation-gone', { count: gone.length })} />}
      {canTranslate() && <ByBrowser texts={[...lacking, ...stale.filter(({ fixed }) => !fixed)]} translation={translation} onChange={onChange} />}
      {standing.map(({ of, text, is, fixed }) => (
        <div key={of} id={`translation-${of}`} className="translation-row">
          <div><h3>{label(of)}</h3><p dir="auto" className="said">{text}</p></div>
          <div className="stack-tight">
            {fixed ? <><h3>{languageName}</h3><p dir="auto" lang={language} className="said">{pieces[of]!.text}</p><Made translation={translation} of={of} is={is} /></>
              : <LongField label={t('request.translation-of', { name: label(of), language: languageName })} value={pieces[of]?.text ?? ''} onChange={(next) => onChange(written(translation, of, text, next))} maxLength={20_000} hint={<Made translation={translation} of={of} is={is} />} />}
            {is === 'stale' && !fixed && <div className="row"><Button icon="check" onPress={() => onChange(confirmed(translation, of, text))}>{t('request.translation-holds')}<span className="visually-hidden"> {label(of)}</span></Button></div>}
          </div>
        </div>
      ))}
      {!settled && <div className="row"><Button look="quiet" icon="close" onPress={onRemove}>{t('request.translation-remove', { language: languageName })}</Button></div>}
    </div>
  );
}

/** How a text of a request is called: its title, a part, or a measure by its number. */
export function useTextName(kind: MatterKind, texts: ReadonlyMap<string, string>): (of: string) => string {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  const measures = [...texts.keys()].filter((of) => of !== 'title' && !/^[A-Z]/.test(of));
  return (of) => (of === 'title' ? t('request.field-title') : measures.includes(of) ? t('request.measure-number', { kind, number: format.number(measures.indexOf(of) + 1) }) : words.part(of));
}

function Made({ translation, of, is }: { translation: Translation; of: string; is: 'missing' | 'stale' | 'current' }) {
  const t = useText();
  const piece = translation.pieces[of];
  const who = usePieceAuthor();
  if (is === 'missing' || piece === undefined) return <span className="part-missing"><Icon name="alarm" small />{t('request.translation-none')}</span>;
  return (
    <span className="part-why">
      {is === 'stale' && <span className="part-missing"><Icon name="alarm" small />{t('request.translation-is-stale')}</span>}
      <span>{who(piece.by, piece.machine)}</span>
    </span>
  );
}

/** Who stands by a translation, and whether a program made it. */
export function usePieceAuthor(): (by: string | null, machine: boolean) => string {
  const t = useText();
  const person = usePerson();
  const self = useSelf();
  return (by, machine) => {
    if (by === null || by === self.practitioner) return machine ? t('request.translation-by-machine-you') : t('request.translation-by-you');
    const name = isolated(person(by as PractitionerId)?.name ?? t('person.unknown'));
    return machine ? t('request.translation-by-machine', { name }) : t('request.translation-by', { name });
  };
}

/** Asked for, never by itself: the browser translates what is missing, on this device. */
function ByBrowser({ texts, translation, onChange }: { texts: readonly { of: string; text: string }[]; translation: Translation; onChange(translation: Translation): void }) {
  const t = useText();
  const { i18n } = useLingui();
  const name = useLanguageName();
  const [from, setFrom] = useState<string>(i18n.locale);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  // What is typed meanwhile stays.
  const latest = useRef(translation);
  useEffect(() => { latest.current = translation; }, [translation]);
  const run = async (): Promise<void> => {
    setBusy(true);
    const made = await translated(texts.map(({ text }) => text), from, translation.language);
    setBusy(false);
    setFailed(made === null);
    if (made !== null) onChange(texts.reduce((all, { of, text }, i) => (all.pieces[of]?.text === translation.pieces[of]?.text && (made[i] ?? '').trim() !== '' ? written(all, of, text, made[i]!, true) : all), latest.current));
  };
  if (texts.length === 0) return null;
  return (
    <fieldset className="translation-browser stack-tight">
      <legend>{t('request.translation-browser')}</legend>
      <p className="hint">{t('request.translation-browser-hint')}</p>
      <Choice<string> label={t('request.translation-from')} value={from} onChange={setFrom} options={translationLanguages.map((code) => ({ value: code, label: name(code) }))} />
      <div className="row"><Button isPending={busy} isDisabled={from === translation.language} onPress={() => void run()}>{busy ? t('request.translation-busy') : t('request.translation-run', { count: texts.length })}</Button></div>
      {failed && <Notice tone="warning" role="alert" title={t('request.translation-failed')} />}
    </fieldset>
  );
}
