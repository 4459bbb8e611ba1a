/**
 * What a register of a case file consists of: entries in their versions, who had an exhibit, and what strikes an entry out.
 * Trust: shapes only; which version stands is decided where the log is read (see the SDK).
 */
import { entryFields, fieldsOf, FileId, registerLimits, type EntryKind, type FieldOfEntry, type FieldShape, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { utf8 } from './bytes.js';
import { isDistinct, isHash, listOf } from './content-dossier.js';
import { readEvaluation, readTlp, restrictionRule, type Evaluation, type Tlp } from './content-marking.js';
import { readRef, type Ref } from './content-ref.js';
import { isFields, isId, isInstant, isWhole, textRule, type ContentRule, type Fields } from './content-rules.js';
import { largestFile } from './file/sizes.js';

/** What an entry is named by, the same in all its versions; see `entryId`. */
export type EntryId = string & { readonly entry: unique symbol };
/** `amount`: digits, with a point and up to four more. `currency`: ISO 4217. */
export interface Money { amount: string; currency: string }
/** A file of a message of the space. `sha256`: of its plain bytes, in hexadecimal, computed by whoever registered it. */
export interface ExhibitFile { on: Ref; file: FileId; name: string; size: number; sha256: string }
export type FieldValue = string | true | Money | ExhibitFile;
/** `version`: by its hash. */
export interface MovedFrom { entry: EntryId; version: string }
export interface EntryLink { to: EntryId; label: string }

/** A version of an entry, whole. `first`: the hash of the version that began the entry, `after`: of the one that this follows; both null in the first. `settled`: hashes of versions that did not stand and that it takes over or sets aside. */
export interface EntryContent {
  v: 1; type: 'entry'; kind: EntryKind; first: string | null; after: string | null; title: string; fields: Record<string, FieldValue>;
  /** Of a document whose file is another by now: the one that it began with, by which it is named. */
  original?: ExhibitFile;
  links: EntryLink[]; settled: string[];
  source: Ref | null;
  /** The entry of the case file, or of a compartment of it, that this one goes on from, and the version that stood there. */
  moved?: MovedFrom;
  restriction: string | null; evaluation: Evaluation | null; tlp: Tlp | null; sentAt: Instant;
}
export interface CustodyContent { v: 1; type: 'entry-custody'; id: EntryId; holder: string; from: Instant; reason: string; sentAt: Instant }
export interface StrikeContent { v: 1; type: 'entry-strike'; id: EntryId; reason: string; sentAt: Instant }
/** What is kept of a case file itself, as it came: what it says is read by `readTrace`, where somebody asks for it. */
export interface TraceItem { readonly v: 1; readonly type: 'trace'; readonly sentAt: Instant; readonly said: Fields }
/** An item of a note, as it came: what it says is read by `readNote`, where somebody asks for notes. */
export interface NoteItem { readonly v: 1; readonly type: 'note'; readonly note: ItemId | null; readonly sentAt: Instant }
export type RegisterContent = EntryContent | CustodyContent | StrikeContent;

type Written = RegisterContent | NoteItem | TraceItem;

const registerTypes = ['entry', 'entry-custody', 'entry-strike', 'note', 'trace'] as const satisfies readonly Written['type'][];
export const isRegisterType = (type: unknown): type is Written['type'] => registerTypes.some((known) => known === type);

const amount = /^(0|[1-9]\d{0,14})(\.\d{1,4})?$/;
const isKind = (kind: unknown): kind is EntryKind => typeof kind === 'string' && Object.hasOwn(entryFields, kind);
const like = (form: RegExp) => (value: unknown): string | undefined => (typeof value === 'string' && form.test(value) ? value : undefined);
const isEntryId = (value: unknown): value is EntryId => isHash(value);
const readHash = (value: unknown): string | undefined => (isHash(value) ? value : undefined);
const isDay = (value: unknown): value is string => typeof value === 'string' && isInstant(`${value}T00:00:00.000Z`);

function readMoney(value: unknown): Money | undefined {
  if (!isFields(value)) return undefined;
  const [sum, currency] = [like(amount)(value['amount']), like(/^[A-Z]{3}$/)(value['currency'])];
  return sum === undefined || currency === undefined ? undefined : { amount: sum, currency };
}

function readExhibit(value: unknown): ExhibitFile | undefined {
  if (!isFields(value)) return undefined;
  const [on, named, sha] = [readRef(value['on']), FileId.safeParse(value['file']), like(/^[0-9a-f]{64}$/)(value['sha256'])];
  const { name, size } = value;
  return on === undefined || !named.success || sha === undefined || typeof name !== 'string' || !isWhole(size, 0, largestFile) ? undefined : { on, file: named.data, name, size, sha256: sha };
}

const readers: Record<FieldShape, (value: unknown) => FieldValue | undefined> = {
  line: (value) => (typeof value === 'string' ? value : undefined),
  text: (value) => (typeof value === 'string' ? value : undefined),
  date: (value) => (isDay(value) ? value : undefined),
  money: readMoney,
  country: like(/^[A-Z]{2}$/),
  practitioner: (value) => (isId<PractitionerId>(value) ? value : undefined),
  file: readExhibit,
  flag: (value) => (value === true ? value : undefined),
};

/** Fields in the one order of those that are known; undefined when one is missing, unknown or of another shape. */
export function readFields(known: readonly FieldOfEntry[], value: unknown): Record<string, FieldValue> | undefined {
  if (!isFields(value)) return undefined;
  if (Object.keys(value).some((id) => !known.some((each) => each.id === id))) return undefined;
  const fields: Record<string, FieldValue> = {};
  for (const { id, shape, required } of known) {
    if (!Object.hasOwn(value, id)) {
      if (required) return undefined;
      continue;
    }
    const read = readers[shape](value[id]);
    if (read === undefined) return undefined;
    fields[id] = read;
  }
  return fields;
}

const readLink = (value: unknown): EntryLink | undefined =>
  (isFields(value) && isEntryId(value['to']) && typeof value['label'] === 'string' ? { to: value['to'], label: value['label'] } : undefined);
const readMoved = (value: unknown): MovedFrom | undefined => (isFields(value) && isEntryId(value['entry']) && isHash(value['version']) ? { entry: value['entry'], version: value['version'] } : undefined);
const optional = <T>(value: unknown, read: (value: unknown) => T | undefined): T | null | undefined => (value === undefined ? null : read(value));

function readEntry(fields: Fields): EntryContent | undefined {
  const { kind, title, sentAt } = fields;
  const [first, after] = [optional(fields['first'], readHash), optional(fields['after'], readHash)];
  if (!isKind(kind) || typeof title !== 'string' || typeof sentAt !== 'string' || first === undefined || after === undefined) return undefined;
  // What follows another says which began it; the first says neither.
  if ((first === null) !== (after === null)) return undefined;
  const values = readFields(fieldsOf(kind), fields['fields']);
  const links = fields['links'] === undefined ? [] : listOf(fields['links'], registerLimits.links, readLink);
  const settled = fields['settled'] === undefined ? [] : listOf(fields['settled'], registerLimits.settled, readHash);
  const source = optional(fields['source'], readRef);
  const moved = optional(fields['moved'], readMoved);
  // Only a document's file may become another one.
  const original = optional(fields['original'], (value) => (kind === 'document' && first !== null ? readExhibit(value) : undefined));
  const restriction = optional(fields['restriction'], (value) => (typeof value === 'string' ? value : undefined));
  const evaluation = optional(fields['evaluation'], readEvaluation);
  const tlp = optional(fields['tlp'], readTlp);
  if (values === undefined || links === undefined || settled === undefined || source === undefined || moved === undefined || original === undefined || restriction === undefined || evaluation === undefined || tlp === undefined) return undefined;
  if (!isDistinct(links.map(({ to }) => to)) || !isDistinct(settled)) return undefined;
  // While it is what it was, that is not said twice.
  if (original !== null && JSON.stringify(original) === JSON.stringify(values['file'])) return undefined;
  return { v: 1, type: 'entry', kind, first, after, title, fields: values, ...(original && { original }), links, settled, source, ...(moved && { moved }), restriction, evaluation, tlp, sentAt: sentAt as Instant };
}

export function readRegister(type: Written['type'], fields: Fields): Written | undefined {
  if (type === 'entry') return readEntry(fields);
  if (type === 'note' || type === 'trace') return fields as unknown as NoteItem | TraceItem;
  const { id, reason, holder, from, sentAt } = fields;
  if (!isEntryId(id) || typeof reason !== 'string' || typeof sentAt !== 'string') return undefined;
  const common = { v: 1, id, reason, sentAt: sentAt as Instant } as const;
  if (type === 'entry-strike') return { ...common, type };
  return typeof holder === 'string' && isInstant(from) ? { ...common, type, holder, from } : undefined;
}

export const writeRef = ({ id, seq }: Ref): Ref => ({ id, seq });
export const writeValue = (value: FieldValue): unknown => (typeof value !== 'object' ? value : 'sha256' in value
  ? { on: writeRef(value.on), file: value.file, name: value.name, size: value.size, sha256: value.sha256 } : { amount: value.amount, currency: value.currency });

/** Members that say nothing are left out. */
export function writeRegister(content: Written): Fields {
  if (content.type === 'note' || content.type === 'trace') return { ...content };
  const { v, type, sentAt } = content;
  if (type === 'entry-strike') return { v, type, id: content.id, reason: content.reason, sentAt };
  if (type === 'entry-custody') return { v, type, id: content.id, holder: content.holder, from: content.from, reason: content.reason, sentAt };
  const { kind, first, after, title, fields, original, links, settled, source, moved, restriction, evaluation, tlp } = content;
  return {
    v, type, kind, ...(first !== null && { first }), ...(after !== null && { after }), title, fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, writeValue(value)])),
    ...(original && { original: writeValue(original) }), ...(links.length > 0 && { links: links.map(({ to, label }) => ({ to, label })) }), ...(settled.length > 0 && { settled }), ...(source !== null && { source: writeRef(source) }), ...(moved && { moved }),
    ...(restriction !== null && { restriction }), ...(evaluation !== null && { evaluation }), ...(tlp !== null && { tlp }), sentAt,
  };
}

