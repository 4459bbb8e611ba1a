import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorityId, FileId, Instant, PractitionerId } from '@comity/contracts';
import { annexLimits, contentLimits, decodeMessage, encodeFile, encodeMessage, fitsItem, fromUtf8, enclosuresHash, factsIn, noAnnex, randomBytes, readAnnex, readStepAnnex, ready, sourceHash, utf8, writeAnnex, writeStepAnnex, type Annex, type Dossier, type Enclosure, type StepContent } from '@comity/e2ee';

beforeAll(ready);

const id = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const dossier: Dossier = {
  requesting: id<AuthorityId>(1), requested: id<AuthorityId>(2), basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} }, title: 'Vessel payments', urgent: false,
  sections: [{ part: 'PURPOSE', text: 'Evidence' }], measures: [{ id: id(3), assistance: 'TRACE', sought: 'The account' }],
};
const enclosure = (n: number, preview = false): Enclosure => ({
  file: encodeFile({ id: id<FileId>(n), name: `annex ${n}.pdf`, type: 'application/pdf', size: 70_000, key: randomBytes(32), hash: randomBytes(32), preview: preview ? { type: 'image/png', bytes: randomBytes(20), width: 4, height: 4 } : null }), sha256: 'ab'.repeat(32),
});
const annex = (change: Partial<Annex> = {}): Annex => ({
  reference: 'FE 118/2026', enclosures: [enclosure(10), enclosure(11)],
  translations: [{ language: 'ar', pieces: [{ of: 'title', source: sourceHash('Vessel payments'), by: id<PractitionerId>(4), machine: false, text: 'مدفوعات' }, { of: 'PURPOSE', source: sourceHash('Evidence'), by: id<PractitionerId>(4), machine: true, text: 'أدلة' }, { of: id(3), source: sourceHash('x'), by: id<PractitionerId>(5), machine: false, text: 'الحساب' }] }], assets: [],
  ...change,
});
const withAnnex = (made: Annex): Dossier => ({ ...dossier, annex: writeAnnex(made)! });

