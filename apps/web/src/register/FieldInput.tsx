import { useId, useMemo } from 'react';
import { useLingui } from '@lingui/react';
import type { PractitionerId } from '@comity/contracts';
import { registerLimits, type EntryKind, type FieldOfEntry } from '@comity/contracts/register';
import type { BroughtFrom, SpaceView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { Field } from '../design/Field.js';
import { LongField } from '../design/LongField.js';
import { useText } from '../i18n/text.js';
import { stateCodes, useStateName } from '../states/names.js';
import { amountOf, brokenIn, type Draft, type Typed } from './draft.js';
import { FileField } from './FileField.js';
import { partName } from './words.js';

interface Props { space: SpaceView; kind: EntryKind; field: FieldOfEntry; draft: Draft; isNew: boolean; /** The message elsewhere whose files are meant. */ from?: Extract<BroughtFrom, { on: unknown }>; onChange(part: Partial<Draft>): void }

/** The input for one field, by its shape. */
export function FieldInput({ space, kind, field, draft, isNew, from, onChange }: Props) {
  const t = useText();
  const { id, shape } = field;
  const label = partName(t, kind, id);
  const value = draft.values[id] ?? '';
  const set = (next: string): void => onChange({ values: { ...draft.values, [id]: next } });
  switch (shape) {
    case 'practitioner': return <Member space={space} label={label} value={value} onChange={set} />;
    case 'flag': return <label className="check-line register-wide"><input type="checkbox" checked={value !== ''} onChange={({ target }) => set(target.checked ? 'yes' : '')} /><span>{label}</span></label>;
    case 'file': return <div className="register-wide"><FileField space={from?.space ?? space.id} {...(from && { of: from.on.id })} label={label} file={draft.file} fixed={!isNew && kind === 'exhibit'} onChange={(file) => onChange({ file })} /></div>;
    default: return <FactInput label={label} field={field} typed={draft} onChange={onChange} />;
  }
}

/** Of shapes that need nothing round them. */
export function FactInput({ label, field, typed, onChange }: { label: string; field: FieldOfEntry; typed: Typed; onChange(part: Partial<Typed>): void }) {
  const { id, shape, required } = field;
  const value = typed.values[id] ?? '';
  const set = (next: string): void => onChange({ values: { ...typed.values, [id]: next } });
  switch (shape) {
    case 'text': return <div className="register-wide"><LongField label={label} value={value} onChange={set} isRequired={required} maxLength={registerLimits.text} /></div>;
    case 'date': return <Day label={label} value={value} required={required} onChange={set} />;
    case 'country': return <Country label={label} value={value} onChange={set} />;
    case 'money': return <Amount field={field} label={label} draft={typed} onChange={onChange} />;
    default: return <Field label={label} value={value} onChange={set} isRequired={required} maxLength={registerLimits.line} autoComplete="off" />;
  }
}

/** What an entry holds can be chosen, though this client would not offer it: a country that is no State, a member who has left. */
const withPresent = (options: readonly { value: string; label: string }[], value: string, label: string): readonly { value: string; label: string }[] =>
  (value === '' || options.some((option) => option.value === value) ? options : [{ value, label }, ...options]);

function Day({ label, value, required, onChange }: { label: string; value: string; required: boolean; onChange(day: string): void }) {
  const id = useId();
  return <div className="field"><label htmlFor={id}>{label}</label><input id={id} type="date" className="input" value={value} required={required} max="9999-12-31" onChange={({ target }) => onChange(target.value)} /></div>;
}

function Country({ label, value, onChange }: { label: string; value: string; onChange(code: string): void }) {
  const t = useText();
  const state = useStateName();
  const { i18n } = useLingui();
  const options = useMemo(() => stateCodes().map((code) => ({ value: code, label: state(code) })).sort((a, b) => a.label.localeCompare(b.label, i18n.locale)), [state, i18n.locale]);
  return <Choice<string> label={label} value={value} onChange={onChange} options={[{ value: '', label: t('register.not-stated') }, ...withPresent(options, value, state(value))]} />;
}

function Member({ space, label, value, onChange }: { space: SpaceView; label: string; value: string; onChange(id: string): void }) {
  const t = useText();
  const person = usePerson();
  const name = (id: string): string => person(id as PractitionerId)?.name ?? t('person.unknown');
  const members = space.members.map((id) => ({ value: id as string, label: name(id) }));
  return <Choice<string> label={label} value={value} onChange={onChange} options={[{ value: '', label: t('register.not-stated') }, ...withPresent(members, value, name(value))]} />;
}

function Amount({ field, label, draft, onChange }: { field: FieldOfEntry; label: string; draft: Typed; onChange(part: Partial<Typed>): void }) {
  const { id } = field;
  const t = useText();
  const { i18n } = useLingui();
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.locale, { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }));
  }, [i18n.locale]);
  const currency = draft.currencies[id] ?? '';
  const broken = brokenIn([field], draft).length > 0;
  return (
    <div className="register-amount">
      <Field label={t('register.amount', { field: label })} value={draft.values[id] ?? ''} onChange={(amount) => onChange({ values: { ...draft.values, [id]: amount } })} inputMode="decimal" dir="ltr" autoComplete="off" maxLength={30}
        error={broken ? (amountOf(draft.values[id] ?? '') === null ? t('register.amount-wrong') : t('register.currency-missing')) : undefined} />
      <Choice<string> label={t('register.currency', { field: label })} value={currency} onChange={(code) => onChange({ currencies: { ...draft.currencies, [id]: code } })} options={[{ value: '', label: t('register.choose') }, ...withPresent(currencies, currency, currency)]} />
    </div>
  );
}
