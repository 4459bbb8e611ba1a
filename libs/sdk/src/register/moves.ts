/**
 * What is being moved between a case file and its compartments: written anew there, and struck out where it was once that stands in the log. What is not done is kept, stored
 * together with each step of it, so that whatever interrupts it, one of the two stands in the end: a repeat goes on, and writes nothing a second time.
 */
import { problem, type ItemId, type SpaceId } from '@comity/contracts';
import type { EntryId } from '@comity/e2ee';
import { isPassing, isRefusal, offline, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Notes } from '../notes/notes.js';
import type { Part } from '../part.js';
import type { Unmoved } from '../register.js';
import { Serial } from '../serial.js';
import { keys } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import { EntryMover } from './entry-mover.js';
import { isRead, type Move, type Mover, type Unmoving } from './move.js';
import { NoteMover } from './note-mover.js';
import type { Registers } from './registers.js';

export class Moves {
  private readonly turns = new Serial();
  private held: Map<string, Move> | undefined;
  private stopped = false;
  private asked = false;
  private readonly entries: EntryMover;
  private readonly notes: NoteMover;

  constructor(private readonly spaces: Spaces, registers: Part<Registers>, notes: Part<Notes>, private readonly env: Surroundings) {
    const keep = (move: Move): Batch => this.keep(move);
    this.entries = new EntryMover(spaces, registers, env, keep);
    this.notes = new NoteMover(spaces, notes, env, keep);
  }

  /** Answers the entry that goes on there. */
  entry(from: Space, id: EntryId, to: Space, reason: string): Promise<EntryId> {
    return this.turns.run(async () => {
      const move = (await this.begun(from, id, to)) ?? (await this.kept(await this.entries.plan(from, id, to, { from: from.id, to: to.id, reason, strike: newId() })));
      if (move.what !== 'entry') throw refused(problem('not-found'));
      this.expect(await this.goOn(move));
      if (move.as !== null) return move.as;
      await to.outbox.ended();
      await to.catchUp();
      this.expect(await this.goOn(move));
      if (move.as === null) throw offline();
      return move.as;
    });
  }

  /** Answers the note that goes on there. */
  note(from: Space, id: ItemId, to: Space, reason: string): Promise<ItemId> {
    return this.turns.run(async () => {
      const move = (await this.begun(from, id, to)) ?? (await this.kept(await this.notes.plan(from, id, to, { from: from.id, to: to.id, reason, strike: newId() })));
      if (move.what !== 'note') throw refused(problem('not-found'));
      this.expect(await this.goOn(move));
      return move.as;
    });
  }

  private expect(why: Unmoving | undefined): void { if (why !== undefined) throw refused(problem('not-acceptable', { detail: reasons[why] })); }

  /** What was to come or to go, and did not, until its person has seen that. */
  async failed(space: SpaceId): Promise<Unmoved[]> {
    return (await this.env.store.list(keys.allUnmoved)).map(([, value]) => decodeJson<Unmoved>(value)).filter((each) => each.space === space || each.to === space);
  }

  async seen(space: SpaceId, id: Unmoved['id']): Promise<void> {
    const known = (await this.failed(space)).find((each) => each.id === id);
    if (known === undefined) return;
    await new Batch().delete(keys.unmoved(known.space, id)).writeTo(this.env.store);
    for (const each of [known.space, known.to]) this.env.emit({ type: 'register', space: each });
  }

  /** Goes on with whatever is not done. One round that has not begun serves everybody who asks. */
  tend(): void {
    if (this.asked) return;
    this.asked = true;
    void this.turns.run(async () => {
      this.asked = false;
      for (const move of (await this.all()).values()) await this.goOn(move).catch(() => undefined);
    }).catch(() => undefined);
  }

  stop(): void { this.stopped = true; }

  /** Resolves when what was asked for so far is done. */
  idle(): Promise<void> { return this.turns.idle(); }

  private async begun({ id: from }: Space, id: EntryId | ItemId, { id: to }: Space): Promise<Move | undefined> {
    const move = (await this.all()).get(keys.move(from, id));
    if (move !== undefined && move.to !== to) throw refused(problem('not-acceptable', { detail: 'it is on its way elsewhere' }));
    return move;
  }

