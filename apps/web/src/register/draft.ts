/** An entry while it is written: what stands in each field of the form, and what of it makes an entry. */
import type { EntryInput, EntryLink, EntryView, ExhibitFile, FieldsInput, FieldValue, FileChoice, Marking, Ref } from '@comity/sdk';
import { entryKinds, fieldsOf, registerLimits, type EntryKind, type FieldOfEntry } from '@comity/contracts/register';
import { latinDigits } from '../i18n/digits.js';
import type { Written } from '../messaging/form.js';
import { isComplete, plain } from '../messaging/marking.js';
import type { Content } from './parts.js';

/** What is typed into fields. `values`: by field; of money the amount. `currencies`: of money, by field. */
export interface Typed { values: Readonly<Record<string, string>>; currencies: Readonly<Record<string, string>> }
export interface Draft extends Typed { title: string; file: ExhibitFile | FileChoice | null; links: readonly EntryLink[]; marking: Marking }

export const emptyDraft: Draft = { title: '', values: {}, currencies: {}, file: null, links: [], marking: plain };
const isMoney = (value: FieldValue): value is Extract<FieldValue, { amount: string }> => typeof value === 'object' && 'amount' in value;
export const isFile = (value: FieldValue | undefined): value is ExhibitFile => typeof value === 'object' && 'sha256' in value;

export function draftOf({ title, fields, links, marking }: Content): Draft {
  return { title, links, marking, file: Object.values(fields).find(isFile) ?? null, ...typedOf(fields) };
}
export function typedOf(fields: Readonly<Record<string, FieldValue>>): Typed {
  const values = Object.entries(fields);
  return {
    values: Object.fromEntries(values.flatMap(([id, value]) => (value === true ? [[id, 'yes']] : isMoney(value) ? [[id, value.amount]] : typeof value === 'string' ? [[id, value]] : []))),
    currencies: Object.fromEntries(values.flatMap(([id, value]) => (isMoney(value) ? [[id, value.currency]] : []))),
  };
}

/** What a revision starts from. A link is of the entry that names it. */
export const contentOf = ({ title, fields, links, marking }: EntryView): Content =>
  ({ title, fields, links: links.filter(({ direction }) => direction === 'to').map(({ to, label }) => ({ to, label })), marking });

/** What a version of an entry is made from that says nothing new yet. */
export function revisionOf(entry: EntryView): EntryInput {
  const { title, fields, links, marking } = contentOf(entry);
  return { after: entry.versions.find(({ state }) => state === 'current')?.key ?? null, kind: entry.kind, title, fields, links: [...links], marking, source: entry.source };
}

/** All of a form. `base`: the version that a revision is made from. */
export interface Form { kind: EntryKind; draft: Draft; base: string | null }

/** What this client kept; null for what another version of it may have kept otherwise. */
function readForm(text: string): Form | null {
  if (text === '') return null;
  const { v, kind, draft, base } = JSON.parse(text) as Form & { v: unknown };
  return v === 1 && entryKinds.includes(kind) ? { kind, draft, base } : null;
}
export const writtenForm: Written<Form> = { read: readForm, write: (form) => JSON.stringify({ v: 1, ...form }) };

/** So much of a text as fits, and no half of a sign. */
export function begun(text: string, most: number): string {
  let cut = '';
  for (const sign of text.slice(0, most + 1)) if (cut.length + sign.length <= most) cut += sign;
  return cut;
}

/** A message is a note, or, with a file, an exhibit; whatever it is made, its words go along, as far as they fit. */
export function promotedDraft(message: { text: string; files: readonly { id: FileChoice['file'] }[] } & Marking, on: Ref): { kind: EntryKind; draft: Draft; cut: boolean } {
  const { files, handling, restriction, evaluation, tlp } = message;
  const text = message.text.trim();
  const words = begun(text, registerLimits.text);
  const [file] = files;
  const line = (text.split('\n', 1)[0] ?? '').replaceAll(/\s+/g, ' ');
  return {
    kind: file === undefined ? 'note' : 'exhibit', cut: words !== text,
    draft: { ...emptyDraft, title: line.length > 80 ? `${begun(line, 79).trimEnd()}…` : line, values: { text: words, details: words }, file: file === undefined ? null : { on, file: file.id }, marking: { handling, restriction, evaluation, tlp } },
  };
}

