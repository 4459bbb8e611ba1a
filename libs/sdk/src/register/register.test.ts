import { beforeAll, describe, expect, it } from '@jest/globals';
import { registerLimits, type DeviceId, type FileId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { encodeMessage, entryHash, entryId, randomBytes, ready, type EntryContent, type EntryId, type RegisterContent } from '@comity/e2ee';
import { History } from '../space/history.js';
import type { QueuedRegister } from '../space/outbox.js';
import { freshRecord, keys } from '../space/record.js';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { mayMake } from './item.js';
import { Register } from './register.js';

beforeAll(ready);

const space = '00000000-0000-4000-8000-000000000001' as SpaceId;
const ana = '00000000-0000-4000-8000-000000000002' as PractitionerId;
const ben = '00000000-0000-4000-8000-000000000004' as PractitionerId;
const device = '00000000-0000-4000-8000-000000000003' as DeviceId;
const at = '2027-03-01T12:00:00.000Z' as Instant;
const itemId = (seq: number) => `00000000-0000-4000-a000-${String(seq).padStart(12, '0')}` as ItemId;
const note = (n: number, more: Partial<EntryContent> = {}): EntryContent => ({ v: 1, type: 'entry', kind: 'note', first: null, after: null, title: `Note ${n}`, fields: { text: 'Words' }, links: [], settled: [], source: null, restriction: null, evaluation: null, tlp: null, sentAt: at, ...more });
const hashOf = (content: RegisterContent, item: ItemId, by = ana): string => {
  const encoded = encodeMessage(content);
  if (!encoded.ok) throw new Error(encoded.rule);
  return entryHash(space, by, item, encoded.bytes);
};
/** Of note n, where it is the item after n others: what its first version is named by, and itself. */
const firstOf = (n: number): string => hashOf(note(n), itemId(n + 1));
const entryOf = (n: number): EntryId => entryId(space, note(n), firstOf(n));
const revised = (n: number, after: string, more: Partial<EntryContent> = {}): EntryContent => note(n, { first: firstOf(n), after, ...more });
const strike = (n: number): RegisterContent => ({ v: 1, type: 'entry-strike', id: entryOf(n), reason: 'Wrong', sentAt: at });

/** A register over a store, which a program opens anew each time. */
class Desk {
  readonly store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
  readonly record = freshRecord({ id: space, kind: 'case-file', suite: 1 as never, since: 1, joinedAt: 1, lastActivity: at });
  readonly queued: QueuedRegister[] = [];
  history = new History(this.store, space, 0, {});
  register = this.opened();
  seq = 0;

  private opened(): Register {
    return new Register({ id: space, record: this.record, history: this.history, outbox: { registers: () => this.queued } }, { store: this.store, device, secrets: { practitioner: ana } as never });
  }

  async take(content: RegisterContent, id?: ItemId, by = ana): Promise<number> {
    this.seq += 1;
    await this.history.open();
    const opened = { id: id ?? itemId(this.seq), device, by, handling: 'none' as const, epoch: 0, seq: this.seq, at, content };
    const stored = await this.register.take(opened, this.history.total);
    if (stored !== null) this.history.append(stored);
    return this.history.total - 1;
  }

  async save(batch = new Batch()): Promise<void> {
    await this.history.flush(batch);
    this.register.flush(batch);
    await batch.writeTo(this.store);
    this.history.stored();
  }

  restart(): void {
    this.history = new History(this.store, space, this.history.total, {});
    this.register = this.opened();
  }

  async titles(): Promise<string[]> { return [...(await this.register.present()).values()].flatMap(({ head }) => head?.content.title ?? []); }
  async pages(): Promise<number> { return (await this.store.list(keys.registerPages(space))).length; }
}

async function filled(count: number): Promise<Desk> {
  const desk = new Desk();
  for (let n = 0; n < count; n += 1) await desk.take(note(n));
  await desk.save();
  return desk;
}
const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `Note ${from + i}`);

