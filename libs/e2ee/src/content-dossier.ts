/**
 * What a request says, for assistance, extradition or the recovery of assets: between whom, on what basis, what it has to contain, and what is asked for.
 * Trust: shapes only; what its terms mean, and whether its sender may write it, is judged where the log is read (see the SDK).
 */
import type { AuthorityId, Instant } from '@comity/contracts';
import { utf8 } from './bytes.js';
import { contentLimits, firstBroken, instantRule, isFields, isId, isWhole, textRule, type ContentRule, type Fields } from './content-rules.js';

/** As `LegalBasis` of the rules has it. `edition`: of the law, left out for the first. `counting`: how periods count, left out where all do as usual. */
export interface DossierBasis { instruments: string[]; agreed: string[]; lawPermits: string[]; periods: Record<string, string | number>; edition?: number | undefined; counting?: Record<string, DossierCounting> | undefined }
interface DossierCounting { count?: 'working-days' | undefined; pauses?: 'information' | undefined }
export interface DossierSection { part: string; text: string }
/** A measure, a person sought or an asset; `assistance` is of measures alone. */
export interface DossierMeasure { id: string; assistance: string | null; sought: string }
/** `kind` is left out for mutual legal assistance. */
export interface Dossier {
  kind?: 'extradition' | 'asset';
  requesting: AuthorityId; requested: AuthorityId; basis: DossierBasis; title: string; urgent: boolean;
  sections: DossierSection[]; measures: DossierMeasure[];
  /** What hangs on it, as it stands there; see `readAnnex`. */
  annex?: Fields;
}
/** `after`: the hash of the dossier that this one revises, in base64url; null for the first. `source`: where the draft comes from, as it stands there; beside the dossier, because that goes out. See `readSource`. `marks`: how it is marked beside its handling code; see `readMarks`. */
export interface DossierContent { v: 1; type: 'dossier'; after: string | null; dossier: Dossier; source?: Fields; marks?: Fields; sentAt: Instant }

const term = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const pack = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const hash = /^[A-Za-z0-9_-]{43}$/;

const isText = (value: unknown, form: RegExp): value is string => typeof value === 'string' && value.length <= contentLimits.term && form.test(value);
export const isTerm = (value: unknown): value is string => isText(value, term);
export const isHash = (value: unknown): value is string => isText(value, hash);
/** A list of things that pass; undefined for anything else. */
export const listOf = <T>(value: unknown, most: number, read: (each: unknown) => T | undefined): T[] | undefined => {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const list = value.map(read);
  return list.every((each) => each !== undefined) ? list : undefined;
};
export const termsOf = (value: unknown): string[] | undefined => listOf(value, contentLimits.terms, (each) => (isTerm(each) ? each : undefined));
export const packsOf = (value: unknown): string[] | undefined => listOf(value, contentLimits.instruments, (each) => (isText(each, pack) ? each : undefined));
export const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length;
/** What hangs on it and is read by those who have requests; or nothing does. */
export const isHung = (value: unknown): value is Fields | undefined => value === undefined || isFields(value);
/** Members in one order. */
export const sorted = <V>(record: Record<string, V>): Record<string, V> => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

function periodsOf(value: unknown): DossierBasis['periods'] | undefined {
  if (!isFields(value)) return undefined;
  const entries = Object.entries(value);
  const known = entries.every(([id, period]) => isTerm(id) && (isTerm(period) || isWhole(period, 1)));
  return known && entries.length <= contentLimits.terms ? (value as DossierBasis['periods']) : undefined;
}

/** Undefined also where it says nothing: then it is left out. */
function countingOf(value: unknown): Record<string, DossierCounting> | undefined {
  if (!isFields(value)) return undefined;
  const entries = Object.entries(value);
  const known = entries.every(([id, each]) => isTerm(id) && isFields(each) && (each['count'] ?? each['pauses']) !== undefined && [undefined, 'working-days'].includes(each['count'] as undefined) && [undefined, 'information'].includes(each['pauses'] as undefined));
  return known && entries.length > 0 && entries.length <= contentLimits.terms ? (value as Record<string, DossierCounting>) : undefined;
}
const writeCounting = (counting: Record<string, DossierCounting>): Fields => sorted(Object.fromEntries(Object.entries(counting).map(([id, { count, pauses }]) => [id, { ...(count && { count }), ...(pauses && { pauses }) }])));

