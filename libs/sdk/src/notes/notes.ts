/** The notes of case files: what a person does with them. What this client would refuse of others it does not send. */
import { noteLimits, problem, registerLimits, type HandlingCode, type Instant, type ItemId, type PractitionerId } from '@comity/contracts';
import { noteClient, readNote, writeNote, type EntryId, type NoteContent, type NoteSaying } from '@comity/e2ee';
import { instant } from '../clock.js';
import { refused } from '../failure.js';
import { newId } from '../id.js';
import type { Marking } from '../marking.js';
import type { NoteDeed, NoteSummary, NoteView, Writing } from '../note.js';
import type { Part } from '../part.js';
import type { Said } from '../register.js';
import type { Move } from '../register/move.js';
import type { Recorder } from '../register/recorder.js';
import type { Registers } from '../register/registers.js';
import { isReadable, markingOf } from '../register/view.js';
import { Serial } from '../serial.js';
import { keys } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { expectInside, expectWritable } from '../space/writable.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import { build, follow, type Built, type Known } from './build.js';
import { NoteDocument } from './document.js';
import { NoteIndex, type NoteMark, type Noted } from './note-index.js';

/** An item of this person that the log as it is read here does not have yet. */
export interface Queued { id: ItemId; at: Instant; seq: number | null; handling: HandlingCode; content: NoteContent }
export interface Present extends Noted { queued: Queued[] }
/** `key`: what it was made of. `known`: the snapshot that the store names as checked. */
interface Held { key: string; built: Built; known: ItemId | undefined }

/** What a note says, and what was done to it last. */
export interface NoteWords { title: string; text: string; last: NoteMark }

/** What one person does without a longer pause is told as one. */
const pause = 10 * 60_000;
/** Notes that are kept put together. */
const held = 20;

export class Notes {
  private readonly indexes = new WeakMap<Space, NoteIndex>();
  /** By space and note: whoever begins a note chooses its id. */
  private readonly builds = new Map<string, Held>();
  private readonly turns = new Serial();
  /** The last writing that was begun, by space and note. */
  private readonly begun = new Map<string, number>();

  constructor(private readonly spaces: Pick<Spaces, 'get' | 'all'>, private readonly registers: Part<Registers>, private readonly env: Surroundings, private readonly accesses: Part<Recorder>) {}

  async all(id: Space['id']): Promise<NoteSummary[]> {
    const notes = [...(await this.present(this.spaceOf(id))).values()].filter(({ title }) => title !== null);
    const place = ({ changed: { seq } }: NoteSummary) => seq ?? Number.MAX_SAFE_INTEGER;
    return notes.map((note) => this.summaryOf(note)).sort((a, b) => place(b) - place(a));
  }

  /** For somebody who looks at it. */
  async opened(id: Space['id'], note: ItemId, have?: Uint8Array): Promise<NoteView> {
    const view = await this.one(id, note, have);
    (await this.accesses.get()).record(id, 'open', [{ note }]);
    return view;
  }

  one(id: Space['id'], note: ItemId, have?: Uint8Array): Promise<NoteView> {
    return this.turns.run(async () => {
      const space = this.spaceOf(id);
      const noted = await this.noteOf(space, note);
      const { built, document } = await this.documentOf(space, noted);
      const { begins, contradicted, waiting } = built;
      const { moved, movedTo } = await this.way(space, noted);
      if (this.isDue(noted, built)) void this.turns.run(() => this.sum(space, note)).catch(() => undefined);
      return {
        ...this.summaryOf(noted), update: document.state(have), text: document.text(), used: document.state().length / noteLimits.bytes,
        history: this.historyOf(noted, built), begins, doubtful: contradicted || waiting.length > 0, moved, movedTo, moving: (await this.env.store.getJson<Move>(keys.move(id, note)))?.to ?? null,
        marking: await this.markingOf(space, noted), struckOut: strikeOf(noted, this.env.secrets.practitioner),
      };
    });
  }

  /** What it says now, for this device's own use; null: it has no name here, or was struck out. */
  words(id: Space['id'], note: ItemId): Promise<NoteWords | null> {
    return this.turns.run(async () => {
      const space = this.spaceOf(id);
      const noted = await this.known(space, note);
      const last = noted?.marks.at(-1);
      if (noted === undefined || last === undefined || noted.title === null || noted.struck !== null) return null;
      return { title: noted.title, text: (await this.documentOf(space, noted)).document.text(), last };
    });
  }

