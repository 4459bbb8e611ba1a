/**
 * Puts a note together from its items, in the order of the log. Whoever holds all of them needs no snapshot, and looks whether each says what it covers. Whoever
 * does not begins with one, and takes of later ones only what is missing here: one that says something else is named and left out.
 * Trust: members wrote the items, who may be hostile. One that breaks a rule has no effect, the same for everybody who reads all of the note.
 */
import type { ItemId, PractitionerId } from '@comity/contracts';
import { noteClient, readNote, type NoteContent } from '@comity/e2ee';
import type { Space } from '../space/space.js';
import { NoteDocument } from './document.js';
import type { NoteMark, Noted } from './note-index.js';

/** What of a space a note is put together from. */
export type Source = Pick<Space, 'id'> & { history: Pick<Space['history'], 'at'>; record: Pick<Space['record'], 'unopened'> };

/** A snapshot that this client checked before; `begins`: against a note that began with somebody's snapshot, or (null) against all of it. */
export interface Known { id: ItemId; seq: number; begins: PractitionerId | null }

export interface Built {
  document: NoteDocument;
  /** How many marks went into it, and whether those are all there ever were. */
  upTo: number; whole: boolean;
  begins: PractitionerId | null; contradicted: boolean;
  /** `others`: snapshots that say something else than the note does here, where not all of it is. */
  refused: Set<ItemId>; lies: Set<ItemId>; others: Set<ItemId>;
  /** What cannot be let in for want of something before it. */
  waiting: NoteMark[];
  /** The last item that it holds, and how many came since a snapshot that holds. */
  last: number; sinceSnapshot: number;
  /** The newest snapshot that says what it covers. */
  checked: NoteMark | null;
  /** Fingerprints of what the note was after items that a snapshot covers. */
  prints: Map<number, string>;
  /** What came up to there is in the snapshot that it begins with. */
  from: number;
}

const begun = (whole: boolean): Built =>
  ({ document: new NoteDocument(), upTo: 0, whole, begins: null, contradicted: false, refused: new Set(), lies: new Set(), others: new Set(), waiting: [], last: 0, sinceSnapshot: 0, checked: null, prints: new Map(), from: 0 });

export async function build(space: Source, noted: Noted, known: Known | undefined): Promise<Built> {
  const [first] = noted.marks;
  const built = begun(first === undefined || (first.does === 'begin' && !space.record.unopened.some((seq) => seq > first.seq)));
  // What was checked against less than all of it is not enough for whoever has all of it.
  const base = built.whole && known?.begins !== null ? undefined : noted.marks.find(({ id, seq, does }) => id === known?.id && seq === known.seq && does === 'snapshot');
  const content = base && (await contentOf(space, base));
  if (base && content?.does === 'snapshot' && built.document.addSnapshot(content.data) === null) {
    startAt(built, base, content.covers);
    built.begins = built.whole ? null : (known?.begins ?? base.by);
  }
  await follow(space, noted, built);
  return built;
}

/** Its document is this snapshot, so far. */
function startAt(built: Built, mark: NoteMark, covers: number): void {
  built.from = built.last = covers;
  built.sinceSnapshot = 0;
  built.checked = mark;
  built.prints = new Map([[covers, built.document.fingerprint()]]);
}

/** Takes in what came since. Answers whether it could: a snapshot may cover what is passed already. */
export async function follow(space: Source, { marks }: Noted, built: Built): Promise<boolean> {
  const ahead = marks.slice(built.upTo);
  const wanted = new Set(ahead.map((mark) => (mark.does === 'snapshot' ? mark.covers : 0)));
  const print = (seq: number): void => {
    if (seq > built.from && wanted.has(seq) && (built.whole || (built.begins !== null && built.waiting.length === 0))) built.prints.set(seq, built.document.fingerprint());
  };
  print(built.last);
  const late = built.whole && ahead.some((mark) => mark.does === 'snapshot' && mark.covers > built.from && !built.prints.has(mark.covers) && marks.slice(0, built.upTo).some(({ seq }) => seq === mark.covers));
  if (late) return false;
  for (const mark of ahead) {
    built.upTo += 1;
    if (mark.does === 'refused') built.refused.add(mark.id);
    else if (mark.seq > built.from) {
      const content = mark.does === 'update' || mark.does === 'snapshot' ? await contentOf(space, mark) : undefined;
      if (content?.does === 'update') update(space, mark, content, built);
      if (content?.does === 'snapshot' && built.whole) compare(mark, content, built);
      else if (content?.does === 'snapshot') await snapshot(space, marks.slice(0, built.upTo - 1), mark, content, built);
    }
    print(mark.seq);
  }
  return true;
}

