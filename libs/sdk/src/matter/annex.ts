/** What hangs on a request: from what a person gives to what their dossier says, and from that to what callers see. */
import { problem, type FileId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { annexLimits, chunkHash, chunkLength, concat, fileChunkBytes, fileHash, fileSizes, isFact, isReference, sha256OfParts, sourceHash, textsOf, toBase64Url, type Annex, type Dossier, type Enclosure, type FileContent, type Translation } from '@comity/e2ee';
import type { FileSource } from '../api.js';
import { fileFailure, refused } from '../failure.js';
import type { Attachments } from '../files/attachments.js';
import type { DossierInput, EnclosureView, TranslationInput, TranslationView } from '../matters.js';
import type { StoredCase } from '../space/entries.js';
import type { Taken } from './law.js';

const invalid = (pointer: string, rule: string) => refused(problem('invalid-input', { errors: [{ pointer, rule }] }));
const lines = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

/** Null for what says nothing. */
export function referenceFrom(given: string | null | undefined): string | null {
  const reference = given?.trim() ?? '';
  if (reference === '') return null;
  if (!isReference(reference)) throw invalid('/reference', `must be one line of at most ${annexLimits.reference} letters`);
  return reference;
}

/** From what is sent, and what it was read from, to the hash of the whole. */
export type Summing = (content: FileContent, source: () => Promise<FileSource | undefined>) => Promise<string>;
/** For what nobody read yet, as long as only the law is asked. */
export const unread: Summing = () => Promise.resolve('0'.repeat(64));

/** `known`: what hung on the request before, the latest first. Answers, too, which uploads it takes along. */
export async function annexFrom({ reference, enclosures = [], translations = [], measures }: DossierInput, dossier: Dossier, known: readonly Annex[], { self, space, files, sum }: { self: PractitionerId; space: SpaceId | null; files: Attachments; sum?: Summing | undefined }): Promise<{ annex: Annex; uploads: FileId[] }> {
  if (translations.length > annexLimits.translations) throw invalid('/translations', `must be at most ${annexLimits.translations}`);
  const { enclosed, uploads } = await enclosedFrom(enclosures, known.flatMap((each) => each.enclosures), { space, files, sum });
  const texts = textsOf(dossier);
  const assets = assetsFrom(measures, dossier);
  return { annex: { reference: referenceFrom(reference), enclosures: enclosed, translations: translations.map((translation, i) => translationFrom(translation, `/translations/${i}`, texts, known, self)).filter(({ pieces }) => pieces.length > 0), assets }, uploads };
}

function assetsFrom(measures: DossierInput['measures'], { kind }: Dossier): Annex['assets'] {
  return measures.flatMap(({ id: of, facts = {} }, i) => {
    const known = Object.entries(facts);
    if (known.length > 0 && kind !== 'asset') throw invalid(`/measures/${i}/facts`, 'are of assets alone');
    for (const [id, value] of known) if (!isFact(id, value)) throw invalid(`/measures/${i}/facts/${id}`, 'must be a fact of an asset, of its shape');
    return known.length > 0 ? [{ of, facts }] : [];
  });
}

/** What is enclosed with a dossier or a step, and which uploads that takes along. `known`: what may be named again. */
export async function enclosedFrom(ids: readonly FileId[], known: readonly Enclosure[], { space, files, sum = fingerprint }: { space: SpaceId | null; files: Pick<Attachments, 'uploaded'>; sum?: Summing | undefined }): Promise<{ enclosed: Enclosure[]; uploads: FileId[] }> {
  if (ids.length > annexLimits.enclosures) throw invalid('/enclosures', `must be at most ${annexLimits.enclosures}`);
  const [enclosed, uploads]: [Enclosure[], FileId[]] = [[], []];
  for (const [i, id] of ids.entries()) {
    const before = known.find(({ file }) => file.id === id);
    const upload = space === null ? undefined : files.uploaded(space, id);
    if (enclosed.some(({ file }) => file.id === id)) throw invalid(`/enclosures/${i}`, 'must not be there twice');
    if (before !== undefined) enclosed.push(before);
    else if (upload === undefined) throw invalid(`/enclosures/${i}`, 'must be a file that is there already, or a stored upload of this client to this space');
    else {
      enclosed.push({ file: { ...upload.content, preview: null }, sha256: await sum(upload.content, () => upload.source()) });
      uploads.push(id);
    }
  }
  return { enclosed, uploads };
}

function translationFrom({ language, pieces }: TranslationInput, pointer: string, texts: ReadonlyMap<string, string>, known: readonly Annex[], self: PractitionerId): Translation {
  const before = known.flatMap(({ translations }) => translations.filter((each) => each.language === language).flatMap((each) => each.pieces));
  return {
    language,
    pieces: pieces.map(({ of, from, machine, text }, i) => {
      if (!texts.has(of)) throw invalid(`${pointer}/pieces/${i}`, 'is of a text that is not there');
      const said = of === 'title' ? text.trim() : lines(text);
      if (from !== null) return { of, source: sourceHash(from.replace(/\r\n?/g, '\n')), by: self, machine, text: said };
      const kept = before.find((piece) => piece.of === of && piece.machine === machine && piece.text === said);
      if (kept === undefined) throw invalid(`${pointer}/pieces/${i}/from`, 'must be said of what does not stand there');
      return kept;
    }),
  };
}

/** All of it is read once more: it has to be what was sent. */
async function fingerprint({ size, hash }: FileContent, open: () => Promise<FileSource | undefined>): Promise<string> {
  const source = await open();
  if (source === undefined) throw fileFailure('source-needed');
  const sizes = fileSizes(size);
  const sum = sha256OfParts();
  const leaves: Uint8Array[] = [];
  for (let chunk = 0; chunk < sizes.chunks; chunk += 1) {
    const [from, to] = [Math.min(size, chunk * fileChunkBytes), Math.min(size, (chunk + 1) * fileChunkBytes)];
    const bytes = from < to ? await source.read(from, to).catch(() => { throw fileFailure('source-needed', chunk); }) : new Uint8Array();
    sum.add(bytes);
    const padded = new Uint8Array(chunkLength(sizes, chunk));
    padded.set(bytes.subarray(0, padded.length));
    leaves.push(chunkHash(padded));
  }
  if (toBase64Url(fileHash(size, concat(...leaves))) !== hash) throw fileFailure('source-changed');
  return sum.end();
}

/** `items`: what stands; a file is read by the last of them that holds it. */
export function enclosureViews({ enclosures }: Annex, items: readonly StoredCase[], files: Pick<Attachments, 'viewsOf'>): EnclosureView[] {
  return enclosures.map(({ file, sha256 }): EnclosureView => {
    const holder = items.findLast(({ content }) => content !== null && content.type !== 'case-step' && JSON.stringify(content.dossier.annex?.['enclosures'] ?? []).includes(`"${file.id}"`));
    return { file: files.viewsOf([file])[0]!, sha256, on: holder === undefined ? null : { id: holder.id, seq: holder.seq } };
  });
}

/** The same of what came with steps; `holders`: the entries that hold them. */
export const stepEnclosures = (holders: readonly StoredCase[], files: Pick<Attachments, 'viewsOf'>) => ({ seq, enclosed }: Taken): EnclosureView[] => enclosed.map(({ file, sha256 }): EnclosureView => {
  const holder = holders.find((each) => each.seq === seq);
  return { file: files.viewsOf([file])[0]!, sha256, on: holder === undefined ? null : { id: holder.id, seq: holder.seq } };
});

export function translationViews({ translations }: Annex, dossier: Dossier): TranslationView[] {
  const texts = textsOf(dossier);
  return translations.map(({ language, pieces }) => ({
    language, missing: [...texts.keys()].filter((key) => !pieces.some(({ of }) => of === key)),
    pieces: pieces.map(({ of, source, by, machine, text }) => ({ of, text, by, machine, stale: source !== sourceHash(texts.get(of) ?? '') })),
  }));
}