  async begin(id: Space['id'], title: string): Promise<ItemId> {
    const space = this.writable(id);
    return this.put(space, null, { does: 'begin', title: title.trim() });
  }

  /** As a move says it: `as` is the id of the item, `batch` what is stored with it, `handling` the code with which a note begins. */
  async put(space: Space, note: ItemId | null, said: NoteSaying, as?: ItemId, batch?: Batch, handling?: HandlingCode): Promise<ItemId> {
    if (said.does === 'begin' && (await this.present(space)).size >= noteLimits.notes) throw full();
    return this.say(space, note, said, as, batch, handling);
  }

  /** What it says, as the first update of another note, elsewhere, by this device. */
  copy(from: Space, note: ItemId, to: Space, as: ItemId): Promise<Uint8Array> {
    return this.turns.run(async () => {
      const author = noteClient(to.id, as, this.env.device, 1);
      const data = (await this.documentOf(from, await this.noteOf(from, note))).document.copy(author);
      if (new NoteDocument().add(data, author) !== null) throw full();
      return data;
    });
  }

  async known(space: Space, note: ItemId): Promise<Present | undefined> { return (await this.present(space)).get(note); }
  async allKnown(space: Space): Promise<Present[]> { return [...(await this.present(space)).values()]; }

  /** Where it came from, and where it went on, as far as that can be read here. */
  private async way(space: Space, { id, marks, queued }: Present): Promise<Pick<NoteView, 'moved' | 'movedTo'>> {
    const origin = marks[0]?.does === 'begin' ? marks[0].moved : marks.length === 0 && queued[0]?.content.does === 'begin' ? queued[0].content.moved ?? null : null;
    const file = space.file() ?? space;
    let [moved, movedTo, lies]: [NoteView['moved'], NoteView['movedTo'], boolean] = [origin === null ? null : { ...origin, space: null }, null, true];
    for (const each of this.spaces.all()) {
      if (each === space || (each !== file && (each.file() !== file || each.record.left))) continue;
      for (const other of await this.allKnown(each)) {
        if (other.id === origin?.note) moved = { ...origin, space: each.id };
        const [first] = other.marks;
        if (first?.does !== 'begin' || first.moved?.note !== id || !lies) continue;
        movedTo = { note: other.id, space: each.id };
        // One that was taken back is named only where there is no other.
        lies = other.struck !== null;
      }
    }
    return { moved, movedTo };
  }

  async rename(id: Space['id'], note: ItemId, title: string): Promise<void> {
    const space = this.writable(id);
    if ((await this.open(space, note)).title !== title.trim()) await this.say(space, note, { does: 'title', title: title.trim() });
  }

  beginWriting(id: Space['id'], note: ItemId): Promise<Writing> {
    return this.turns.run(async () => {
      const space = this.writable(id);
      const noted = await this.noteOf(space, note);
      const { marks, queued } = noted;
      const { document } = await this.documentOf(space, noted);
      const own = [...marks.flatMap((mark) => (mark.does === 'update' && mark.device === this.env.device ? mark.n : [])), ...queued.flatMap(({ content }) => (content.does === 'update' ? content.n : []))];
      let n = Math.max(this.begun.get(keyOf(space, note)) ?? 0, ...own) + 1;
      // What this device once wrote may be known from a snapshot alone.
      while (document.has(noteClient(id, note, this.env.device, n))) n += 1;
      if (n > noteLimits.writings) throw full();
      this.begun.set(keyOf(space, note), n);
      return { n, client: noteClient(id, note, this.env.device, n) };
    });
  }

  write(id: Space['id'], note: ItemId, n: number, update: Uint8Array): Promise<void> {
    return this.turns.run(async () => {
      // What was begun before the case file was closed is kept.
      const space = this.spaceOf(id);
      expectInside(space);
      const noted = await this.open(space, note);
      const { document } = await this.documentOf(space, noted);
      const after = document.with([]);
      const rule = after.add(update, noteClient(id, note, this.env.device, n));
      if (rule !== null) throw rule === 'full' ? full() : refused(problem('not-acceptable', { detail: `others would refuse it (${rule})` }));
      const [before, size] = [document.state().length, after.state().length];
      if (size > noteLimits.bytes && size > before) throw full();
      await this.say(space, note, { does: 'update', n, data: update });
    });
  }

