import { describe, expect, it } from '@jest/globals';
import type { FileId, Instant, ItemId, SpaceId } from '@comity/contracts';
import { decodeMessage, decodeProfile, encodeMessage, encodeProfile, fromUtf8, readTrace, traceLimits, utf8, writeTrace, type Access, type EntryId, type TraceContent, type TraceItem } from '@comity/e2ee';

const at = '2026-11-03T10:00:00.000Z' as Instant;
const later = '2026-11-03T10:05:00.000Z' as Instant;
const id = '01234567-89ab-4def-8123-456789abcdef';
const entry = 'A'.repeat(43) as EntryId;
const access: Access = { what: { entry }, how: 'open', from: at, to: later };
const contents: TraceContent[] = [
  { does: 'compartment', space: id as SpaceId, title: 'Sources', sentAt: at },
  { does: 'accesses', sentAt: at, accesses: [access, { ...access, what: { note: id as ItemId } }, { ...access, what: { file: id as FileId, on: { id: id as ItemId, seq: 7 } }, how: 'download' }, { what: 'everything', how: 'export', from: at, to: at, count: 150 }] },
];

describe('what is kept of a case file itself', () => {
  it('travels in a message in its one encoding', () => {
    for (const content of contents) {
      const encoded = encodeMessage(writeTrace(content));
      if (!encoded.ok) throw new Error(encoded.rule);
      const decoded = decodeMessage(encoded.bytes);
      if (!decoded.ok || decoded.content.type !== 'trace') throw new Error('no trace');
      expect(readTrace(decoded.content)).toEqual(content);
    }
  });
  it('is nothing else', () => {
    const said = (value: object): TraceContent | undefined => readTrace({ v: 1, type: 'trace', sentAt: at, said: value } as TraceItem);
    const one = (part: object) => said({ does: 'accesses', accesses: [{ what: { entry }, how: 'open', from: at, to: later, ...part }] });
    expect(one({})).toBeDefined();
    for (const part of [{ how: 'steal' }, { from: later, to: at }, { to: 'now' }, { what: { entry: 'x' } }, { what: { entry, note: id } }, { what: 'nothing' }, { count: 0 }, { count: traceLimits.count + 1 }, { why: 'so' }]) expect(one(part)).toBeUndefined();
    expect(said({ does: 'accesses', accesses: [] })).toBeUndefined();
    expect(said({ does: 'accesses', accesses: Array.from({ length: traceLimits.accesses + 1 }, () => access) })).toBeUndefined();
    expect(said({ does: 'compartment', space: id, title: ' ' })).toBeUndefined();
    expect(said({ does: 'compartment', space: id, title: 'Sources', to: id })).toBeUndefined();
  });
  it('fits into an item, whatever it is of', () => {
    const accesses = Array.from({ length: traceLimits.accesses }, (): Access => ({ what: { file: id as FileId, on: { id: id as ItemId, seq: Number.MAX_SAFE_INTEGER } }, how: 'download', from: at, to: later, count: traceLimits.count }));
    expect(encodeMessage(writeTrace({ does: 'accesses', accesses, sentAt: at }))).toMatchObject({ ok: true });
  });
  it('is named by the profile of a compartment, at its end', () => {
    const encoded = encodeProfile({ title: 'Sources', purpose: null, sentAt: at, within: id as SpaceId });
    if (!encoded.ok) throw new Error(encoded.rule);
    expect(fromUtf8(encoded.bytes)).toBe(`{"v":1,"title":"Sources","purpose":null,"sentAt":"${at}","within":"${id}"}`);
    expect(decodeProfile(encoded.bytes)).toMatchObject({ ok: true, content: { within: id } });
    expect(decodeProfile(utf8(fromUtf8(encoded.bytes)!.replace(id, 'nowhere')))).toMatchObject({ ok: false, rule: 'wrong-shape' });
  });

  it('is closed by a profile, in one form only', () => {
    for (const closing of [{ closed: true, at: null }, { closed: false, at: 12 }, { closed: true, at: 0 }]) {
      const encoded = encodeProfile({ title: 'Harbour', purpose: null, sentAt: at, closing });
      if (!encoded.ok) throw new Error(encoded.rule);
      expect(decodeProfile(encoded.bytes)).toMatchObject({ ok: true, content: { closing } });
    }
    const text = (closing: string) => utf8(`{"v":1,"title":"Harbour","purpose":null,"sentAt":"${at}","closing":${closing}}`);
    for (const [closing, rule] of [['true', 'wrong-shape'], ['{"closed":1}', 'wrong-shape'], ['{"closed":true,"at":-1}', 'wrong-shape'], ['{"closed":true,"at":null}', 'wrong-shape'], ['{"at":1,"closed":true}', 'not-canonical'], ['{"closed":true,"x":1}', 'not-canonical']] as const) expect([closing, decodeProfile(text(closing))]).toEqual([closing, { ok: false, rule }]);
  });
});
