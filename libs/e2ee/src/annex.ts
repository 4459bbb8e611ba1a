/**
 * What hangs on a dossier: the authority's own reference, files, translations of its texts, and what its assets are known by; and the files that come with a step.
 * Trust: shapes only; who may have translated what is judged where the log is read (see the SDK). Loaded by those who have requests.
 */
import { assetFacts, type PractitionerId } from '@comity/contracts';
import { concat, toBase64Url, utf8 } from './bytes.js';
import { isDistinct, isHash, isTerm, listOf, type Dossier } from './content-dossier.js';
import { readFields, valueRule, writeValue, type FieldValue } from './content-entry.js';
import { contentLimits, isFields, isId, textRule, type Fields } from './content-rules.js';
import type { StepContent } from './content-step.js';
import { decodeFile, type FileContent } from './file/content.js';
import { domain, sha256 } from './hash.js';

export const annexLimits = { reference: 100, enclosures: 10, translations: 6 } as const;

/** `sha256`: of the whole file, in hexadecimal, as anybody computes it who has the file. Its preview is null. */
export interface Enclosure { file: FileContent; sha256: string }
/** `of`: `title`, a part, or the id of a measure. `source`: the hash of the text that it was made from. `by`: who stands by it. `machine`: as a program made it, changed by nobody. */
export interface TranslatedPiece { of: string; source: string; by: PractitionerId; machine: boolean; text: string }
/** `language`: by its code of ISO 639, two or three letters. */
export interface Translation { language: string; pieces: TranslatedPiece[] }
/** What an asset is known by, beside what is said of it; at least one of `assetFacts`. `of`: the id of a measure. */
export interface AssetNoted { of: string; facts: Facts }
export type Facts = Record<string, FieldValue>;
export interface Annex { reference: string | null; enclosures: Enclosure[]; translations: Translation[]; assets: AssetNoted[] }
export const noAnnex: Annex = { reference: null, enclosures: [], translations: [], assets: [] };

/** What an asset is known by; nothing where nothing is noted. */
export const factsIn = ({ assets }: Annex, measure: string): Facts => assets.find(({ of }) => of === measure)?.facts ?? {};

/** The texts of a dossier that can be translated, by what they are. */
export const textsOf = ({ title, sections, measures }: Pick<Dossier, 'title' | 'sections' | 'measures'>): Map<string, string> =>
  new Map([['title', title], ...sections.map(({ part, text }): [string, string] => [part, text]), ...measures.map(({ id, sought }): [string, string] => [id, sought])]);

/** What a translation names the text by that it was made from. */
export const sourceHash = (text: string): string => toBase64Url(sha256(concat(domain('translated'), utf8(text))));

const hex = /^[0-9a-f]{64}$/;
const code = /^[a-z]{2,3}$/;

function enclosureOf(value: unknown): Enclosure | undefined {
  const file = isFields(value) ? decodeFile(value['file']) : undefined;
  return isFields(value) && file?.preview === null && typeof value['sha256'] === 'string' && hex.test(value['sha256']) ? { file, sha256: value['sha256'] } : undefined;
}

function pieceOf(value: unknown): TranslatedPiece | undefined {
  if (!isFields(value)) return undefined;
  const { of, source, by, machine = false, text } = value;
  const named = of === 'title' || isTerm(of) || isId<string>(of);
  if (!named || !isHash(source) || !isId<PractitionerId>(by) || typeof machine !== 'boolean' || typeof text !== 'string') return undefined;
  return textRule(text, contentLimits.text, of !== 'title') === null ? { of, source, by, machine, text } : undefined;
}

function translationOf(value: unknown): Translation | undefined {
  if (!isFields(value) || typeof value['language'] !== 'string' || !code.test(value['language'])) return undefined;
  const pieces = listOf(value['pieces'], contentLimits.sections + contentLimits.measures + 1, pieceOf);
  return pieces === undefined || pieces.length === 0 || !isDistinct(pieces.map(({ of }) => of)) ? undefined : { language: value['language'], pieces };
}

/** Whether it is one of `assetFacts`, and of its shape. */
export function isFact(id: string, value: unknown): boolean {
  const fact = assetFacts.find((each) => each.id === id);
  const read = fact && readFields([fact], { [id]: value });
  return read !== undefined && valueRule(read[id], fact!.shape) === null;
}