  /** Its text becomes a version of an entry: of the one it became before, if there is one that whoever froze it made. */
  freeze(id: Space['id'], note: ItemId, marked?: Marking): Promise<EntryId> {
    return this.turns.run(async () => {
      const space = this.writable(id);
      const noted = await this.open(space, note);
      const text = (await this.documentOf(space, noted)).document.text();
      if (text === '') throw refused(problem('not-acceptable', { detail: 'there is nothing in it' }));
      if (text.length > registerLimits.text) throw refused(problem('too-large', { detail: `an entry holds ${registerLimits.text} letters` }));
      const registers = await this.registers.get();
      const former = await this.formerOf(space, noted, registers);
      const marking = marked ?? (await this.markingOf(space, noted)) ?? unmarked;
      const input = { kind: 'note', title: noted.title ?? '', fields: { text }, links: [], marking, source: null } as const;
      const entry = former?.entry ?? (await registers.write(id, { ...input, links: [], after: null }));
      if (former !== undefined) await registers.revise(id, entry, { ...input, links: former.links, source: former.source, after: former.after });
      await this.say(space, note, { does: 'frozen', entry });
      return entry;
    });
  }

  /** As which entries it was frozen, the last first. */
  private entriesOf({ marks, queued }: Pick<Present, 'marks' | 'queued'>): { entry: EntryId; by: PractitionerId; handling: HandlingCode }[] {
    const named = marks.flatMap((mark) => (mark.does === 'frozen' ? { entry: mark.entry as EntryId, by: mark.by, handling: mark.handling } : []));
    return [...named, ...queued.flatMap(({ content, handling }) => (content.does === 'frozen' ? { entry: content.entry, by: this.env.secrets.practitioner, handling } : []))].reverse();
  }

  private async formerOf({ id }: Space, noted: Pick<Present, 'marks' | 'queued'>, registers: Registers) {
    for (const { entry, by } of this.entriesOf(noted)) {
      const view = await registers.one(id, entry).catch(() => undefined);
      // Nobody is led to write over what somebody else put there.
      if (view?.kind !== 'note' || view.struck || view.made.by !== by) continue;
      const { links, source, versions } = view;
      return { entry, links: links.filter(({ direction }) => direction === 'to').map(({ to, label }) => ({ to, label })), source, after: versions.find(({ state }) => state === 'current')?.key ?? null };
    }
    return undefined;
  }

  /** What is written of a note whose text is an entry bears that entry's code, also once that was struck out; before it is one, the code with which it begins here: it was moved, or what came before was erased. Null: none. */
  async markingOf(space: Space, noted: Pick<Present, 'marks' | 'queued'>): Promise<Marking | null> {
    for (const { entry, by, handling } of this.entriesOf(noted)) {
      const kept = await space.register.one(entry);
      if (isReadable(kept) && kept.head.content.kind === 'note' && kept.made.by === by) return markingOf(kept.head.content, kept.head.handling);
      // Of an entry that is not here its code is known by the item that names it.
      if (kept?.head == null && handling !== 'none') return { ...unmarked, handling };
    }
    const { handling } = noted.marks[0] ?? noted.queued[0] ?? unmarked;
    return handling === 'none' ? null : { ...unmarked, handling };
  }

  /** Something came into the log: what this person wrote is summed up, where that is due. */
  tend(id: Space['id']): void {
    void this.turns.run(async () => {
      const space = this.spaces.get(id);
      if (!this.indexes.has(space)) return;
      for (const noted of (await this.present(space)).values()) if (this.isDue(noted, this.builds.get(keyOf(space, noted.id))?.built)) await this.sum(space, noted.id).catch(() => undefined);
    }).catch(() => undefined);
  }
  /** Resolves when what was asked for so far is done. */
  idle(): Promise<void> { return this.turns.idle(); }