describe('the register of a space', () => {
  it('is kept in pages, and is the same when a program starts again', async () => {
    const desk = await filled(150);
    expect(await desk.pages()).toBe(3);
    const before = await desk.register.present();
    desk.restart();
    expect(await desk.register.present()).toEqual(before);
    expect(await desk.titles()).toEqual(numbered(0, 150));
    const { hash } = before.get(entryOf(70))!.versions[0]!;
    await desk.take(revised(70, hash, { title: 'Revised' }));
    const batch = new Batch();
    desk.register.flush(batch);
    const another = new MemoryStore();
    await batch.writeTo(another);
    expect((await another.list('')).map(([key]) => key)).toEqual([keys.register(space, 1)]);
  });

  it('forgets what came from a place on, when the log is read anew from there', async () => {
    const desk = await filled(150);
    const { hash } = (await desk.register.present()).get(entryOf(3))!.versions[0]!;
    await desk.take(revised(3, hash, { title: 'Revised' }));
    await desk.take(strike(4));
    const batch = new Batch();
    await desk.history.truncate(100, batch);
    await desk.register.rewind(100);
    await desk.save(batch);
    for (const restart of [false, true]) {
      if (restart) desk.restart();
      expect(await desk.titles()).toEqual(numbered(0, 100));
      expect(await desk.pages()).toBe(2);
      expect((await desk.register.present()).get(entryOf(4))).toMatchObject({ struck: null });
      expect((await desk.register.present()).get(entryOf(3))?.versions).toMatchObject([{ state: 'current', place: 3 }]);
    }
  });

  it('lets go of what is erased, and begins with what is left of an entry', async () => {
    const desk = await filled(150);
    const [third, fourth] = [3, 4].map((n) => entryOf(n));
    await desk.take(revised(3, firstOf(3), { title: 'Revised' }));
    await desk.take(strike(4));
    const batch = new Batch();
    await desk.register.erase(149);
    await desk.history.erase(0, 149, at, batch);
    desk.record.erasedBefore = 149;
    await desk.save(batch);
    for (const restart of [false, true]) {
      if (restart) desk.restart();
      expect(await desk.pages()).toBe(1);
      const left = await desk.register.present();
      expect([...left.keys()]).toEqual([third, fourth, entryOf(149)]);
      expect(left.get(third!)).toMatchObject({ head: { content: { title: 'Revised' } }, versions: [{ state: 'current', place: 150 }] });
      expect(left.get(fourth!)).toMatchObject({ head: null, made: null, struck: { reason: 'Wrong' } });
    }
    // What names a version from before is taken at its word.
    await desk.take(revised(7, firstOf(7), { title: 'Of old' }));
    expect((await desk.register.present()).get(entryOf(7))?.head?.content.title).toBe('Of old');
  });

  it('keeps, through an erasure, which version stands and what was struck out', async () => {
    const desk = await filled(2);
    await desk.take(revised(0, firstOf(0), { title: 'Second' }));
    await desk.take(strike(1));
    const second = (await desk.register.present()).get(entryOf(0))!.versions[1]!.hash;
    await desk.take(revised(0, firstOf(0), { title: 'Set aside' }));
    const beside = (await desk.register.present()).get(entryOf(0))!.versions[2]!.hash;
    await desk.take(revised(0, second, { title: 'Third', settled: [beside] }));
    await desk.take(revised(1, firstOf(1), { title: 'Late' }));
    const batch = new Batch();
    await desk.register.erase(4);
    await desk.history.erase(0, 4, at, batch);
    desk.record.erasedBefore = 5;
    await desk.save(batch);
    for (const restart of [false, true]) {
      if (restart) desk.restart();
      const left = await desk.register.present();
      expect(left.get(entryOf(0))).toMatchObject({ head: { content: { title: 'Third' } }, versions: [{ state: 'settled' }, { state: 'current' }] });
      expect(left.get(entryOf(1))).toMatchObject({ head: { content: { title: 'Late' } }, struck: { by: ana, reason: '' } });
    }
    // Read anew from a later place on, it is no other.
    await desk.history.truncate(6, new Batch());
    await desk.register.rewind(6);
    expect(await desk.titles()).toEqual(['Third']);
    expect((await desk.register.present()).get(entryOf(0))).toMatchObject({ versions: [{ state: 'settled' }, { state: 'current' }] });
  });

  it('keeps what it knew of what is erased when the rest is read anew', async () => {
    const desk = await filled(3);
    const [second, beside] = [revised(0, firstOf(0), { title: 'Second' }), revised(0, firstOf(0), { title: 'Beside' })];
    const third = revised(0, hashOf(second, itemId(4)), { title: 'Third' });
    const late = revised(1, firstOf(1), { title: 'Late' });
    for (const content of [second, strike(1), beside, third, late]) await desk.take(content);
    const batch = new Batch();
    await desk.register.erase(5);
    await desk.history.erase(0, 5, at, batch);
    await desk.save(batch);
    for (const restart of [false, true]) {
      if (restart) desk.restart();
      await desk.history.open();
      await desk.history.truncate(0, new Batch());
      await desk.register.rewind(0);
      desk.history.append({ type: 'erased', seq: 5, at });
      desk.seq = 5;
      for (const content of [beside, third, late]) await desk.take(content);
      await desk.save();
      const left = await desk.register.present();
      expect(left.get(entryOf(0))).toMatchObject({ doubt: null, head: { content: { title: 'Third' } }, versions: [{ state: 'proposed' }, { state: 'current' }] });
      expect(left.get(entryOf(1))).toMatchObject({ head: { content: { title: 'Late' } }, struck: { by: ana, reason: '' } });
    }
  });

  it('knows what stands once what was missing in between is read', async () => {
    const desk = await filled(1);
    const { hash } = (await desk.register.present()).get(entryOf(0))!.versions[0]!;
    const second = revised(0, hash, { title: 'Second' });
    const other = await filled(1);
    await other.take(second);
    const third = revised(0, (await other.register.present()).get(entryOf(0))!.versions[1]!.hash, { title: 'Third' });
    desk.seq = 2;
    desk.record.unopened = [2];
    desk.history.append({ type: 'unopened', seq: 2, at });
    await desk.take(third);
    expect((await desk.register.present()).get(entryOf(0))).toMatchObject({ doubt: 2, head: { content: { title: 'Note 0' } }, versions: [{ state: 'current' }, { state: 'proposed' }] });
    await desk.history.truncate(1, new Batch());
    await desk.register.rewind(1);
    desk.record.unopened = [];
    desk.seq = 1;
    for (const content of [second, third]) await desk.take(content);
    expect((await desk.register.present()).get(entryOf(0))).toMatchObject({ doubt: null, head: { content: { title: 'Third' } }, versions: [{ state: 'former' }, { state: 'former' }, { state: 'current' }] });
  });

  it('is the same for who reads all of it and who comes later, whatever somebody sends', async () => {
    const on = { id: itemId(900), seq: 1 };
    const file = (sha: string) => ({ file: { on, file: '00000000-0000-4000-b000-000000000001' as FileId, name: 'ledger.pdf', size: 1, sha256: sha.repeat(32) } });
    const exhibit = note(0, { kind: 'exhibit', fields: file('ab') });
    const [all, late] = [new Desk(), new Desk()];
    all.seq = late.seq = 5;
    const first = hashOf(exhibit, itemId(6));
    const id = entryId(space, exhibit, first);
    await all.take(exhibit);
    await all.take({ ...exhibit, first, after: first, title: 'Second' });
    late.seq = 7;
    const second = hashOf({ ...exhibit, first, after: first, title: 'Second' }, itemId(7));
    const third = { ...exhibit, first, after: second, title: 'Third' };
    const items: [RegisterContent, PractitionerId][] = [
      // To begin it once more, and to say that it is something else.
      [exhibit, ana], [note(0, { kind: 'exhibit', fields: file('cd') }), ben], [{ ...exhibit, first, after: 'A'.repeat(43), fields: file('cd') }, ben], [note(0, { first, after: 'A'.repeat(43) }), ben], [{ ...exhibit, first, after: first, source: on }, ben],
      [third, ana], [{ v: 1, type: 'entry-custody', id, holder: 'Evidence room 2', from: at, reason: 'Handed over', sentAt: at }, ana],
    ];
    for (const [content, by] of items) for (const desk of [all, late]) await desk.take(content, undefined, by);
    const [seenByAll, seenLate] = [await all.register.present(), await late.register.present()];
    for (const seen of [seenByAll, seenLate]) {
      expect(seen.get(id)).toMatchObject({ head: { content: { title: 'Third', kind: 'exhibit', fields: file('ab'), source: null } }, custody: [{ by: ana }] });
      expect(seen.get(id)?.versions.filter(({ by }) => by === ben)).toEqual([]);
    }
    expect([seenByAll.get(id)?.doubt, seenLate.get(id)?.doubt]).toEqual([null, expect.any(Number)]);
    // What was sent beside it is other entries, to both the same.
    const others = (seen: typeof seenLate) => [...seen.values()].filter((kept) => kept.id !== id).map((kept) => [kept.id, kept.head?.content, kept.doubt === null]);
    expect(others(seenLate)).toEqual(others(seenByAll));
    expect(others(seenLate)).toHaveLength(5);
  });

  it('begins an entry with what can be read, whatever destroyed keys took of it before', async () => {
    const desk = new Desk();
    await desk.history.open();
    desk.record.destroyedBefore = 2;
    desk.history.append({ type: 'erased', seq: 1, at });
    desk.seq = 1;
    await desk.take(revised(0, 'A'.repeat(43), { title: 'Second' }));
    expect(await desk.titles()).toEqual(['Second']);
  });

  it('lets go of what was being written of what is erased or withdrawn, and of nothing else', async () => {
    const desk = await filled(2);
    const drafts = [`entry-${entryOf(0)}`, `entry-${entryOf(1)}`, `entry-${itemId(7)}`, 'entry-new', 'main'] as const;
    for (const draft of drafts) await desk.store.putJson(keys.draft(space, draft), 'Words');
    const batch = new Batch();
    await desk.register.erase(1);
    await desk.history.erase(0, 1, at, batch);
    desk.register.forget(itemId(7));
    await desk.save(batch);
    const left = await Promise.all(drafts.map((draft) => desk.store.getJson(keys.draft(space, draft))));
    expect(left).toEqual([undefined, 'Words', undefined, 'Words', 'Words']);
  });

  it('dates everything by the service, whatever its author says', async () => {
    const desk = new Desk();
    await desk.take(note(0, { sentAt: '1999-01-01T00:00:00.000Z' as Instant }));
    expect([...(await desk.register.present()).values()]).toMatchObject([{ made: { at }, changed: { at } }]);
    expect(await desk.history.read(0, 1)).toMatchObject([{ at }]);
  });

  it('shows what waits on top, once, and tells who waited for what has no place', async () => {
    const desk = await filled(1);
    const { hash } = (await desk.register.present()).get(entryOf(0))!.versions[0]!;
    const waiting = revised(0, hash, { title: 'Waiting' });
    desk.queued.push({ id: itemId(50), content: waiting, handling: 'none', seq: null } as QueuedRegister);
    expect(await desk.titles()).toEqual(['Waiting']);
    expect((await desk.register.present()).get(entryOf(0))?.versions).toMatchObject([{ state: 'former', content: null }, { state: 'current', place: null, content: waiting }]);
    await desk.take(waiting, itemId(50));
    expect((await desk.register.present()).get(entryOf(0))?.versions).toMatchObject([{ state: 'former' }, { state: 'current', place: 1, content: null }]);
    expect(desk.register.news()).toEqual([{ type: 'register', space }]);
    desk.queued.length = 0;
    await desk.take(strike(0));
    desk.register.news();
    for (const [id, waits] of [[itemId(60), false], [itemId(61), true]] as const) {
      if (waits) desk.queued.push({ id, content: strike(0), handling: 'none', seq: null } as QueuedRegister);
      await desk.take(strike(0), id);
      expect(desk.register.news()).toMatchObject(waits ? [{ type: 'undone', space, problem: { code: 'not-acceptable' } }] : []);
    }
  });

  it('takes what an honest client makes, however much somebody else has made', async () => {
    const desk = new Desk();
    for (let n = 0; n < 5_000; n += 1) await desk.take(note(n), undefined, ben);
    await desk.take(note(5_000));
    expect((await desk.register.present()).size).toBe(5_001);
    for (let n = 5_000; n < registerLimits.taken.entries; n += 1) await desk.take(strike(n), undefined, ben);
    for (const more of [note(1), strike(1)]) await desk.take(more, undefined, ben);
    expect((await desk.register.present()).size).toBe(registerLimits.taken.entries + 1);
    for (const more of [note(2), strike(2)]) await desk.take(more);
    expect((await desk.register.present()).size).toBe(registerLimits.taken.entries + 3);
  });

  it('makes five thousand entries and not one more', async () => {
    const desk = await filled(registerLimits.entries - 1);
    const made = async (content: RegisterContent) => mayMake(await desk.register.present(), await desk.register.own(itemId(9_000), content, 'none'));
    expect(await made(note(9_000))).toBe(true);
    await desk.take(note(9_000));
    expect([await made(note(9_001)), await made(revised(0, firstOf(0)))]).toEqual([false, true]);
    const held: RegisterContent = { v: 1, type: 'entry-custody', id: entryOf(0), holder: 'Ana', from: at, reason: 'Kept', sentAt: at };
    for (let n = 0; n < registerLimits.custody; n += 1) await desk.take({ ...held, id: 'N'.repeat(43) as EntryId });
    expect([await made({ ...held, id: 'N'.repeat(43) as EntryId }), await made(held)]).toEqual([false, true]);
  });
});
