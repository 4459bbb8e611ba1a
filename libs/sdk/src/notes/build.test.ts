import { beforeAll, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';
import { noteRoot, type DeviceId, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { noteClient, ready, writeNote, type NoteContent, type NoteSaying } from '@comity/e2ee';
import type { StoredEntry, StoredNote } from '../space/entries.js';
import { build, follow, type Source } from './build.js';
import { NoteIndex } from './note-index.js';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [id, note] = [uuid(1) as SpaceId, uuid(2) as ItemId];
const at = '2026-01-05T10:00:00.000Z' as Instant;
const [ana, ben, eve] = [11, 12, 13];

/** The log of a space, as one client reads it. */
class Log {
  readonly entries: StoredEntry[] = [];
  readonly register = { lost: 0 };
  readonly record: { unopened: number[]; erasedPlaces: number } = { unopened: [], erasedPlaces: 0 };
  readonly source: Source;
  readonly index: NoteIndex;

  constructor(entries: readonly StoredEntry[] = []) {
    this.entries.push(...entries);
    const notes = (): number[] => this.entries.flatMap(({ type }, place) => (type === 'note' ? place : []));
    const history = { at: async (places: readonly number[]) => places.map((place) => this.entries[place]!), scope: () => ({ total: notes().length, read: async (from: number, count: number) => notes().slice(from, from + count) }) };
    this.source = { id, history, record: this.record };
    this.index = new NoteIndex({ history, register: this.register, record: this.record } as unknown as ConstructorParameters<typeof NoteIndex>[0]);
  }
  say(by: number, seq: number, said: NoteSaying): ItemId {
    const item = uuid(1000 + seq) as ItemId;
    const content = writeNote({ note: said.does === 'begin' ? null : note, sentAt: at, ...said } as NoteContent);
    this.entries.push({ type: 'note', seq, id: said.does === 'begin' ? note : item, note, by: uuid(by) as PractitionerId, device: uuid(by + 100) as DeviceId, at, epoch: 1, content } as StoredNote);
    return item;
  }
  async noted() { return (await this.index.all()).get(note)!; }
  async build() { return build(this.source, await this.noted(), undefined); }
}

/** What somebody writes. */
class Desk {
  readonly doc = new Y.Doc();
  constructor(by: number, ...read: Uint8Array[]) {
    for (const each of read) Y.applyUpdate(this.doc, each);
    this.doc.clientID = noteClient(id, note, uuid(by + 100) as DeviceId, 1);
  }
  get state(): Uint8Array { return Y.encodeStateAsUpdate(this.doc); }
  get words(): Y.XmlText { return (this.doc.getXmlFragment(noteRoot).get(0) as Y.XmlElement).get(0) as Y.XmlText; }
  write(words: string): Uint8Array {
    const since = Y.encodeStateVector(this.doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    const root = this.doc.getXmlFragment(noteRoot);
    root.insert(root.length, [paragraph]);
    return Y.encodeStateAsUpdate(this.doc, since);
  }
}
const snapshot = (covers: number, data: Uint8Array): NoteSaying => ({ does: 'snapshot', title: 'Plan', covers, data });
const update = (data: Uint8Array): NoteSaying => ({ does: 'update', n: 1, data });

describe('a note of which not all is here', () => {
  let first: Desk;
  /** Begun with Ana's snapshot of what is gone, on which Ben wrote. */
  let log: Log;
  beforeAll(async () => { await ready(); });
  const begin = (): void => {
    first = new Desk(ana);
    first.write('Pay nothing');
    log = new Log();
    log.say(ana, 20, snapshot(19, first.state));
    const more = new Desk(ben, first.state);
    log.say(ben, 21, update(more.write('Ask first')));
    Y.applyUpdate(first.doc, more.state);
  };
  /** Deletes words of the others, and adds some in Ana's name. */
  const falsified = (): Uint8Array => {
    const lie = new Desk(ana, first.state);
    lie.words.delete(4, 7);
    lie.write('Pay all of it');
    return lie.state;
  };

  it.each([1, 19, 20, 21])('is not changed by a snapshot that says something else, whatever it covers (%i)', async (covers) => {
    begin();
    const item = log.say(eve, 22, snapshot(covers, falsified()));
    const built = await log.build();
    expect([built.document.text(), built.begins, built.contradicted, [...built.others]]).toEqual(['Pay nothing\nAsk first', uuid(ana), true, [item]]);
  });

  it.each([22, 23, 2 ** 50])('knows nothing of a snapshot that covers what comes after it (%i)', async (covers) => {
    begin();
    const item = log.say(eve, 22, snapshot(covers, first.state));
    log.say(ana, 23, update(new Desk(ana, first.state).write('And then')));
    const built = await log.build();
    expect([built.document.text(), built.last, built.contradicted, [...built.refused]]).toEqual(['Pay nothing\nAsk first\nAnd then', 23, false, [item]]);
  });

  it('refuses one that covers what is no item of it', async () => {
    begin();
    log.say(ana, 25, { does: 'title', title: 'Other' });
    const item = log.say(eve, 26, snapshot(23, first.state));
    const built = await log.build();
    expect([[...built.refused], built.last]).toEqual([[item], 21]);
  });

  it('takes one that says the same for what it is, and goes on from there when what was before is gone', async () => {
    begin();
    const item = log.say(ben, 22, snapshot(21, first.state));
    const { checked, contradicted, begins } = await log.build();
    expect([checked?.id, contradicted, begins]).toEqual([item, false, uuid(ana)]);
    // What is left begins with what is false, and what was checked is still there.
    const left = new Log();
    left.say(eve, 21, snapshot(20, falsified()));
    left.entries.push(...log.entries.slice(2));
    const again = await build(left.source, await left.noted(), { id: item, seq: 22, begins: uuid(ana) as PractitionerId });
    expect([again.document.text(), again.begins]).toEqual(['Pay nothing\nAsk first', uuid(ana)]);
    // Whoever has nothing to go by says whose it is.
    expect(await left.build()).toMatchObject({ begins: uuid(eve), contradicted: true });
  });

  it('waits for what is missing, and no refused snapshot takes that away', async () => {
    begin();
    const unseen = new Desk(ana, first.state);
    unseen.write('Between');
    const hanging = new Desk(eve, unseen.state);
    log.record.unopened = [22];
    log.say(eve, 23, update(hanging.write('After')));
    log.say(eve, 24, snapshot(2 ** 40, hanging.state));
    const built = await log.build();
    expect([built.waiting.map(({ seq }) => seq), built.document.text()]).toEqual([[23], 'Pay nothing\nAsk first']);
    log.say(ana, 25, snapshot(22, unseen.state));
    expect(await follow(log.source, await log.noted(), built)).toBe(true);
    expect([built.waiting, built.document.text(), built.contradicted, [...built.others]]).toEqual([[], 'Pay nothing\nAsk first\nBetween\nAfter', false, []]);
  });

  it('says so where a snapshot brings what was missing though nothing was lost', async () => {
    begin();
    const unseen = new Desk(ana, first.state);
    unseen.write('Between');
    log.say(eve, 23, update(new Desk(eve, unseen.state).write('After')));
    const item = log.say(ana, 24, snapshot(21, unseen.state));
    const built = await log.build();
    expect([built.document.text(), built.contradicted, [...built.others]]).toEqual(['Pay nothing\nAsk first\nBetween\nAfter', true, [item]]);
  });

  it('takes nothing from an author that the snapshot does not know otherwise', async () => {
    first = new Desk(ana);
    first.write('As said');
    const other = new Desk(ana).write('As never said');
    log = new Log();
    log.say(ana, 20, update(other));
    log.say(ben, 21, snapshot(19, first.state));
    const built = await log.build();
    expect([built.document.text(), built.refused.size]).toEqual(['As said', 1]);
  });
});

describe('what is read of notes', () => {
  beforeAll(async () => { await ready(); });
  it('is read anew when the history lets go of it after the register did', async () => {
    const log = new Log();
    log.say(ana, 5, { does: 'begin', title: 'Plan' });
    log.register.lost = 1;
    expect((await log.index.all()).size).toBe(1);
    const { generation } = log.index;
    log.entries.splice(0, 1, { type: 'erased', seq: 5, at });
    log.record.erasedPlaces = 1;
    expect((await log.index.all()).size).toBe(0);
    expect(log.index.generation).not.toBe(generation);
  });
});