function assetOf(value: unknown): AssetNoted | undefined {
  if (!isFields(value) || !isId<string>(value['of'])) return undefined;
  const facts = readFields(assetFacts, value['facts']);
  return facts === undefined || Object.keys(facts).length === 0 || !Object.entries(facts).every(([id, each]) => isFact(id, each)) ? undefined : { of: value['of'], facts };
}

/** Undefined where it is not exactly of its form, or translates a text, or notes an asset, that the dossier does not have. */
export function readAnnex(dossier: Dossier): Annex | undefined {
  const { annex: fields, kind, measures } = dossier;
  if (fields === undefined) return noAnnex;
  const { reference = null, enclosures: listed = [], translations: made = [], assets: noted = [] } = fields;
  const [enclosures, translations, assets] = [listOf(listed, annexLimits.enclosures, enclosureOf), listOf(made, annexLimits.translations, translationOf), listOf(noted, contentLimits.measures, assetOf)];
  if (!(reference === null || isReference(reference)) || enclosures === undefined || translations === undefined || assets === undefined) return undefined;
  if (!isDistinct(enclosures.map(({ file }) => file.id)) || !isDistinct(translations.map(({ language }) => language)) || !isDistinct(assets.map(({ of }) => of))) return undefined;
  if (assets.length > 0 && (kind !== 'asset' || !assets.every(({ of }) => measures.some(({ id }) => id === of)))) return undefined;
  const texts = textsOf(dossier);
  const annex = { reference, enclosures, translations, assets };
  return translations.every(({ pieces }) => pieces.every(({ of }) => texts.has(of))) && JSON.stringify(writeAnnex(annex)) === JSON.stringify(fields) ? annex : undefined;
}

/** Undefined where it says nothing: then a dossier has none. */
export function writeAnnex({ reference, enclosures, translations, assets }: Annex): Fields | undefined {
  if (reference === null && enclosures.length === 0 && translations.length === 0 && assets.length === 0) return undefined;
  return {
    ...(reference !== null && { reference }),
    ...(enclosures.length > 0 && { enclosures: enclosures.map(fieldsOf) }),
    ...(translations.length > 0 && { translations: translations.map(({ language, pieces }) => ({ language, pieces: pieces.map(({ of, source, by, machine, text }) => ({ of, source, by, ...(machine && { machine }), text })) })) }),
    ...(assets.length > 0 && { assets: assets.map(({ of, facts }) => ({ of, facts: writeFacts(facts) })) }),
  };
}

const writeFacts = (facts: Facts): Fields => Object.fromEntries(assetFacts.flatMap(({ id }) => (facts[id] === undefined ? [] : [[id, writeValue(facts[id])]])));
const fieldsOf = ({ file: { id, name, type, size, key, hash, chunk }, sha256: sum }: Enclosure): Fields => ({ file: { id, name, type, size, key, hash, chunk, preview: null }, sha256: sum });

/** The files of a step; undefined where they are not exactly of their form. */
export function readStepAnnex({ annex }: Pick<StepContent, 'annex'>): Enclosure[] | undefined {
  if (annex === undefined) return [];
  const enclosures = listOf(annex['enclosures'], annexLimits.enclosures, enclosureOf);
  return enclosures !== undefined && isDistinct(enclosures.map(({ file }) => file.id)) && JSON.stringify(writeStepAnnex(enclosures)) === JSON.stringify(annex) ? enclosures : undefined;
}

/** Undefined where there are none: then a step has none. */
export const writeStepAnnex = (enclosures: readonly Enclosure[]): Fields | undefined => (enclosures.length > 0 ? { enclosures: enclosures.map(fieldsOf) } : undefined);

/** What a step carries in the place of its files: SHA-256 over their one encoding. Their keys are in it, so that none is found by trying. */
export const enclosuresHash = (annex: Fields): string => toBase64Url(sha256(concat(domain('case-enclosures'), utf8(JSON.stringify(annex)))));

/** A reference is one line. */
export const isReference = (value: unknown): value is string => typeof value === 'string' && textRule(value, annexLimits.reference, false) === null && value.trim() === value;
