import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entryKinds, fieldsOf, registerLimits, type EntryKind, type FieldShape, type FileId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { decodeMessage, encodeMessage, entryHash, entryId, fitsItem, fromUtf8, ready, sha256OfParts, utf8, type CustodyContent, type EntryContent, type EntryId, type FieldValue, type RegisterContent, type StrikeContent } from '@comity/e2ee';
import { createHash, randomBytes } from 'node:crypto';

beforeAll(ready);

const sentAt = '2027-03-01T12:00:00.000Z' as Instant;
const id = <T extends string>(n: number): T => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as T;
const hash = (letter: string) => letter.repeat(43);
const entry = (letter: string) => hash(letter) as EntryId;
const on = { id: id<ItemId>(9), seq: 4 };
const file = { on, file: id<FileId>(8), name: 'ledger.pdf', size: 12, sha256: 'ab'.repeat(32) };
const values: Record<FieldShape, FieldValue> = {
  line: 'One line', text: 'Two\nlines', date: '2026-11-03', money: { amount: '1200.50', currency: 'EUR' }, country: 'PE', practitioner: id<PractitionerId>(7), file, flag: true,
};
const empty: EntryContent = { v: 1, type: 'entry', kind: 'note', first: null, after: null, title: 'A note', fields: { text: 'Words' }, links: [], settled: [], source: null, restriction: null, evaluation: null, tlp: null, sentAt };
const full = (kind: EntryKind): EntryContent => ({
  ...empty, kind, first: hash('F'), after: hash('A'), title: `Of ${kind}`, fields: Object.fromEntries(fieldsOf(kind).map((field) => [field.id, values[field.shape]])), links: [{ to: entry('T'), label: 'of' }, { to: entry('U'), label: 'seen with' }], settled: [hash('B'), hash('C')], source: on,
  restriction: 'Not without consent', evaluation: { source: 'B', information: 2 }, tlp: 'amber',
});
/** A document whose file is another by now. */
const redrafted: EntryContent = { ...full('document'), original: { ...file, name: 'draft.pdf', sha256: 'cd'.repeat(32) } };
const custody: CustodyContent = { v: 1, type: 'entry-custody', id: entry('E'), holder: 'Evidence room 2', from: sentAt, reason: 'Handed over\nsealed', sentAt };
const strike: StrikeContent = { v: 1, type: 'entry-strike', id: entry('E'), reason: 'Not theirs', sentAt };
const everything: RegisterContent[] = [empty, ...entryKinds.map(full), redrafted, custody, strike];

const bytesOf = (content: RegisterContent): Uint8Array => {
  const encoded = encodeMessage(content);
  if (!encoded.ok) throw new Error(encoded.rule);
  return encoded.bytes;
};
const rule = (content: RegisterContent) => { const encoded = encodeMessage(content); return encoded.ok ? 'ok' : encoded.rule; };