describe('what hangs on a dossier', () => {
  it('survives the encoding of its dossier, and is left out where it says nothing', () => {
    const all = withAnnex(annex());
    const encoded = encodeMessage({ v: 1, type: 'dossier', after: null, dossier: all, sentAt: '2027-03-01T12:00:00.000Z' as Instant });
    const decoded = encoded.ok ? decodeMessage(encoded.bytes) : undefined;
    expect(decoded).toMatchObject({ ok: true, content: { dossier: all } });
    expect(readAnnex(all)).toEqual(annex({ enclosures: readAnnex(all)!.enclosures }));
    const nothing = { reference: null, enclosures: [], translations: [], assets: [] };
    expect([writeAnnex(nothing), readAnnex(dossier), readAnnex({ ...dossier, annex: {} })]).toEqual([undefined, nothing, undefined]);
  });

  it('is of a step alike, which without files says what it always said', () => {
    const files = writeStepAnnex([enclosure(10), enclosure(11)])!;
    const bare: StepContent = { v: 1, type: 'case-step', action: 'execute', measures: [{ id: id(3), after: 'A'.repeat(43), carries: {} }], words: [], executing: null, shared: null, sentAt: '2027-03-01T12:00:00.000Z' as Instant };
    const through = (step: StepContent) => { const encoded = encodeMessage(step); return encoded.ok ? { text: fromUtf8(encoded.bytes), read: decodeMessage(encoded.bytes) } : null; };
    expect(through(bare)!.text).toBe(`{"v":1,"type":"case-step","action":"execute","measures":[{"id":"${id(3)}","after":"${'A'.repeat(43)}","carries":{}}],"sentAt":"2027-03-01T12:00:00.000Z"}`);
    const step = { ...bare, annex: files };
    expect(through(step)!.read).toEqual({ ok: true, content: step });
    expect([readStepAnnex(step)!.map(({ file }) => file.id), readStepAnnex(bare), writeStepAnnex([])]).toEqual([[id(10), id(11)], [], undefined]);
    expect(enclosuresHash(files)).not.toBe(enclosuresHash(writeStepAnnex([enclosure(11), enclosure(10)])!));
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('enclosures', 'more'), fc.jsonValue()), (some) => { readStepAnnex({ annex: some }); }));
  });

  it('is none when it is not exactly of its form', () => {
    const [ours] = annex().translations;
    const piece = ours!.pieces[0]!;
    const translated = (change: object) => annex({ translations: [{ ...ours!, pieces: [{ ...piece, ...change }] }] });
    for (const wrong of [
      annex({ reference: ' x' }), annex({ reference: 'a\nb' }), annex({ reference: 'x'.repeat(annexLimits.reference + 1) }), annex({ enclosures: [enclosure(10), enclosure(10)] }), annex({ enclosures: [{ ...enclosure(10), sha256: 'AB'.repeat(32) }] }),
      annex({ enclosures: Array.from({ length: annexLimits.enclosures + 1 }, (_, i) => enclosure(20 + i)) }), annex({ translations: [ours!, ours!] }), annex({ translations: [{ ...ours!, language: 'Arabic' }] }), annex({ translations: [{ ...ours!, pieces: [] }] }), annex({ translations: [{ ...ours!, pieces: [piece, piece] }] }),
      translated({ of: 'FACTS_SUMMARY' }), translated({ of: id(9) }), translated({ source: 'short' }), translated({ by: 'somebody' }), translated({ text: ' ' }), translated({ text: 'two\nlines' }), translated({ of: 'PURPOSE', text: 'a\u202eb' }), translated({ of: 'PURPOSE', text: 'x'.repeat(contentLimits.text + 1) }),
    ]) expect(readAnnex(withAnnex(wrong))).toBeUndefined();
    // A small picture travels in messages alone; and nothing stands there twice, or beside.
    const fields = writeAnnex(annex())!;
    expect(readAnnex({ ...dossier, annex: { enclosures: [{ file: enclosure(10, true).file, sha256: 'ab'.repeat(32) }] } })).toBeUndefined();
    expect([readAnnex({ ...dossier, annex: { ...fields, more: 1 } }), readAnnex({ ...dossier, annex: { ...fields, enclosures: [] } })]).toEqual([undefined, undefined]);
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('reference', 'enclosures', 'translations'), fc.jsonValue()), (some) => { readAnnex({ ...dossier, annex: some }); }));
  });

  it('notes what its assets are known by, of assets alone, each fact of its shape, and is as it was where it notes none', () => {
    const asset: Dossier = { ...dossier, kind: 'asset', measures: [{ id: id(3), assistance: null, sought: 'The account' }] };
    const noting = (facts: object, of = id<string>(3)): Dossier => ({ ...asset, annex: { assets: [{ of, facts }] } });
    const facts = { type: 'Account', number: 'CH93 0076 2011 6238 5295 7', holder: 'Lagoon Ltd', country: 'CH', value: { amount: '1200000', currency: 'CHF' }, date: '2026-11-03', restraint: 'Order of 3 November 2026', transit: 'Malta, Cyprus' };
    expect(readAnnex(noting(facts))).toEqual({ ...noAnnex, assets: [{ of: id(3), facts }] });
    expect(factsIn(readAnnex(noting(facts))!, id(3))).toEqual(facts);
    expect(factsIn(noAnnex, id(3))).toEqual({});
    const { holder, ...others } = facts;
    for (const wrong of [
      noting({}), noting({ ...others, holder }), noting({ ...facts, colour: 'blue' }), noting({ country: 'Switzerland' }), noting({ value: '1200000 CHF' }), noting({ date: '2026-02-30' }), noting({ holder: ' ' }), noting({ holder: 'two\nlines' }), noting({ restraint: 'x'.repeat(301) }), noting(facts, id(9)),
      { ...dossier, annex: noting(facts).annex! }, { ...asset, annex: { assets: [] } }, { ...asset, annex: { assets: [{ of: id(3), facts }, { of: id(3), facts }] } }, { ...asset, annex: { assets: [{ of: id(3), facts, more: 1 }] } },
    ]) expect(readAnnex(wrong)).toBeUndefined();
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('of', 'facts'), fc.jsonValue()), (some) => { readAnnex({ ...asset, annex: { assets: [some] } }); }));
  });

  it('fits into an item with as many files as it may have, within the bounds of the dossier', () => {
    const many = withAnnex(annex({ enclosures: Array.from({ length: annexLimits.enclosures }, (_, i) => enclosure(20 + i)), translations: [] }));
    const long: Dossier = { ...many, sections: [{ part: 'PURPOSE', text: '€'.repeat(10_000) }] };
    const encoded = encodeMessage({ v: 1, type: 'dossier', after: null, dossier: long, sentAt: '2027-03-01T12:00:00.000Z' as Instant });
    expect(encoded.ok && fitsItem(encoded.bytes.length) && fromUtf8(encoded.bytes)!.includes('"annex"')).toBe(true);
    const over = encodeMessage({ v: 1, type: 'dossier', after: null, dossier: { ...long, annex: { ...long.annex, reference: 'x'.repeat(contentLimits.dossierBytes) } }, sentAt: '2027-03-01T12:00:00.000Z' as Instant });
    expect(over).toEqual({ ok: false, rule: 'too-long' });
    expect(decodeMessage(utf8('{"v":1,"type":"dossier","dossier":{"annex":[]}}'))).toEqual({ ok: false, rule: 'wrong-shape' });
  });

  it('names a text by its hash', () => {
    expect(sourceHash('Evidence')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(sourceHash('Evidence')).not.toBe(sourceHash('Evidence '));
  });
});