  /**
   * Whether it is for this device to sum the note up, as it wrote last and has not summed that up: where the epoch of what it wrote has no snapshot, so that whoever reads
   * from there on, or keeps no more than that, has the note; where much has come since the last; and where the last one says something else, as far as that is known.
   */
  private isDue({ title, marks, queued, struck }: Present, built: Built | undefined): boolean {
    const latest = marks.findLast(({ does }) => does === 'update');
    // Who comes in later has no need of what was struck out.
    if (title === null || struck !== null || queued.length > 0 || latest?.device !== this.env.device) return false;
    const named = marks.filter(({ does }) => does === 'begin' || does === 'snapshot');
    if (named.some(({ device, seq }) => device === latest.device && seq > latest.seq)) return false;
    const holds = (mark: NoteMark | undefined): boolean => mark === undefined || built === undefined || !(built.lies.has(mark.id) || built.refused.has(mark.id));
    const last = marks.findLastIndex(({ does }) => does === 'snapshot');
    const since = built?.sinceSnapshot ?? marks.slice(last + 1).filter(({ does }) => does === 'update').length;
    return since >= noteLimits.summed || !holds(named.at(-1)) || !named.some((mark) => mark.epoch === latest.epoch && holds(mark));
  }

  private async sum(space: Space, note: ItemId): Promise<void> {
    const noted = await this.noteOf(space, note);
    if (space.readOnly || noted.queued.length > 0) return;
    const { built } = await this.documentOf(space, noted);
    const { document, last, waiting, contradicted } = built;
    const data = document.state();
    if (noted.title === null || last === 0 || waiting.length > 0 || contradicted || data.length > noteLimits.bytes || !this.isDue(noted, built)) return;
    await this.say(space, note, { does: 'snapshot', title: noted.title, covers: last, data });
  }

  private async documentOf(space: Space, noted: Present): Promise<{ built: Built; document: NoteDocument }> {
    const { unopened } = space.record;
    const key = `${this.indexOf(space).generation}/${unopened.length}/${unopened.at(-1) ?? 0}`;
    const name = keyOf(space, noted.id);
    const before = this.builds.get(name);
    const now = before?.key === key && (await follow(space, noted, before.built)) ? before : { key, ...(await this.built(space, noted)) };
    this.builds.delete(name);
    this.builds.set(name, now);
    for (const oldest of this.builds.keys()) if (this.builds.size > held) this.builds.delete(oldest);
    const { built } = now;
    if (built.checked !== null && built.checked.id !== now.known) {
      const { checked: { id, seq }, begins } = built;
      await new Batch().putJson(keys.snapshot(space.id, noted.id), { id, seq, begins } satisfies Known).writeTo(this.env.store);
      now.known = id;
    }
    const own = noted.queued.flatMap(({ content }) => (content.does === 'update' ? [content.data] : []));
    return { built, document: own.length === 0 ? built.document : built.document.with(own) };
  }

  /** Begun with the snapshot that was checked last. */
  private async built(space: Space, noted: Noted): Promise<Pick<Held, 'built' | 'known'>> {
    const stored = await this.env.store.get(keys.snapshot(space.id, noted.id));
    const known = stored && decodeJson<Known>(stored);
    return { built: await build(space, noted, known), known: known?.id };
  }

  private summaryOf({ id, title, marks, queued, struck }: Present): NoteSummary {
    const said: Said[] = [...marks.filter(({ does }) => does !== 'refused' && does !== 'snapshot'), ...queued.filter(({ content }) => content.does !== 'snapshot').map((each) => this.ownSaid(each))].map(({ by, at, seq }) => ({ by, at, seq }));
    const first = marks[0];
    const all: Said[] = said.length > 0 ? said : marks.map(({ by, at, seq }) => ({ by, at, seq }));
    return { id, title: title ?? '', made: first === undefined || first.does === 'begin' ? all[0]! : null, changed: all.at(-1)!, struck: struck !== null || queued.some(({ content }) => content.does === 'strike') };
  }

  private historyOf({ marks, queued }: Present, { refused: refusals, lies, others }: Built): NoteDeed[] {
    const names = { begin: 'begun', title: 'titled', update: 'edited', frozen: 'frozen', strike: 'struck', refused: 'refused' } as const;
    const deeds = [
      ...marks.flatMap((mark) => (lies.has(mark.id) ? { ...mark, said: 'false-snapshot' as const } : others.has(mark.id) ? { ...mark, said: 'other-snapshot' as const } : refusals.has(mark.id) ? { ...mark, said: 'refused' as const } : mark.does === 'snapshot' ? [] : { ...mark, said: names[mark.does] })),
      ...queued.flatMap((each) => (each.content.does === 'snapshot' ? [] : { ...this.ownSaid(each), said: names[each.content.does] })),
    ];
    const told: NoteDeed[] = [];
    for (const { by, at, seq, said } of deeds) {
      const last = told.at(-1);
      if (last?.by === by && last.does === said && Date.parse(at) - Date.parse(last.at) < pause) Object.assign(last, { at, seq, count: last.count + 1 });
      else told.push({ by, at, seq, does: said, count: 1, since: at });
    }
    return told;
  }