describe('what a register consists of', () => {
  it('survives encoding, with every field of every kind', () => {
    for (const content of everything) expect(decodeMessage(bytesOf(content))).toEqual({ ok: true, content });
  });

  it('has one encoding, whatever the order of its fields', () => {
    const content = full('asset');
    const turned = { ...content, fields: Object.fromEntries(Object.entries(content.fields).reverse()) };
    expect(bytesOf(turned)).toEqual(bytesOf(content));
    const text = fromUtf8(bytesOf(content))!;
    const [first, second] = ['"type":"One line"', '"value":{"amount":"1200.50","currency":"EUR"}'];
    expect(text).toContain(`${first},${second}`);
    for (const other of [text.replace(`${first},${second}`, `${second},${first}`), text.replace('{', '{ '), text.replace('"v":1', '"v":1,"x":1'), text.replace('"currency":"EUR"', '"currency":"EUR","x":1')]) expect(decodeMessage(utf8(other))).toEqual({ ok: false, rule: 'not-canonical' });
    expect(decodeMessage(utf8(fromUtf8(bytesOf(empty))!.replace(',"sentAt"', ',"links":[],"sentAt"')))).toEqual({ ok: false, rule: 'not-canonical' });
  });

  it('is refused by name when it is not what it seems', () => {
    const changed = (content: RegisterContent, from: string, to: string) => { const text = fromUtf8(bytesOf(content))!; expect(text).toContain(from); const decoded = decodeMessage(utf8(text.replace(from, to))); return decoded.ok ? 'ok' : decoded.rule; };
    const [asset, exhibit, task, event] = [full('asset'), full('exhibit'), full('task'), full('event')];
    for (const [content, from, to] of [
      [strike, entry('E'), id(1)], [asset, `"first":"${hash('F')}",`, ''], [asset, `"after":"${hash('A')}",`, ''], [empty, '"kind":"note"', `"kind":"note","after":"${hash('A')}"`], [empty, '"kind":"note"', '"kind":"toString"'], [empty, '"kind":"note"', '"kind":"person"'], [empty, '"text":"Words"', '"date":"2026-11-03"'], [empty, '"text":"Words"', '"text":7'], [empty, '"title":"A note"', '"title":7'],
      [empty, '{"text":"Words"}', '["Words"]'], [asset, '"1200.50"', '"1,200.50"'], [asset, '"1200.50"', '"01"'], [asset, '"1200.50"', '-1'], [asset, '"EUR"', '"eur"'], [asset, '"PE"', '"PER"'], [event, '"date":"2026-11-03"', '"date":"2026-02-30"'],
      [event, '"date":"2026-11-03",', ''], [exhibit, 'ab'.repeat(32), 'AB'.repeat(32)], [exhibit, '"size":12', '"size":-1'], [exhibit, id(8), 'file'], [task, '"done":true', '"done":false'], [task, id(7), 'ana'], [asset, entry('U'), entry('T')], [asset, entry('T'), id(2)],
      [asset, hash('C'), hash('B')], [asset, hash('A'), 'short'], [asset, '"seq":4', '"seq":0'], [asset, '"tlp":"amber"', '"tlp":"blue"'], [asset, '"information":2', '"information":9'], [custody, `"from":"${sentAt}"`, '"from":"today"'], [custody, '"holder":"Evidence room 2",', ''], [strike, '"reason":"Not theirs",', ''],
    ] as const) expect([from, to, changed(content, from, to)]).toEqual([from, to, 'wrong-shape']);
    expect(changed(strike, sentAt, 'today')).toBe('wrong-instant');
    fc.assert(fc.property(fc.json(), fc.constantFrom('entry', 'entry-custody', 'entry-strike'), (json, type) => { decodeMessage(utf8(`{"v":1,"type":"${type}","id":"${hash('E')}","kind":"asset","title":"T","fields":${json},"links":${json},"sentAt":"${sentAt}"}`)); }));
  });

  it('keeps its bounds, and fits into an item at them', () => {
    expect([rule({ ...empty, title: 'x'.repeat(registerLimits.title) }), rule({ ...empty, title: 'x'.repeat(registerLimits.title + 1) }), rule({ ...empty, title: 'two\nlines' }), rule({ ...empty, title: ' ' })]).toEqual(['ok', 'too-long', 'control-characters', 'empty']);
    expect([rule({ ...empty, fields: { text: 'x'.repeat(registerLimits.text) } }), rule({ ...empty, fields: { text: 'x'.repeat(registerLimits.text + 1) } }), rule({ ...empty, fields: { text: 'a\r\nb' } })]).toEqual(['ok', 'too-long', 'control-characters']);
    const phone = full('phone');
    expect([rule({ ...phone, fields: { number: 'x'.repeat(registerLimits.line) } }), rule({ ...phone, fields: { number: 'x'.repeat(registerLimits.line + 1) } }), rule({ ...phone, fields: { number: 'a\nb' } })]).toEqual(['ok', 'too-long', 'control-characters']);
    const links = (count: number, label = 'of') => Array.from({ length: count }, (_, i) => ({ to: `${'L'.repeat(40)}${100 + i}` as EntryId, label }));
    expect([rule({ ...empty, links: links(registerLimits.links, 'ب'.repeat(registerLimits.label)) }), rule({ ...empty, links: links(registerLimits.links + 1) }), rule({ ...empty, links: links(1, 'x'.repeat(registerLimits.label + 1)) })]).toEqual(['ok', 'wrong-shape', 'too-long']);
    expect([rule({ ...custody, holder: 'x'.repeat(registerLimits.holder + 1) }), rule({ ...custody, reason: '' }), rule({ ...strike, reason: 'x'.repeat(registerLimits.reason + 1) })]).toEqual(['too-long', 'empty', 'too-long']);
    expect(rule({ ...full('person'), fields: { address: '中'.repeat(registerLimits.text), details: '中'.repeat(registerLimits.text) } })).toBe('too-long');
    expect(fitsItem(registerLimits.entryBytes)).toBe(true);
  });

  it('is named by whose it is, where, the item that says it, and every byte', () => {
    const [space, other, ana, ben, one, two] = [id<SpaceId>(11), id<SpaceId>(12), id<PractitionerId>(13), id<PractitionerId>(14), id<ItemId>(15), id<ItemId>(16)];
    const named = [entryHash(space, ana, one, bytesOf(empty)), entryHash(other, ana, one, bytesOf(empty)), entryHash(space, ben, one, bytesOf(empty)), entryHash(space, ana, two, bytesOf(empty)), entryHash(space, ana, one, bytesOf({ ...empty, title: 'Another' }))];
    expect(new Set(named).size).toBe(5);
    expect(entryHash(space, ana, one, bytesOf({ ...empty }))).toBe(named[0]);
  });

  it('belongs to the entry of its first version, of one kind, file and source, and to no other', () => {
    const [space, exhibit] = [id<SpaceId>(11), { ...empty, kind: 'exhibit', fields: { file } } as EntryContent];
    const later = { ...exhibit, first: hash('H'), after: hash('A'), title: 'Another', fields: { ...exhibit.fields, place: 'Callao' } };
    expect(entryId(space, later, hash('B'))).toBe(entryId(space, exhibit, hash('H')));
    const others = [entryId(id<SpaceId>(12), later, hash('B')), ...[exhibit, { ...later, first: hash('G') }, { ...later, kind: 'note' as const }, { ...later, source: on }, { ...later, fields: { file: { ...file, sha256: 'cd'.repeat(32) } } }, { ...later, fields: {} }].map((each) => entryId(space, each, hash('B')))];
    expect(new Set([...others, entryId(space, later, hash('B'))]).size).toBe(others.length + 1);
  });

  it('stays the entry that it was when the file of a document becomes another one, and of a document alone', () => {
    const space = id<SpaceId>(11);
    const { original, ...began } = redrafted;
    const first = { ...began, first: null, after: null, fields: { ...began.fields, file: original! } };
    const named = entryId(space, first, hash('F'));
    expect([entryId(space, redrafted, hash('B')), entryId(space, { ...first, first: hash('F'), after: hash('A') }, hash('C'))]).toEqual([named, named]);
    // Another beginning is of another entry.
    for (const other of [began, { ...redrafted, original: { ...original!, sha256: 'ef'.repeat(32) } }, { ...redrafted, original: { ...original!, on: { ...on, seq: 5 } } }]) expect(entryId(space, other, hash('B'))).not.toBe(named);
    const text = fromUtf8(bytesOf(redrafted))!;
    const said = (from: string, to: string) => { expect(text).toContain(from); const decoded = decodeMessage(utf8(text.replaceAll(from, to))); return decoded.ok ? 'ok' : decoded.rule; };
    expect([rule({ ...full('exhibit'), original: original! }), said('draft.pdf', 'x'.repeat(registerLimits.line + 1)), said('draft.pdf', 'draft'), said('"size":12', '"size":-1')]).toEqual(['wrong-shape', 'too-long', 'ok', 'wrong-shape']);
    // What began it says no other file beside its own, and what is as it was does not say so twice.
    expect(said(`"first":"${hash('F')}","after":"${hash('A')}",`, '')).toBe('wrong-shape');
    expect(rule({ ...redrafted, original: file })).toBe('wrong-shape');
  });

  it('hashes a file in whatever parts it comes', () => {
    const bytes = randomBytes(100_000);
    const parts = sha256OfParts();
    for (const [from, to] of [[0, 1], [1, 65], [65, 65], [65, 100_000]] as const) parts.add(bytes.subarray(from, to));
    expect(parts.end()).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(sha256OfParts().end()).toBe(createHash('sha256').digest('hex'));
  });
});
