import { beforeAll, describe, expect, it } from '@jest/globals';
import * as Y from 'yjs';
import { noteRoot, type DeviceId, type HandlingCode, type Instant, type ItemId, type PractitionerId, type SpaceId } from '@comity/contracts';
import { randomBytes, ready, writeNote, type EntryId, type NoteItem, type NoteSaying, type RegisterContent } from '@comity/e2ee';
import { newId } from '../id.js';
import type { Marking } from '../marking.js';
import { Part } from '../part.js';
import type { Recorder } from '../register/recorder.js';
import { NoteMover } from '../register/note-mover.js';
import { Register } from '../register/register.js';
import { Registers } from '../register/registers.js';
import { History } from '../space/history.js';
import type { Queued } from '../space/outbox.js';
import { freshRecord } from '../space/record.js';
import type { Space } from '../space/space.js';
import { Batch } from '../store/batch.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import type { Surroundings } from '../surroundings.js';
import { Notes } from './notes.js';

beforeAll(ready);

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [ana, ben] = [uuid(2) as PractitionerId, uuid(4) as PractitionerId];
const at = '2027-03-01T12:00:00.000Z' as Instant;
const device = uuid(3) as DeviceId;
const marked = (handling: HandlingCode, restriction: string | null = null): Marking => ({ handling, restriction, evaluation: null, tlp: null });

/** A case file or a compartment as Ana's client has it; what she says waits until it is taken into the log. */
class Place {
  readonly history: History;
  readonly register: Register;
  readonly asSpace: Space;
  readonly record;
  readonly queued: Queued[] = [];
  readonly said: HandlingCode[] = [];
  seq = 0;

  constructor(readonly id: SpaceId, store: SealedStore, private readonly within: Place | null) {
    this.record = freshRecord({ id, kind: 'case-file', suite: 1 as never, since: 1, joinedAt: 1, lastActivity: at });
    this.history = new History(store, id, 0, {});
    this.register = new Register({ id, record: this.record, history: this.history, outbox: this.outbox }, { store, device, secrets: { practitioner: ana } as never });
    this.asSpace = this.made();
  }

  readonly outbox = {
    add: (saying: Queued, id = newId<ItemId>()) => { this.said.push(saying.handling); this.queued.push({ ...saying, id, seq: null }); return Promise.resolve(id); },
    notes: () => this.queued.filter(({ content }) => (content as NoteItem).type === 'note') as never,
    registers: () => this.queued.filter(({ content }) => (content as NoteItem).type !== 'note') as never,
    ended: () => Promise.resolve(),
  };
  private made(): Space {
    const { id, record, history, register, outbox } = this;
    return { id, record, history, register, outbox, closed: false, readOnly: false, head: 0, readsAnew: false, trouble: null, file: () => this.within?.asSpace ?? null, catchUp: () => Promise.resolve(), turn: (run: () => unknown) => run(), members: () => [ana, ben] } as unknown as Space;
  }

  async take(content: RegisterContent | NoteItem, handling: HandlingCode, by = ana, id = newId<ItemId>()): Promise<void> {
    await this.history.open();
    const stored = await this.register.take({ id, device: by === ana ? device : uuid(9) as DeviceId, by, handling, epoch: 1, seq: (this.seq += 1), at, content }, this.history.total);
    if (stored !== null) this.history.append(stored);
  }
  async settle(): Promise<void> { for (const { content, handling, id } of this.queued.splice(0)) await this.take(content as NoteItem, handling, ana, id); }
  /** The codes of what was said since this was last asked. */
  codes(): HandlingCode[] { return this.said.splice(0); }
}

