/**
 * What is being moved between a case file and its compartments: written anew there, and struck out where it was once that stands in the log. What is not done is kept, stored
 * together with each step of it, so that whatever interrupts it, one of the two stands in the end: a repeat goes on, and writes nothing a second time.
 */
import { problem, type ItemId } from '@comity/contracts';
import type { EntryId } from '@comity/e2ee';
import { isProblem, offline, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Notes } from '../notes/notes.js';
import type { Part } from '../part.js';
import { Serial } from '../serial.js';
import { keys } from '../space/record.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import { EntryMover } from './entry-mover.js';
import { isRead, type Move, type Mover } from './move.js';
import { NoteMover } from './note-mover.js';
import type { Registers } from './registers.js';

export class Moves {
  private readonly turns = new Serial();
  private held: Map<string, Move> | undefined;
  private stopped = false;
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
      await this.goOn(move);
      if (move.as !== null) return move.as;
      await to.outbox.ended();
      await to.catchUp();
      await this.goOn(move);
      if (move.as === null) throw offline();
      return move.as;
    });
  }

  /** Answers the note that goes on there. */
  note(from: Space, id: ItemId, to: Space, reason: string): Promise<ItemId> {
    return this.turns.run(async () => {
      const move = (await this.begun(from, id, to)) ?? (await this.kept(await this.notes.plan(from, id, to, { from: from.id, to: to.id, reason, strike: newId() })));
      if (move.what !== 'note') throw refused(problem('not-found'));
      await this.goOn(move);
      return move.as;
    });
  }

  /** Goes on with whatever is not done. */
  tend(): void {
    void this.turns.run(async () => { for (const move of (await this.all()).values()) await this.goOn(move).catch(() => undefined); }).catch(() => undefined);
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
    await this.keep(move).writeTo(this.env.store);
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

  /** What cannot even begin is given up. */
  private async goOn(move: Move): Promise<void> {
    try {
      await this.step(move);
    } catch (error) {
      if (isProblem(error) && (move.what === 'entry' ? move.as === null : move.stage === 'planned')) await this.forget(move);
      throw error;
    }
  }

  private async step(move: Move): Promise<void> {
    if (this.stopped) return;
    const [from, to] = [move.from, move.to].map((id) => this.spaces.all().find((space) => space.id === id));
    // At the start not all of them are there yet. Whoever is not inside any more strikes nothing out.
    if (from === undefined || to === undefined) return;
    if (from.record.left) return this.forget(move);
    const mover: Mover<Move> = move.what === 'entry' ? this.entries : this.notes;
    const copy = await mover.copy(move, from, to);
    if (copy === 'lost') return this.forget(move, 'lost');
    if (copy === 'waits' || !isRead(from)) return;
    const origin = await mover.origin(move, from);
    if (origin === 'stands') return mover.strike(move, from);
    if (origin === 'waits') return;
    if (origin === 'done') return this.forget(move);
    // What it says by now would be lost, or it is not for this move to carry on: it stays what it is, here alone.
    await mover.withdraw(move, to);
    await this.forget(move, origin);
  }

  /** `why`: something else came of it than was wanted. */
  private async forget(move: Move, why?: 'changed' | 'struck' | 'lost'): Promise<void> {
    const { from, id } = move;
    (await this.all()).delete(keys.move(from, id));
    await new Batch().delete(keys.move(from, id)).writeTo(this.env.store);
    if (why !== undefined) this.env.emit({ type: 'unmoved', space: from, why });
    this.tell(move);
  }
}
