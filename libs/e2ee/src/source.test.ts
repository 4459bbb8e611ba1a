import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorityId, Instant, ItemId, MeetingSessionId, PractitionerId, SpaceId } from '@comity/contracts';
import { contentLimits, decodeMessage, encodeMessage, fitsItem, fromUtf8, readSource, ready, sourceLimits, utf8, writeSource, type Dossier, type DossierContent, type DossierSource, type EntryId } from '@comity/e2ee';

beforeAll(ready);

const id = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const [space, on, entry, session] = [id<SpaceId>(7), { id: id<ItemId>(8), seq: 12 }, 'A'.repeat(43) as EntryId, id<MeetingSessionId>(9)];
const dossier: Dossier = { requesting: id<AuthorityId>(1), requested: id<AuthorityId>(2), basis: { instruments: ['uncac'], agreed: [], lawPermits: [], periods: {} }, title: 'Vessel payments', urgent: false, sections: [{ part: 'PURPOSE', text: 'Evidence' }], measures: [{ id: id(3), assistance: 'TRACE', sought: 'The account' }] };
const source = (change: Partial<DossierSource> = {}): DossierSource => ({ place: { kind: 'message', space, on }, use: 'intelligence', by: id<PractitionerId>(4), at: sentAt, words: 'The account is at\nthe harbour bank', handling: 'H1', restriction: null, evaluation: { source: 'B', information: 2 }, tlp: 'amber', ...change });
const offer: Required<Pick<DossierSource, 'place' | 'conditions'>> = { place: { kind: 'offer', space, on }, conditions: ['Not in court without our consent', 'Not to third States'] };
const plain = { handling: 'none', restriction: null, evaluation: null, tlp: null } as const;
const content = (from: DossierSource, body = dossier): DossierContent => ({ v: 1, type: 'dossier', after: null, dossier: body, source: writeSource(from), sentAt });
const bytesOf = (said: DossierContent): Uint8Array => { const encoded = encodeMessage(said); if (!encoded.ok) throw new Error(encoded.rule); return encoded.bytes; };

describe('where a draft comes from', () => {
  it('survives the encoding of its dossier, beside what goes out, and changes nothing of one without it', () => {
    for (const from of [source(), source({ ...plain, use: 'evidence' }), source({ handling: 'H3', restriction: 'Not for the press' }), source({ place: { kind: 'entry', space, entry } }), source({ place: { kind: 'meeting', space, entry, session } }), source(offer)]) {
      const decoded = decodeMessage(bytesOf(content(from)));
      expect(decoded).toEqual({ ok: true, content: content(from) });
      expect(readSource(writeSource(from))).toEqual(from);
    }
    const { source: _, ...without } = content(source());
    expect(fromUtf8(bytesOf(without))).toBe(`{"v":1,"type":"dossier","dossier":${JSON.stringify(dossier)},"sentAt":"${sentAt}"}`);
    expect(fromUtf8(bytesOf(content(source())))).toBe(`{"v":1,"type":"dossier","dossier":${JSON.stringify(dossier)},"source":${JSON.stringify(writeSource(source()))},"sentAt":"${sentAt}"}`);
  });

  it('is none when it is not exactly of its form', () => {
    const fields = writeSource(source());
    for (const wrong of [
      { use: 'rumour' }, { kind: 'call' }, { kind: 'entry' }, { kind: 'meeting' }, { kind: 'offer' }, { conditions: ['Not in court'] }, { space: 'there' }, { on: { id: on.id, seq: 0 } }, { on: { ...on, more: 1 } }, { entry }, { by: 'somebody' }, { at: 'today' }, { words: '' }, { words: 'a\u202eb' }, { words: 'x'.repeat(sourceLimits.words + 1) },
      { handling: 'none' }, { handling: 'H9' }, { handling: 'H3' }, { restriction: 'Not for the press' }, { evaluation: { source: 'D', information: 2 } }, { evaluation: null }, { tlp: 'white' }, { more: 1 },
    ]) expect([wrong, readSource({ ...fields, ...wrong })]).toEqual([wrong, undefined]);
    expect(readSource(Object.fromEntries(Object.entries(fields).reverse()))).toBeUndefined();
    expect(decodeMessage(utf8(fromUtf8(bytesOf(content(source())))!.replace(/"source":\{"kind".*\},"sentAt"/, '"source":[],"sentAt"')))).toEqual({ ok: false, rule: 'wrong-shape' });
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(fields), 'entry', 'session', 'conditions'), fc.jsonValue()), (some) => { readSource({ ...fields, ...some }); }));
  });

  it('has the conditions under which information was offered, of such information alone', () => {
    expect(Object.keys(writeSource(source(offer)))).toEqual(['kind', 'space', 'on', 'use', 'by', 'at', 'words', 'conditions', 'handling', 'evaluation', 'tlp']);
    for (const wrong of [source({ place: offer.place }), source({ conditions: offer.conditions }), source({ conditions: offer.conditions, place: { kind: 'entry', space, entry } })]) expect(readSource(writeSource(wrong))).toBeUndefined();
    const most = Array.from({ length: 8 }, () => 'x'.repeat(500));
    for (const [conditions, words, stands] of [[[], 'a', false], [[''], 'a', false], [['a\u202eb'], 'a', false], [['x'.repeat(501)], 'a', false], [most, 'x'.repeat(2_000), true], [most, 'x'.repeat(2_001), false], [[...most, 'x'], 'a', false], [['x'], 'x'.repeat(4_000), true]] as const) {
      expect([conditions.length, words.length, readSource(writeSource(source({ ...offer, conditions: [...conditions], words }))) !== undefined]).toEqual([conditions.length, words.length, stands]);
    }
    expect(readSource({ ...writeSource(source(offer)), conditions: 'None' })).toBeUndefined();
  });

  it('fits into an item at its longest, beside the longest dossier', () => {
    const room = contentLimits.dossierBytes - JSON.stringify(dossier).length;
    const sections = [{ part: 'PURPOSE', text: 'x'.repeat(Math.min(20_000, room)) }, { part: 'FACTS_SUMMARY', text: 'x'.repeat(room - 20_000 - 60) }];
    const said = content(source({ words: '語'.repeat(sourceLimits.words), handling: 'H3', restriction: '語'.repeat(contentLimits.restriction) }), { ...dossier, sections });
    expect(readSource(said.source!)).toBeDefined();
    expect(bytesOf(said).length).toBeGreaterThan(contentLimits.dossierBytes + 3 * sourceLimits.words);
    const offered = content(source({ ...offer, conditions: Array.from({ length: 8 }, () => '語'.repeat(500)), words: '語'.repeat(2_000), handling: 'H3', restriction: '語'.repeat(contentLimits.restriction) }), { ...dossier, sections });
    expect(readSource(offered.source!)).toBeDefined();
    expect(fitsItem(bytesOf({ ...offered, marks: { restriction: '語'.repeat(contentLimits.restriction), evaluation: { source: 'B', information: 2 }, tlp: 'amber-strict' } }).length)).toBe(true);
  });
});
