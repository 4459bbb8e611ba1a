/** How a note is moved: what it says at that moment begins another note there, in the words of whoever moves it; how it came to be stays where it was. */
import { problem, type ItemId } from '@comity/contracts';
import { fromBase64Url, toBase64Url } from '@comity/e2ee';
import { offline, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Notes, Present } from '../notes/notes.js';
import type { Part } from '../part.js';
import { keys } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import type { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { isRead, takenBack, type Copy, type Move, type Mover, type NoteMove, type Origin } from './move.js';
import { goesOn, placesAround, type Onward } from './onward.js';

const changes = ({ marks }: Present) => marks.filter(({ does }) => does === 'update' || does === 'title');

export class NoteMover implements Mover<NoteMove> {
  constructor(private readonly spaces: Pick<Spaces, 'all'>, private readonly notes: Part<Notes>, private readonly env: Surroundings, private readonly keep: (move: Move) => Batch) {}

  async plan(from: Space, id: ItemId, to: Space, errand: Pick<NoteMove, 'from' | 'to' | 'reason' | 'strike'>): Promise<NoteMove> {
    const notes = await this.notes.get();
    await from.outbox.ended();
    await from.catchUp();
    const noted = await notes.known(from, id);
    if (noted?.title == null || noted.struck !== null) throw refused(problem('not-acceptable', { detail: 'only what stands is moved' }));
    if (await this.isEarly(notes, noted, from)) throw refused(problem('not-acceptable', { detail: 'what it goes on from still stands, and is struck out first' }));
    // What waits here would come after its own copy.
    if (noted.queued.length > 0) throw offline();
    const upTo = Math.max(...noted.marks.map(({ seq }) => seq));
    const begun = await this.begun(notes, id, upTo, to);
    const as = begun?.as ?? newId<ItemId>();
    const handling = (await notes.markingOf(from, noted))?.handling ?? 'none';
    return { what: 'note', ...errand, id, title: noted.title, upTo, as, handling, update: { id: begun?.update ?? newId<ItemId>(), data: toBase64Url(await notes.copy(from, id, to, as)) }, stage: begun === undefined ? 'planned' : 'written' };
  }

  /** Whether what it goes on from is not struck out yet, as far as that can be read here. */
  private async isEarly(notes: Notes, { marks: [first] }: Present, from: Space): Promise<boolean> {
    const before = first?.does === 'begin' ? first.moved?.note : undefined;
    if (before === undefined) return false;
    for (const space of placesAround(this.spaces.all(), from)) {
      const noted = space === from ? undefined : await notes.known(space, before);
      if (noted?.title != null && (noted.struck === null || (await this.env.store.get(keys.move(space.id, before))) !== undefined)) return true;
    }
    return false;
  }

  /** What another device of this person began; see `EntryMover`. */
  private async begun(notes: Notes, id: ItemId, upTo: number, to: Space): Promise<{ as: ItemId; update: ItemId } | undefined> {
    const begun = (await this.onward(notes, to)).find(({ from, of, by, stands, update }) => from === id && of === upTo && by === this.env.secrets.practitioner && stands && update !== null);
    return begun?.update == null ? undefined : { as: begun.as, update: begun.update };
  }

  private async onward(notes: Notes, space: Space): Promise<(Onward<ItemId> & { update: ItemId | null })[]> {
    return (await notes.allKnown(space)).flatMap(({ id, marks: [first, second], struck }) => (first?.does === 'begin' && first.moved !== null ? [{ as: id, from: first.moved.note, of: first.moved.upTo, by: first.by, stands: struck === null, update: second?.does === 'update' ? second.id : null }] : []));
  }

  private async onwardAround(notes: Notes, to: Space): Promise<Onward<ItemId>[]> { return (await Promise.all(placesAround(this.spaces.all(), to).map((space) => this.onward(notes, space)))).flat(); }

  async copy(move: NoteMove, _from: Space, to: Space): Promise<Copy> {
    const notes = await this.notes.get();
    const { id: note, upTo, title, handling } = move;
    if (move.stage === 'planned') {
      if (to.record.left) return 'lost';
      move.stage = 'begun';
      await notes.put(to, null, { does: 'begin', title, moved: { note, upTo } }, move.as, this.keep(move), handling).catch((error: unknown) => { move.stage = 'planned'; throw error; });
    }
    if (move.stage === 'begun') {
      const { id, data } = move.update;
      move.stage = 'written';
      await notes.put(to, move.as, { does: 'update', n: 1, data: fromBase64Url(data) }, id, this.keep(move)).catch((error: unknown) => { move.stage = 'begun'; throw error; });
    }
    const noted = await to.turn(() => notes.known(to, move.as));
    if (noted?.struck != null) return goesOn(await this.onwardAround(notes, to), move.as) ? 'onward' : 'lost';
    const found = (item: ItemId): boolean => noted?.marks.some(({ id, does }) => id === item && does !== 'refused') === true;
    if (found(move.as) && found(move.update.id)) return 'there';
    const queued = [move.as, move.update.id].every((item) => found(item) || noted?.queued.some(({ id }) => id === item));
    return (queued || !isRead(to)) && !to.record.left ? 'waits' : 'lost';
  }

  async origin({ id, as, upTo, strike }: NoteMove, from: Space): Promise<Origin> {
    const notes = await this.notes.get();
    const noted = await from.turn(() => notes.known(from, id));
    // What a retention took is not here any more.
    if (noted === undefined) return 'done';
    const { struck, queued } = noted;
    if (struck !== null) {
      if (struck.id === strike) return 'done';
      if (struck.by !== this.env.secrets.practitioner) return 'struck';
      // See `EntryMover`.
      if (!placesAround(this.spaces.all(), from).every(isRead)) return 'waits';
      return goesOn((await this.onwardAround(notes, from)).filter(({ by }) => by === struck.by), id, as) ? 'struck' : 'done';
    }
    if (queued.some((each) => each.content.does === 'strike')) return 'waits';
    return queued.length > 0 || changes(noted).some(({ seq }) => seq > upTo) ? 'changed' : 'stands';
  }

  async strike({ id, reason, strike }: NoteMove, from: Space): Promise<void> { await (await this.notes.get()).put(from, id, { does: 'strike', reason }, strike); }

  async withdraw({ as, update, stage }: NoteMove, to: Space): Promise<boolean> {
    if (to.record.left) for (const item of [as, update.id]) await to.outbox.drop(item);
    const notes = await this.notes.get();
    const noted = to.record.left || stage === 'planned' ? undefined : await to.turn(() => notes.known(to, as));
    if (noted?.title != null && noted.struck === null) await notes.put(to, as, { does: 'strike', reason: takenBack }, newId());
    return true;
  }
}