/** An entry of another space begins anew, linked with nothing; whoever is not here is given no task here. */
export function broughtDraft(entry: Pick<EntryView, 'kind' | 'title' | 'fields' | 'links' | 'bears'>, members: readonly string[]): { kind: EntryKind; draft: Draft } {
  const begun = draftOf({ ...entry, links: [], marking: entry.bears });
  const { done: _done, owner = '', ...values } = begun.values;
  return { kind: entry.kind, draft: { ...begun, values: members.includes(owner) ? { ...values, owner } : values, file: null } };
}

/** Digits of any script, with a point before the decimals; null for what is no amount. */
export function amountOf(typed: string): string | null {
  const [whole = '', decimals, ...more] = typed.trim().replaceAll(/[\s\u00a0\u202f\u066c]/g, '').replaceAll('\u066b', '.').split('.').map((part) => (/^[\d\u0660-\u0669\u06f0-\u06f9]+$/.test(part) ? latinDigits(part) : 'x'));
  const amount = [whole.replace(/^0+(?=\d)/, ''), decimals].filter((part) => part !== undefined).join('.');
  return more.length === 0 && /^(0|[1-9]\d{0,14})(\.\d{1,4})?$/.test(amount) ? amount : null;
}

function valueOf(field: FieldOfEntry, draft: Draft): FieldValue | FileChoice | null {
  return field.shape === 'file' ? draft.file : readTyped(field, draft);
}
/** Of every shape but files; null for what says nothing, or is no value. */
export function readTyped({ id, shape }: FieldOfEntry, draft: Typed): Exclude<FieldValue, ExhibitFile> | null {
  const typed = (draft.values[id] ?? '').trim();
  if (shape === 'flag') return typed === '' ? null : true;
  if (shape !== 'money') return typed === '' ? null : typed;
  const amount = amountOf(typed);
  const currency = draft.currencies[id] ?? '';
  return amount === null || currency === '' ? null : { amount, currency };
}

/** Fields that hold something which is no value: an amount without a currency, or that is no number. */
export const brokenIn = (fields: readonly FieldOfEntry[], draft: Typed): string[] => fields.filter((field) => field.shape === 'money' && (draft.values[field.id] ?? '').trim() !== '' && readTyped(field, draft) === null).map(({ id }) => id);

/** What is still asked for: the title, fields the kind requires or that hold no value, and what every link says. */
export function missingOf(kind: EntryKind, draft: Draft): string[] {
  const broken = brokenIn(fieldsOf(kind), draft);
  const fields = fieldsOf(kind).filter((field) => broken.includes(field.id) || (field.required && valueOf(field, draft) === null)).map(({ id }) => id);
  const unsaid = draft.links.some(({ label }) => label.trim() === '');
  return [...(draft.title.trim() === '' ? ['title'] : []), ...fields, ...(isComplete(draft.marking) ? [] : ['marking']), ...(unsaid ? ['links'] : [])];
}

export function fieldsInput(kind: EntryKind, draft: Draft): FieldsInput {
  return Object.fromEntries(fieldsOf(kind).flatMap((field) => { const value = valueOf(field, draft); return value === null ? [] : [[field.id, value]]; }));
}

/** The entry that a draft makes; null while something is missing or broken. */
export function inputOf(kind: EntryKind, draft: Draft, { after, source }: Pick<EntryInput, 'after' | 'source'>): EntryInput | null {
  if (missingOf(kind, draft).length > 0) return null;
  return { after, source, kind, title: draft.title.trim(), fields: fieldsInput(kind, draft), links: draft.links.map(({ to, label }) => ({ to, label: label.trim() })), marking: draft.marking };
}