  private async kept(move: Move): Promise<Move> {
    await this.keep(move).delete(keys.unmoved(move.from, move.id)).writeTo(this.env.store);
    (await this.all()).set(keys.move(move.from, move.id), move);
    this.tell(move);
    return move;
  }

  /** Stored with what belongs to it by this client, or by none: another one of the same store may have begun. */
  private keep(move: Move): Batch {
    if (this.stopped) throw offline();
    return new Batch().putJson(keys.move(move.from, move.id), move);
  }

  private tell({ what, from }: Move): void { this.env.emit({ type: what === 'entry' ? 'register' : 'notes', space: from }); }

  private async all(): Promise<Map<string, Move>> {
    return (this.held ??= new Map((await this.env.store.list(keys.moves)).map(([key, value]) => [key, decodeJson<Move>(value)])));
  }

  /** Answers why it came to nothing, if it did. What cannot even begin is given up. */
  private async goOn(move: Move): Promise<Unmoving | undefined> {
    try {
      return await this.step(move);
    } catch (error) {
      if (isRefusal(error) && (move.what === 'entry' ? move.as === null : move.stage === 'planned')) await this.giveUp(move, 'lost');
      throw error;
    }
  }

  private async step(move: Move): Promise<Unmoving | undefined> {
    if (this.stopped) return undefined;
    const [from, to] = [move.from, move.to].map((id) => this.find(id));
    // At the start not all of them are there yet.
    if (from === undefined || to === undefined) return undefined;
    const mover = this.moverOf(move);
    // Whoever is not inside any more strikes nothing out.
    if (from.record.left) return this.forget(move);
    const copy = await mover.copy(move, from, to);
    if (copy === 'waits') return undefined;
    if (copy !== 'there' && copy !== 'onward') return this.giveUp(move, copy);
    if (!isRead(from)) return undefined;
    let origin = await mover.origin(move, from);
    // What a colleague changed while this device was not connected may not have been told of yet.
    if (origin === 'stands' && copy === 'there') origin = await this.isCurrent(from) ? await mover.origin(move, from) : 'waits';
    if (origin === 'waits') return undefined;
    if (origin === 'done') return this.forget(move);
    // It stands elsewhere, whatever becomes of it here.
    if (copy === 'onward') return this.forget(move, 'onward');
    // What it says by now would be lost, or it is not for this move to carry on: it stays what it is, here alone.
    if (origin !== 'stands') return this.giveUp(move, origin);
    await mover.strike(move, from);
    return undefined;
  }

  /** Reads to the end of a log; false where that cannot be just now. It is asked again with whatever happens next, and tells of nothing but what is new. */
  private async isCurrent(space: Space): Promise<boolean> {
    try {
      await space.turn(() => space.readOn());
    } catch (error) {
      if (!isPassing(error)) throw error;
      return false;
    }
    return isRead(space);
  }

  private find(id: SpaceId): Space | undefined { return this.spaces.all().find((space) => space.id === id); }
  private moverOf({ what }: Move): Mover<Move> { return what === 'entry' ? this.entries : this.notes; }

  /** Takes back what is there of it, first; what is refused stays there, and nothing is left to be done. */
  private async giveUp(move: Move, why: Unmoving): Promise<Unmoving | undefined> {
    const to = this.find(move.to);
    try {
      if (to !== undefined && !(await this.moverOf(move).withdraw(move, to))) return undefined;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    return this.forget(move, why);
  }

  /** `why`: something else came of it than was wanted. */
  private async forget(move: Move, why?: Unmoving): Promise<Unmoving | undefined> {
    const { from, to, what, id, title } = move;
    const batch = new Batch().delete(keys.move(from, id));
    const unmoved = why && { space: from, to, what, id, title, why };
    if (unmoved !== undefined) batch.putJson(keys.unmoved(from, id), unmoved satisfies Unmoved);
    (await this.all()).delete(keys.move(from, id));
    await batch.writeTo(this.env.store);
    if (unmoved !== undefined) this.env.emit({ type: 'unmoved', ...unmoved });
    this.tell(move);
    return why;
  }
}

const reasons: Record<Unmoving, string> = {
  changed: 'it was changed meanwhile', struck: 'it was struck out meanwhile', lost: 'it was not taken there, or struck out there', onward: 'it was moved on from there before it was struck out here',
};