function basisOf(value: unknown): DossierBasis | undefined {
  if (!isFields(value)) return undefined;
  const [instruments, agreed, lawPermits, periods] = [packsOf(value['instruments']), packsOf(value['agreed']), termsOf(value['lawPermits']), periodsOf(value['periods'])];
  const { edition } = value;
  const counting = countingOf(value['counting']);
  if (value['counting'] !== undefined && counting === undefined) return undefined;
  if (instruments === undefined || agreed === undefined || lawPermits === undefined || periods === undefined || !(edition === undefined || isWhole(edition, 2))) return undefined;
  return { instruments, agreed, lawPermits, periods, ...(edition !== undefined && { edition }), ...(counting && { counting }) };
}

const sectionOf = (value: unknown): DossierSection | undefined =>
  (isFields(value) && isTerm(value['part']) && typeof value['text'] === 'string' ? { part: value['part'], text: value['text'] } : undefined);
function measureOf(value: unknown): DossierMeasure | undefined {
  if (!isFields(value)) return undefined;
  const { id, assistance = null, sought } = value;
  return isId(id) && (assistance === null || isTerm(assistance)) && typeof sought === 'string' ? { id, assistance, sought } : undefined;
}

export function readDossier(value: unknown): Dossier | undefined {
  if (!isFields(value)) return undefined;
  const { kind, requesting, requested, title, urgent, annex } = value;
  const basis = basisOf(value['basis']);
  const sections = listOf(value['sections'], contentLimits.sections, sectionOf);
  const measures = listOf(value['measures'], contentLimits.measures, measureOf);
  if (!isId<AuthorityId>(requesting) || !isId<AuthorityId>(requested) || typeof title !== 'string' || typeof urgent !== 'boolean' || basis === undefined || sections === undefined || measures === undefined) return undefined;
  if (!isHung(annex) || measures.length === 0 || !isDistinct(measures.map(({ id }) => id)) || !isDistinct(sections.map(({ part }) => part))) return undefined;
  if (!(kind === undefined || kind === 'extradition' || kind === 'asset') || measures.some(({ assistance }) => (assistance === null) === (kind === undefined))) return undefined;
  return { ...(kind && { kind }), requesting, requested, basis, title, urgent, sections, measures, ...(annex && { annex }) };
}

export const writeDossier = ({ kind, requesting, requested, basis: { instruments, agreed, lawPermits, periods, edition, counting }, title, urgent, sections, measures, annex }: Dossier): Fields => ({
  ...(kind && { kind }), requesting, requested, basis: { instruments, agreed, lawPermits, periods: sorted(periods), ...(edition !== undefined && { edition }), ...(counting && { counting: writeCounting(counting) }) }, title, urgent,
  sections: sections.map(({ part, text }) => ({ part, text })), measures: measures.map(({ id, assistance, sought }) => ({ id, ...(assistance !== null && { assistance }), sought })), ...(annex && { annex }),
});

export const dossierRule = (dossier: Dossier): ContentRule | null => firstBroken(
  textRule(dossier.title, contentLimits.title, false), ...dossier.sections.map(({ text }) => textRule(text, contentLimits.text, true)), ...dossier.measures.map(({ sought }) => textRule(sought, contentLimits.sought, true)),
  utf8(JSON.stringify(writeDossier(dossier))).length > contentLimits.dossierBytes ? 'too-long' : null,
);

export function readDossierContent({ after = null, dossier: body, source, marks, sentAt }: Fields): DossierContent | undefined {
  const dossier = readDossier(body);
  return dossier === undefined || typeof sentAt !== 'string' || !(after === null || isHash(after)) || !isHung(source) || !isHung(marks) ? undefined : { v: 1, type: 'dossier', after, dossier, ...(source && { source }), ...(marks && { marks }), sentAt: sentAt as Instant };
}
export const writeDossierContent = ({ v, type, after, dossier, source, marks, sentAt }: DossierContent): Fields => ({ v, type, ...(after !== null && { after }), dossier: writeDossier(dossier), ...(source && { source }), ...(marks && { marks }), sentAt });
export const dossierContentRule = ({ dossier, sentAt }: DossierContent): ContentRule | null => dossierRule(dossier) ?? instantRule(sentAt);
