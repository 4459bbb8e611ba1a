/**
 * Puts a note together from its items, in the order of the log. Whoever holds all of them needs no snapshot, and looks whether each says what it covers; to whoever
 * does not, a snapshot is one update more. Nothing is ever taken back by one.
 * Trust: members wrote the items, who may be hostile. One that breaks a rule has no effect, the same for everybody who reads all of the note.
 */
import type { ItemId, PractitionerId } from '@comity/contracts';
import { noteClient, readNote, type NoteContent } from '@comity/e2ee';
import type { Space } from '../space/space.js';
import { NoteDocument } from './document.js';
import type { NoteMark, Noted } from './note-index.js';

export interface Built {
  document: NoteDocument;
  /** How many marks went into it, and whether those are all there ever were. */
  upTo: number; whole: boolean;
  begins: PractitionerId | null; contradicted: boolean;
  refused: Set<ItemId>; lies: Set<ItemId>;
  /** What cannot be let in for want of something before it. */
  waiting: NoteMark[];
  /** The last item that it holds, and how many came since a snapshot that holds. */
  last: number; sinceSnapshot: number;
  /** The newest snapshot that says what it covers. */
  checked: NoteMark | null;
  /** What the note was after items that a snapshot covers. */
  prints: Map<number, string>;
  /** What came up to there is in the snapshot that it begins with. */
  from: number;
}

const begun = (whole: boolean): Built =>
  ({ document: new NoteDocument(), upTo: 0, whole, begins: null, contradicted: false, refused: new Set(), lies: new Set(), waiting: [], last: 0, sinceSnapshot: 0, checked: null, prints: new Map(), from: 0 });

/** `known`: a snapshot that this client checked before. */
export async function build(space: Space, noted: Noted, known: { id: ItemId; seq: number } | undefined): Promise<Built> {
  const [first] = noted.marks;
  const built = begun(first === undefined || (first.does === 'begin' && !space.record.unopened.some((seq) => seq > first.seq)));
  const base = built.whole ? noted.marks.find(({ id, seq, does }) => id === known?.id && seq === known.seq && does === 'snapshot') : undefined;
  const content = base && (await contentOf(space, base));
  if (base?.does === 'snapshot' && content?.does === 'snapshot' && built.document.addSnapshot(content.data) === null) {
    built.from = built.last = base.covers;
    built.checked = base;
    built.prints.set(base.covers, built.document.fingerprint());
  }
  await follow(space, noted, built);
  return built;
}

/** Takes in what came since. Answers whether it could: a snapshot may cover what is passed already. */
export async function follow(space: Space, { marks }: Noted, built: Built): Promise<boolean> {
  const ahead = marks.slice(built.upTo);
  const wanted = new Set(ahead.map((mark) => (mark.does === 'snapshot' ? mark.covers : 0)));
  if (wanted.has(built.last)) built.prints.set(built.last, built.document.fingerprint());
  const late = built.whole && ahead.some((mark) => mark.does === 'snapshot' && mark.covers > built.from && !built.prints.has(mark.covers) && marks.slice(0, built.upTo).some(({ seq }) => seq === mark.covers));
  if (late) return false;
  for (const mark of ahead) {
    built.upTo += 1;
    if (mark.does === 'refused') built.refused.add(mark.id);
    else if (mark.seq > built.from) {
      const content = mark.does === 'update' || mark.does === 'snapshot' ? await contentOf(space, mark) : undefined;
      if (content?.does === 'update') update(space, mark, content, built);
      if (content?.does === 'snapshot') await snapshot(space, mark, content, built);
    }
    if (wanted.has(mark.seq)) built.prints.set(mark.seq, built.document.fingerprint());
  }
  return true;
}

function update(space: Space, mark: NoteMark, { n, data }: Extract<NoteContent, { does: 'update' }>, built: Built): void {
  const rule = built.document.add(data, noteClient(space.id, mark.note, mark.device, n));
  if (rule === null) {
    built.last = mark.seq;
    built.sinceSnapshot += 1;
  } else if (!built.whole && (rule === 'out-of-order' || rule === 'unknown-place')) built.waiting.push(mark);
  else built.refused.add(mark.id);
}

async function snapshot(space: Space, mark: NoteMark, { covers, data }: Extract<NoteContent, { does: 'snapshot' }>, built: Built): Promise<void> {
  const alone = new NoteDocument();
  const readable = alone.addSnapshot(data) === null;
  const print = built.prints.get(covers);
  const same = readable && print === alone.fingerprint();
  if (built.whole) {
    if (same) {
      built.checked = mark;
      built.sinceSnapshot = 0;
    } else if (covers > built.from) built.lies.add(mark.id);
    return;
  }
  if (!readable) {
    built.refused.add(mark.id);
    return;
  }
  if (built.begins === null) built.begins = mark.by;
  else if (!same && print !== undefined && built.waiting.length === 0) built.contradicted = true;
  built.document.addSnapshot(data);
  built.last = Math.max(built.last, covers);
  built.sinceSnapshot = 0;
  for (const waited of built.waiting.splice(0)) {
    const content = waited.seq > covers ? await contentOf(space, waited) : undefined;
    if (content?.does === 'update') update(space, waited, content, built);
  }
}

async function contentOf(space: Space, { place, id }: NoteMark): Promise<NoteContent | undefined> {
  const [entry] = await space.history.at([place]);
  return entry?.type === 'note' && entry.id === id ? readNote(entry.content) : undefined;
}