function update(space: Source, mark: NoteMark, { n, data }: Extract<NoteContent, { does: 'update' }>, built: Built): void {
  const rule = built.document.add(data, noteClient(space.id, mark.note, mark.device, n));
  if (rule === null) {
    built.last = mark.seq;
    built.sinceSnapshot += 1;
  } else if (!built.whole && (rule === 'out-of-order' || rule === 'unknown-place')) built.waiting.push(mark);
  else built.refused.add(mark.id);
}

type Snapshot = Extract<NoteContent, { does: 'snapshot' }>;

/** By whoever has all of the note: it adds nothing. */
function compare(mark: NoteMark, { covers, data }: Snapshot, built: Built): void {
  const alone = new NoteDocument();
  if (alone.addSnapshot(data) === null && built.prints.get(covers) === alone.fingerprint()) {
    built.checked = mark;
    built.sinceSnapshot = 0;
  } else if (covers > built.from) built.lies.add(mark.id);
}

/** To whoever has not. `before`: what came before it. */
async function snapshot(space: Source, before: readonly NoteMark[], mark: NoteMark, { covers, data }: Snapshot, built: Built): Promise<void> {
  const { unopened } = space.record;
  const [first] = before;
  const isPlace = first === undefined || covers < first.seq || before.some(({ seq }) => seq === covers) || unopened.includes(covers);
  const alone = new NoteDocument();
  const together = built.begins === null ? alone : built.document.with([]);
  if (!isPlace || alone.addSnapshot(data) !== null || (together !== alone && together.addSnapshot(data) !== null)) {
    built.refused.add(mark.id);
    return;
  }
  if (built.begins === null) {
    built.document = alone;
    built.begins = mark.by;
    startAt(built, mark, covers);
    // What was let in without it may have stood in its way.
    await again(space, before.filter(({ does }) => does === 'update'), covers, built);
    return;
  }
  const print = built.prints.get(covers);
  const isSame = print === alone.fingerprint();
  if (isSame || (print === undefined && together.fingerprint() === built.document.fingerprint())) {
    if (isSame) built.sinceSnapshot = 0;
    if (isSame && !built.contradicted) built.checked = mark;
    return;
  }
  if (!unopened.some((seq) => seq > built.from && seq <= covers)) {
    built.contradicted = true;
    built.others.add(mark.id);
    if (built.waiting.length === 0) return;
  }
  // Something is missing here, and this may bring it.
  built.document = together;
  built.from = Math.max(built.from, covers);
  built.last = Math.max(built.last, covers);
  built.sinceSnapshot = 0;
  built.prints.clear();
  await again(space, built.waiting, covers, built);
}

/** Tries what a snapshot does not cover once more, and lets go of what it does. */
async function again(space: Source, marks: readonly NoteMark[], covers: number, built: Built): Promise<void> {
  built.waiting = [];
  for (const mark of marks) {
    const content = mark.seq > covers ? await contentOf(space, mark) : undefined;
    if (content?.does !== 'update') continue;
    built.refused.delete(mark.id);
    update(space, mark, content, built);
  }
}

async function contentOf(space: Source, { place, id }: NoteMark): Promise<NoteContent | undefined> {
  const [entry] = await space.history.at([place]);
  return entry?.type === 'note' && entry.id === id ? readNote(entry.content) : undefined;
}