function desk() {
  const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
  const file = new Place(uuid(1) as SpaceId, store, null);
  const inner = new Place(uuid(5) as SpaceId, store, file);
  const env = { store, device, secrets: { practitioner: ana }, now: () => new Date(at), emit: () => undefined } as unknown as Surroundings;
  const spaces = { all: () => [file.asSpace, inner.asSpace], get: (id: SpaceId) => [file, inner].find((each) => each.id === id)!.asSpace } as unknown as ConstructorParameters<typeof Registers>[0];
  const accesses = new Part<Recorder>(() => Promise.resolve({ record: () => undefined } as unknown as Recorder));
  const registers = new Registers(spaces, { read: () => Promise.reject(new Error('no file')) }, env, accesses);
  const notes = new Notes(spaces, new Part(() => Promise.resolve(registers)), env, accesses);
  const mover = new NoteMover(spaces, new Part(() => Promise.resolve(notes)), env, () => new Batch());
  const write = async (place: Place, note: ItemId, words: string): Promise<void> => {
    const { n, client } = await notes.beginWriting(place.id, note);
    const doc = new Y.Doc();
    doc.clientID = client;
    const { update } = await notes.one(place.id, note);
    Y.applyUpdate(doc, update);
    const since = Y.encodeStateVector(doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment(noteRoot).insert(0, [paragraph]);
    await notes.write(place.id, note, n, Y.encodeStateAsUpdate(doc, since));
    await place.settle();
  };
  /** A note of some words, frozen with a code. */
  const frozen = async (marking: Marking): Promise<{ note: ItemId; entry: EntryId }> => {
    const note = await notes.begin(file.id, 'What was said');
    await file.settle();
    await write(file, note, 'The account');
    const entry = await notes.freeze(file.id, note, marking);
    await file.settle();
    file.codes();
    return { note, entry };
  };
  return { file, inner, registers, notes, mover, write, frozen };
}

describe('the code of a note', () => {
  it('stays that of its entry when the entry is struck out, and where nothing else can be read', async () => {
    const { file, registers, notes, write, frozen } = desk();
    const { note, entry } = await frozen(marked('H2'));
    await write(file, note, 'More');
    expect(file.codes()).toEqual(['H2']);
    await registers.strike(file.id, entry, 'Wrong');
    file.codes();
    await notes.rename(file.id, note, 'On its way');
    await file.settle();
    await write(file, note, 'And more');
    expect([file.codes(), (await notes.one(file.id, note)).marking]).toEqual([['H2', 'H2'], marked('H2')]);
    registers.one = () => Promise.reject(new Error('the store is gone'));
    await write(file, note, 'Still more');
    // What it says is written down anew under the code that it had.
    const again = await notes.freeze(file.id, note);
    await file.settle();
    expect([again === entry, file.codes()]).toEqual([false, ['H2', 'H2', 'H2']]);
  });

  it('is not sent without one where the register cannot be read', async () => {
    const { file, notes, frozen } = desk();
    const { note } = await frozen(marked('H2'));
    const gone = () => Promise.reject(new Error('the store is gone'));
    Object.assign(file.register, { one: gone, present: gone });
    await expect(notes.rename(file.id, note, 'Another')).rejects.toThrow('the store is gone');
    expect(file.codes()).toEqual([]);
  });

  it('is not weakened by whoever names the entry of another', async () => {
    const { file, registers, notes, frozen } = desk();
    const { note } = await frozen(marked('H2'));
    const plain = await registers.write(file.id, { kind: 'note', title: 'By hand', fields: { text: 'words' }, links: [], marking: marked('none'), source: null, after: null });
    await file.settle();
    for (const entry of [plain, 'e'.repeat(64) as EntryId]) await file.take(writeNote({ note, sentAt: at, does: 'frozen', entry } satisfies NoteSaying & { note: ItemId; sentAt: Instant }), 'none', ben);
    file.codes();
    await notes.rename(file.id, note, 'Another');
    expect(file.codes()).toEqual(['H2']);
  });

  it('goes along where it is moved, and stays until it has an entry of its own there', async () => {
    for (const [marking, code] of [[marked('H2'), 'H2'], [marked('H3', 'Until the hearing'), 'H3'], [marked('none'), 'none']] as const) {
      const { file, inner, notes, mover, write, frozen } = desk();
      const { note } = await frozen(marking);
      const move = await mover.plan(file.asSpace, note, inner.asSpace, { from: file.id, to: inner.id, reason: 'Need to know', strike: newId() });
      expect(await mover.copy(move, file.asSpace, inner.asSpace)).toBe('waits');
      expect(inner.codes()).toEqual([code, code]);
      await inner.settle();
      expect(await mover.copy(move, file.asSpace, inner.asSpace)).toBe('there');
      await write(inner, move.as, 'Written there');
      await notes.rename(inner.id, move.as, 'There');
      await inner.settle();
      expect([inner.codes(), (await notes.one(inner.id, move.as)).marking?.handling ?? 'none']).toEqual([[code, code], code]);
      // Of a restriction in words, which stayed behind, whoever makes an entry of it says anew what it is.
      if (code === 'H3') await expect(notes.freeze(inner.id, move.as)).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
      await notes.freeze(inner.id, move.as, marked('H1'));
      await inner.settle();
      inner.codes();
      await write(inner, move.as, 'Of its own');
      expect(inner.codes()).toEqual(['H1']);
      await mover.strike(move, file.asSpace);
      await file.settle();
      // And on from there; where it was, it is struck out under its code.
      const back = await mover.plan(inner.asSpace, move.as, file.asSpace, { from: inner.id, to: file.id, reason: 'Over by now', strike: newId() });
      await mover.copy(back, inner.asSpace, file.asSpace);
      expect(file.codes()).toEqual([code, 'H1', 'H1']);
    }
  });
});