export const registerRule = (content: Written): ContentRule | null => brokenPart(content)?.rule ?? null;

/** The first part that breaks a rule, as a JSON pointer into the content; `/`: all of it together. */
export function brokenPart(content: Written): { pointer: string; rule: ContentRule } | null {
  for (const [pointer, rule] of rulesOf(content)) if (rule !== null) return { pointer, rule };
  return null;
}

export function valueRule(value: FieldValue | undefined, shape: FieldShape): ContentRule | null {
  if (typeof value === 'object') return 'name' in value ? textRule(value.name, registerLimits.line, false) : null;
  return typeof value === 'string' ? textRule(value, shape === 'text' ? registerLimits.text : registerLimits.line, shape === 'text') : null;
}

function rulesOf(content: Written): [pointer: string, rule: ContentRule | null][] {
  const time = ['/sentAt', isInstant(content.sentAt) ? null : 'wrong-instant'] satisfies [string, ContentRule | null];
  if (content.type === 'trace') return [time];
  if (content.type === 'note') return [['/note', content.note === null || isId(content.note) ? null : 'wrong-shape'], time];
  if (content.type === 'entry-strike') return [['/reason', textRule(content.reason, registerLimits.reason, true)], time];
  if (content.type === 'entry-custody') return [['/holder', textRule(content.holder, registerLimits.holder, false)], ['/reason', textRule(content.reason, registerLimits.reason, true)], time];
  const { kind, title, fields, original, links, restriction } = content;
  return [
    ['/title', textRule(title, registerLimits.title, false)], ...fieldsOf(kind).map(({ id, shape }): [string, ContentRule | null] => [`/fields/${id}`, valueRule(fields[id], shape)]), ['/original', valueRule(original, 'file')],
    ...links.map(({ label }, i): [string, ContentRule | null] => [`/links/${i}`, textRule(label, registerLimits.label, false)]), ['/restriction', restrictionRule(restriction)], time,
    ['/', utf8(JSON.stringify(writeRegister(content))).length > registerLimits.entryBytes ? 'too-long' : null],
  ];
}
