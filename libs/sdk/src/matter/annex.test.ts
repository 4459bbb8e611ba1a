import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { lawEdition } from '@comity/casework';
import type { AuthorityId, FileId, PractitionerId, SpaceId } from '@comity/contracts';
import { chunkHash, encodeFile, fileHash, randomBytes, ready, utf8, writeAnnex, type Annex, type Dossier, type FieldValue, type FileContent } from '@comity/e2ee';
import type { Attachments } from '../files/attachments.js';
import type { DossierInput } from '../matters.js';
import { annexFrom, enclosedFrom, referenceFrom, translationViews } from './annex.js';

beforeAll(ready);

const uuid = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const [space, elsewhere] = [uuid<SpaceId>(1), uuid<SpaceId>(2)];
const [ana, ben] = [uuid<PractitionerId>(20), uuid<PractitionerId>(21)];
const measure = uuid(30);
const dossier = (change: Partial<Dossier> = {}): Dossier => ({ requesting: uuid<AuthorityId>(10), requested: uuid<AuthorityId>(11), basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {}, edition: lawEdition }, title: 'Payments', urgent: false, sections: [{ part: 'PURPOSE', text: 'Evidence' }], measures: [{ id: measure, assistance: 'TRACE', sought: 'The account' }], ...change });
const given = (change: Partial<DossierInput>): DossierInput => ({ ...dossier(), basis: dossier().basis, kind: 'mla', ...change });

const bytes = utf8('The contract, signed.');
const padded = new Uint8Array(256);
const stored = (id: FileId): FileContent => { padded.set(bytes); return encodeFile({ id, name: 'contract.txt', type: 'text/plain', size: bytes.length, key: randomBytes(32), hash: fileHash(bytes.length, chunkHash(padded)), preview: { type: 'image/png', bytes: randomBytes(9), width: 1, height: 1 } }); };
/** `source` null: this device cannot read it any more. */
const uploads = (where: SpaceId, file: FileId, source: Uint8Array | null = bytes): Attachments => ({
  uploaded: (of: SpaceId, id: FileId) => (of === where && id === file ? { content: stored(file), source: () => Promise.resolve(source === null ? undefined : { name: '', type: '', size: source.length, read: (from: number, to: number) => Promise.resolve(source.slice(from, to)) }) } : undefined),
}) as unknown as Attachments;
const made = (input: Partial<DossierInput>, files: Attachments = uploads(space, uuid(40)), known: Annex[] = [], of = dossier(), self = ana) => annexFrom(given(input), of, known, { self, space, files });
const rule = (doing: Promise<unknown>) => doing.then(() => 'ok', (error: { problem?: { errors: { pointer: string }[] }; file?: string }) => error.file ?? error.problem?.errors[0]?.pointer);

