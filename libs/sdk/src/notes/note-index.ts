/**
 * Which items of a space's log are of which note, and who did what: read from the history as it grows, and kept in memory. What an item adds to its note
 * is read only where somebody opens that note.
 */
import { noteLimits, type HandlingCode, type ItemId } from '@comity/contracts';
import { readNote, type NoteContent, type NoteOrigin } from '@comity/e2ee';
import type { StoredNote } from '../space/entries.js';
import type { Space } from '../space/space.js';

/** An item of a note without its bytes. `holds`: whether it says what an item of a note may say. */
export type NoteMark = Pick<StoredNote, 'seq' | 'id' | 'note' | 'by' | 'device' | 'at' | 'epoch'> & { place: number; handling: HandlingCode } & (
  | { does: NoteContent['does']; title: string | null; n: number; covers: number; entry: string | null; moved: NoteOrigin | null; reason: string }
  | { does: 'refused' }
);
/** `title`: null while nothing that names it was read. `struck`: the first that strikes it out. */
export interface Noted { id: ItemId; title: string | null; marks: NoteMark[]; struck: Extract<NoteMark, { reason: string }> | null }

const inOneGo = 256;

export class NoteIndex {
  private notes = new Map<ItemId, Noted>();
  private read = 0;
  private made = '0/0';
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly space: Space) {}

  /** What it was read of: where that changes, what was made of it before is no longer true. */
  get generation(): string { return this.made; }

  async all(): Promise<ReadonlyMap<ItemId, Noted>> {
    this.reading = this.reading.catch(() => undefined).then(() => this.follow());
    await this.reading;
    return this.notes;
  }

  private async follow(): Promise<void> {
    const { history } = this.space;
    const made = this.source;
    if (this.made !== made) {
      this.notes = new Map();
      this.read = 0;
      this.made = made;
    }
    for (const scope = history.scope('notes'); this.read < scope.total;) {
      const places = await scope.read(this.read, inOneGo);
      const entries = await history.at(places);
      // Read anew meanwhile: the next who asks begins anew.
      if (this.source !== made) return;
      for (const [i, entry] of entries.entries()) if (entry.type === 'note') this.take(entry, places[i]!);
      this.read += places.length;
    }
  }

  /** The register lets go before the history does. */
  private get source(): string { return `${this.space.register.lost}/${this.space.record.erasedPlaces}`; }

  private take({ content: item, seq, id, note, by, device, at, epoch, handling = 'none' }: StoredNote, place: number): void {
    const content = readNote(item);
    const head = { place, seq, id, note, by, device, at, epoch, handling };
    const known = this.notes.get(note);
    if (known === undefined && !this.hasRoom(by)) return;
    const noted = known ?? { id: note, title: null, marks: [], struck: null };
    const mark: NoteMark = content === undefined || (content.does === 'strike' && noted.struck !== null) || (content.does === 'begin' && known !== undefined) || (content.does === 'snapshot' && content.covers >= seq) ? { ...head, does: 'refused' }
      : { ...head, does: content.does, title: 'title' in content ? content.title : null, n: content.does === 'update' ? content.n : 0, covers: content.does === 'snapshot' ? content.covers : 0, entry: content.does === 'frozen' ? content.entry : null, moved: content.does === 'begin' ? content.moved ?? null : null, reason: content.does === 'strike' ? content.reason : '' };
    noted.marks.push(mark);
    if (mark.does === 'strike') noted.struck = mark;
    // A snapshot names what has no name here yet.
    if (mark.does === 'begin' || mark.does === 'title' || (mark.does === 'snapshot' && noted.title === null)) noted.title = mark.title;
    this.notes.set(note, noted);
  }

  /** Whether one more note of this person is taken. */
  private hasRoom(by: StoredNote['by']): boolean {
    return this.notes.size < noteLimits.taken || [...this.notes.values()].filter(({ marks }) => marks[0]?.by === by).length < noteLimits.taken;
  }
}
