/** How a note is moved: what it says at that moment begins another note there, in the words of whoever moves it; how it came to be stays where it was. */
import { problem, type ItemId } from '@comity/contracts';
import { fromBase64Url, toBase64Url } from '@comity/e2ee';
import { offline, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Notes, Present } from '../notes/notes.js';
import type { Part } from '../part.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import type { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { isRead, takenBack, type Copy, type Move, type Mover, type NoteMove, type Origin } from './move.js';

const changes = ({ marks }: Present) => marks.filter(({ does }) => does === 'update' || does === 'title');

export class NoteMover implements Mover<NoteMove> {
  constructor(private readonly spaces: Pick<Spaces, 'all'>, private readonly notes: Part<Notes>, private readonly env: Surroundings, private readonly keep: (move: Move) => Batch) {}

  async plan(from: Space, id: ItemId, to: Space, errand: Pick<NoteMove, 'from' | 'to' | 'reason' | 'strike'>): Promise<NoteMove> {
    const notes = await this.notes.get();
    await from.outbox.ended();
    await from.catchUp();
    const noted = await notes.known(from, id);
    if (noted?.title == null || noted.struck !== null) throw refused(problem('not-acceptable', { detail: 'only what stands is moved' }));
    // What waits here would come after its own copy.
    if (noted.queued.length > 0) throw offline();
    const upTo = Math.max(...noted.marks.map(({ seq }) => seq));
    const begun = await this.begun(notes, id, upTo, to);
    const as = begun?.as ?? newId<ItemId>();
    return { what: 'note', ...errand, id, title: noted.title, upTo, as, update: { id: begun?.update ?? newId<ItemId>(), data: toBase64Url(await notes.copy(from, id, to, as)) }, stage: begun === undefined ? 'planned' : 'written' };
  }

  /** What another device of this person began; see `EntryMover`. */
  private async begun(notes: Notes, id: ItemId, upTo: number, to: Space): Promise<{ as: ItemId; update: ItemId } | undefined> {
    for (const { id: as, marks, struck } of await notes.allKnown(to)) {
      const [first, update] = marks;
      if (struck === null && first?.does === 'begin' && first.by === this.env.secrets.practitioner && first.moved?.note === id && first.moved.upTo === upTo && update?.does === 'update') return { as, update: update.id };
    }
    return undefined;
  }

  async copy(move: NoteMove, _from: Space, to: Space): Promise<Copy> {
    const notes = await this.notes.get();
    const { id: note, upTo, title } = move;
    if (move.stage === 'planned') {
      if (to.record.left) return 'lost';
      move.stage = 'begun';
      await notes.put(to, null, { does: 'begin', title, moved: { note, upTo } }, move.as, this.keep(move)).catch((error: unknown) => { move.stage = 'planned'; throw error; });
    }
    if (move.stage === 'begun') {
      const { id, data } = move.update;
      move.stage = 'written';
      await notes.put(to, move.as, { does: 'update', n: 1, data: fromBase64Url(data) }, id, this.keep(move)).catch((error: unknown) => { move.stage = 'begun'; throw error; });
    }
    const noted = await to.turn(() => notes.known(to, move.as));
    if (noted?.struck != null) return 'lost';
    const found = (item: ItemId): boolean => noted?.marks.some(({ id, does }) => id === item && does !== 'refused') === true;
    if (found(move.as) && found(move.update.id)) return 'there';
    const queued = [move.as, move.update.id].every((item) => found(item) || noted?.queued.some(({ id }) => id === item));
    return queued || !isRead(to) ? 'waits' : 'lost';
  }

  async origin({ id, to, upTo, strike }: NoteMove, from: Space): Promise<Origin> {
    const notes = await this.notes.get();
    const noted = await from.turn(() => notes.known(from, id));
    // What a retention took is not here any more.
    if (noted === undefined) return 'done';
    const { struck, queued } = noted;
    if (struck !== null) return struck.id === strike || (struck.by === this.env.secrets.practitioner && !(await this.isElsewhere(notes, id, to))) ? 'done' : 'struck';
    if (queued.some((each) => each.content.does === 'strike')) return 'waits';
    return queued.length > 0 || changes(noted).some(({ seq }) => seq > upTo) ? 'changed' : 'stands';
  }

  /** Another device of this person may have moved it to the same place, and struck it out first; or to another. */
  private async isElsewhere(notes: Notes, id: ItemId, to: NoteMove['to']): Promise<boolean> {
    for (const space of this.spaces.all()) {
      if (space.id === to || space.record.kind !== 'case-file') continue;
      for (const { marks: [first], struck } of await notes.allKnown(space)) if (struck === null && first?.does === 'begin' && first.moved?.note === id && first.by === this.env.secrets.practitioner) return true;
    }
    return false;
  }

  async strike({ id, reason, strike }: NoteMove, from: Space): Promise<void> { await (await this.notes.get()).put(from, id, { does: 'strike', reason }, strike); }
  async withdraw({ as }: NoteMove, to: Space): Promise<void> { await (await this.notes.get()).put(to, as, { does: 'strike', reason: takenBack }, newId()); }
}