describe('what a person hangs on a request', () => {
  it('has a reference of one line, or none', () => {
    expect([referenceFrom(undefined), referenceFrom(' '), referenceFrom(' FE 118/2026 ')]).toEqual([null, null, 'FE 118/2026']);
    for (const wrong of ['x'.repeat(101), 'a\nb', 'a\u202eb']) expect(() => referenceFrom(wrong)).toThrow('/reference');
  });

  it('encloses an upload to its draft, with the hash of the whole, and keeps what is enclosed already', async () => {
    const file = uuid<FileId>(40);
    const { annex, uploads: taken } = await made({ enclosures: [file] });
    expect(annex.enclosures).toEqual([{ file: { ...annex.enclosures[0]!.file, id: file, name: 'contract.txt', preview: null }, sha256: createHash('sha256').update(bytes).digest('hex') }]);
    expect(taken).toEqual([file]);
    expect(await made({ enclosures: [file] }, uploads(space, uuid(99)), [annex])).toEqual({ annex: { ...annex, translations: [] }, uploads: [] });
    expect((await made({}, undefined, [annex])).annex.enclosures).toEqual([]);
  });

  it('notes what assets are known by, and refuses by its place what is no fact of one', async () => {
    const [one, two] = [uuid(31), uuid(32)];
    const measures: DossierInput['measures'] = [{ id: one, assistance: null, sought: 'The vessel Alba' }, { id: two, assistance: null, sought: 'The flat', facts: {} }];
    const asset = dossier({ kind: 'asset', measures: measures.map(({ id, sought }) => ({ id, assistance: null, sought })) });
    const noted = (facts: Record<string, FieldValue>) => made({ kind: 'asset', measures: [measures[1]!, { ...measures[0]!, facts }] }, undefined, [], asset);
    expect((await noted({ number: 'IMO 9074729', value: { amount: '9500000', currency: 'EUR' } })).annex.assets).toEqual([{ of: one, facts: { number: 'IMO 9074729', value: { amount: '9500000', currency: 'EUR' } } }]);
    for (const [wrong, id] of [[{ number: '' }, 'number'], [{ colour: 'blue' }, 'colour'], [{ holder: 'Lagoon Ltd', colour: 'blue' }, 'colour'], [{ holder: 'Lagoon Ltd', country: 'France' }, 'country'], [{ value: { amount: '1,5', currency: 'EUR' } }, 'value'], [{ date: '2026-02-30' }, 'date']] as const) expect(await rule(noted(wrong))).toBe(`/measures/1/facts/${id}`);
    expect(await rule(made({ measures: [{ id: measure, assistance: 'TRACE', sought: 'The account', facts: { number: '1' } }] }))).toBe('/measures/0/facts');
  });

  it('refuses a file by its place in the list: of another space, of nobody, twice, too many; and one that is not what was sent', async () => {
    const file = uuid<FileId>(40);
    expect(await rule(made({ enclosures: [file] }, uploads(elsewhere, file)))).toBe('/enclosures/0');
    expect(await rule(made({ enclosures: [file, uuid<FileId>(41)] }))).toBe('/enclosures/1');
    expect(await rule(made({ enclosures: [file, file] }))).toBe('/enclosures/1');
    expect(await rule(made({ enclosures: Array.from({ length: 11 }, (_, i) => uuid<FileId>(i)) }))).toBe('/enclosures');
    expect(await rule(made({ enclosures: [file] }, uploads(space, file, null)))).toBe('source-needed');
    expect(await rule(made({ enclosures: [file] }, uploads(space, file, utf8('The contract, forged.'))))).toBe('source-changed');
  });

  it('comes with a step alike, by its place in that list; once more with another one where that did not stand', async () => {
    const file = uuid<FileId>(40);
    const first = await enclosedFrom([file], [], { space, files: uploads(space, file) });
    expect([first.enclosed.map(({ sha256 }) => sha256), first.uploads]).toEqual([[createHash('sha256').update(bytes).digest('hex')], [file]]);
    expect(await enclosedFrom([file], first.enclosed, { space, files: uploads(elsewhere, file) })).toEqual({ enclosed: first.enclosed, uploads: [] });
    expect(await rule(enclosedFrom([file], [], { space, files: uploads(elsewhere, file) }))).toBe('/enclosures/0');
  });

  it('translates texts that are there, under the name of whoever wrote it; what was not touched keeps its author, and is stale when its text changed', async () => {
    const pieces = [{ of: 'PURPOSE', from: 'Evidence', machine: false, text: 'أدلة ' }, { of: measure, from: 'The account', machine: true, text: 'الحساب' }];
    const { annex } = await made({ translations: [{ language: 'ar', pieces }] });
    expect(translationViews(annex, dossier())).toEqual([{ language: 'ar', missing: ['title'], pieces: [{ of: 'PURPOSE', text: 'أدلة', by: ana, machine: false, stale: false }, { of: measure, text: 'الحساب', by: ana, machine: true, stale: false }] }]);
    const changed = dossier({ sections: [{ part: 'PURPOSE', text: 'Evidence, and more' }] });
    const kept = await made({ translations: [{ language: 'ar', pieces: [{ ...pieces[0]!, from: null }, { ...pieces[1]!, machine: false }] }] }, undefined, [annex], changed, ben);
    expect(translationViews(kept.annex, changed)[0]!.pieces.map(({ by, stale }) => [by, stale])).toEqual([[ana, true], [ben, false]]);
    const renewed = await made({ translations: [{ language: 'ar', pieces: [{ ...pieces[0]!, from: 'Evidence, and more' }] }] }, undefined, [annex], changed, ben);
    expect(translationViews(renewed.annex, changed)).toMatchObject([{ missing: ['title', measure], pieces: [{ by: ben, stale: false }] }]);
    expect(writeAnnex((await made({ translations: [{ language: 'ar', pieces: [] }] })).annex)).toBeUndefined();
  });

  it('refuses the translation of a text that is gone, and one that is said to stand and does not', async () => {
    const piece = (of: string, from: string | null) => ({ translations: [{ language: 'ar', pieces: [{ of, from, machine: false, text: 'x' }] }] });
    expect(await rule(made(piece('FACTS_SUMMARY', 'Facts')))).toBe('/translations/0/pieces/0');
    expect(await rule(made(piece('PURPOSE', null)))).toBe('/translations/0/pieces/0/from');
    expect(await rule(made({ translations: Array.from({ length: 7 }, () => ({ language: 'ar', pieces: [] })) }))).toBe('/translations');
  });
});