  private ownSaid({ at, seq }: Queued): Said { return { by: this.env.secrets.practitioner, at, seq }; }

  /** What the log has, with what waits in the outbox. */
  private async present(space: Space): Promise<Map<ItemId, Present>> {
    // Looked at first: what comes into the log meanwhile is then there twice, and counts once.
    const queued = space.outbox.notes().flatMap(({ id, seq, handling, content: item }): Queued[] => { const content = readNote(item); return content === undefined ? [] : [{ id, at: content.sentAt, seq, handling, content }]; });
    const notes = new Map([...(await this.indexOf(space).all())].map(([id, noted]): [ItemId, Present] => [id, { ...noted, queued: [] }]));
    for (const each of queued) {
      const { content, id } = each;
      const note = content.note ?? id;
      const known = notes.get(note) ?? { id: note, title: null, marks: [], struck: null, queued: [] };
      if (known.marks.some((mark) => mark.id === id)) continue;
      notes.set(note, { ...known, title: content.does === 'begin' || content.does === 'title' ? content.title : known.title, queued: [...known.queued, each] });
    }
    return notes;
  }

  private async noteOf(space: Space, id: ItemId): Promise<Present> {
    const noted = (await this.present(space)).get(id);
    if (noted?.title == null) throw refused(problem('not-found', { detail: 'there is no such note' }));
    return noted;
  }

  /** One that is still written in. */
  private async open(space: Space, id: ItemId): Promise<Present> {
    const noted = await this.noteOf(space, id);
    if (noted.struck !== null || noted.queued.some(({ content }) => content.does === 'strike')) throw refused(problem('not-acceptable', { detail: 'the note was struck out' }));
    return noted;
  }

  private async say(space: Space, note: ItemId | null, said: NoteSaying, as?: ItemId, batch?: Batch, begins: HandlingCode = 'none'): Promise<ItemId> {
    const content: NoteContent = { note, sentAt: instant(this.env.now()), ...said };
    const item = writeNote(content);
    if (readNote(item) === undefined) throw refused(problem('invalid-input', { errors: [{ pointer: 'title' in said ? '/title' : '/', rule: 'wrong-shape' }] }));
    const noted = note === null ? undefined : await this.known(space, note);
    const saying: Queued[] = said.does === 'frozen' ? [{ id: newId<ItemId>(), at: content.sentAt, seq: null, handling: 'none', content }] : [];
    const handling = noted === undefined ? begins : ((await this.markingOf(space, { ...noted, queued: [...noted.queued, ...saying] })) ?? unmarked).handling;
    return space.outbox.add({ kind: 'message', handling, content: item }, as, batch);
  }

  private indexOf(space: Space): NoteIndex {
    const index = this.indexes.get(space) ?? new NoteIndex(space);
    this.indexes.set(space, index);
    return index;
  }

  private spaceOf(id: Space['id']): Space {
    const space = this.spaces.get(id);
    if (space.record.kind !== 'case-file') throw refused(problem('not-acceptable', { detail: 'only a case file has notes' }));
    return space;
  }

  private writable(id: Space['id']): Space {
    const space = this.spaceOf(id);
    expectWritable(space);
    return space;
  }
}

const keyOf = ({ id }: Space, note: ItemId): string => `${id}/${note}`;
function strikeOf({ struck, queued }: Present, self: Said['by']): NoteView['struckOut'] {
  if (struck !== null) return { by: struck.by, at: struck.at, seq: struck.seq, reason: struck.reason };
  for (const { at, seq, content } of queued) if (content.does === 'strike') return { by: self, at, seq, reason: content.reason };
  return null;
}
const unmarked: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };
const full = () => refused(problem('not-acceptable', { detail: 'no more fits here' }));
