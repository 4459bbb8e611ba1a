/** How an entry is moved: its version that stands begins a new entry there, which names both; its file is said anew before. */
import { problem, type ItemId } from '@comity/contracts';
import { newText, type EntryId, type Ref } from '@comity/e2ee';
import { instant } from '../clock.js';
import { expectBorne } from '../codes.js';
import { offline, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Part } from '../part.js';
import type { EntryView, FieldsInput } from '../register.js';
import { Conversation } from '../space/conversation.js';
import { fileOf } from '../space/held-file.js';
import type { Space } from '../space/space.js';
import type { Spaces } from '../space/spaces.js';
import type { Batch } from '../store/batch.js';
import type { Surroundings } from '../surroundings.js';
import { isRead, takenBack, type Copy, type EntryMove, type Move, type Mover, type Origin } from './move.js';
import { goesOn, placesAround, type Onward } from './onward.js';
import type { Registers } from './registers.js';
import { newestSent } from './sent.js';

const standing = ({ versions }: EntryView): string | undefined => versions.find(({ state }) => state === 'current')?.key;

export class EntryMover implements Mover<EntryMove> {
  constructor(private readonly spaces: Pick<Spaces, 'all'>, private readonly registers: Part<Registers>, private readonly env: Surroundings, private readonly keep: (move: Move) => Batch) {}

  async plan(from: Space, id: EntryId, to: Space, errand: Pick<EntryMove, 'from' | 'to' | 'reason' | 'strike'>): Promise<EntryMove> {
    const registers = await this.registers.get();
    const view = await registers.one(from.id, id);
    const version = standing(view);
    if (view.space !== from.id || view.struck || version === undefined) throw refused(problem('not-acceptable', { detail: 'only what stands is moved, from where it is kept' }));
    if (view.proposals > 0) throw refused(problem('not-acceptable', { detail: 'what was proposed is settled first, as it would stay behind' }));
    const { exhibit, moved, title, bears: { handling, restriction } } = view;
    expectBorne({ handling, restriction });
    const before = moved === null || moved.space === null ? null : await registers.one(moved.space, moved.entry);
    if (before !== null && (!before.struck || before.moving !== null)) throw refused(problem('not-acceptable', { detail: 'what it goes on from still stands, and is struck out first' }));
    if (exhibit !== null) {
      if (!this.env.link.online || to.strangers().length > 0) throw offline();
      await fileOf(from, exhibit.on, exhibit.file);
    }
    return { what: 'entry', ...errand, id, title, version, as: await this.begun(id, version, to), file: null };
  }

  /** What another device of this person began. Of somebody else’s, nobody knows that it says what it should. */
  private async begun(id: EntryId, version: string, to: Space): Promise<EntryId | null> {
    return (await this.onward(to)).find(({ from, of, by, stands }) => from === id && of === version && by === this.env.secrets.practitioner && stands)?.as ?? null;
  }

  private async onward(space: Space): Promise<Onward<EntryId>[]> {
    return [...(await space.register.present()).values()].flatMap(({ id, head, made, struck }) => { const moved = head?.content.moved; return moved === undefined ? [] : [{ as: id, from: moved.entry, of: moved.version, by: made?.by ?? null, stands: struck === null }]; });
  }

  private async onwardAround(to: Space): Promise<Onward<EntryId>[]> { return (await Promise.all(placesAround(this.spaces.all(), to).map((space) => this.onward(space)))).flat(); }

  async copy(move: EntryMove, from: Space, to: Space): Promise<Copy> {
    if (move.as === null) return this.write(move, from, to);
    const { as } = move;
    const kept = await to.turn(() => to.register.one(as));
    if (kept?.made == null) return isRead(to) || to.record.left ? 'lost' : 'waits';
    if (kept.struck !== null) return goesOn(await this.onwardAround(to), as) ? 'onward' : 'lost';
    return kept.made.place !== null ? 'there' : to.record.left ? 'lost' : 'waits';
  }

  private async write(move: EntryMove, from: Space, to: Space): Promise<Copy> {
    if (to.record.left) return 'lost';
    const registers = await this.registers.get();
    const view = await registers.one(move.from, move.id);
    if (view.struck || standing(view) !== move.version) return view.struck ? 'struck' : 'changed';
    const { kind, title, links, bears, exhibit } = view;
    const fields: FieldsInput = { ...view.fields };
    // Whoever is not there is given no task there.
    if (typeof fields['owner'] === 'string' && !to.members().some((member) => member === fields['owner'])) delete fields['owner'];
    if (exhibit !== null) {
      const on = await this.bring(move, view, exhibit, from, to);
      if (typeof on === 'string') return on;
      fields['file'] = { on, file: exhibit.file };
    }
    const near = [to.id, to.file()?.id];
    const kept = links.filter(({ direction, to: other, space }) => direction === 'to' && other !== move.id && space !== null && near.includes(space)).map(({ to: other, label }) => ({ to: other, label }));
    await registers.write(move.to, { kind, title, fields, links: kept, marking: bears, source: null, after: null }, { entry: move.id, version: move.version }, (as) => this.keep(Object.assign(move, { as })));
    return 'waits';
  }

  /** Its file, said anew there: the same sealed bytes. Answers the message that holds it, once that stands in the log. */
  private async bring(move: EntryMove, { bears: { handling, restriction, tlp } }: EntryView, exhibit: NonNullable<EntryView['exhibit']>, from: Space, to: Space): Promise<Ref | Copy> {
    if (move.file === null) {
      const file = await fileOf(from, exhibit.on, exhibit.file);
      move.file = newId<ItemId>();
      await to.outbox.add({ kind: 'message', handling, content: newText('', instant(this.env.now()), { restriction, tlp, files: [file] }) }, move.file, this.keep(move));
      return 'waits';
    }
    const { file: id } = move;
    const waiting = await to.turn(async () => to.outbox.texts().find((each) => each.id === id));
    if (waiting?.refusal != null) await to.outbox.drop(id);
    if (waiting !== undefined) return waiting.refusal === null ? 'waits' : 'lost';
    const sent = await this.sent(to, id);
    return sent ?? (isRead(to) ? 'lost' : 'waits');
  }

  private async sent(to: Space, id: ItemId): Promise<Ref | undefined> {
    const found = await newestSent(to, (message) => message.id === id);
    return found && { id, seq: found.seq };
  }

  async origin(move: EntryMove, from: Space): Promise<Origin> {
    const kept = await from.turn(() => from.register.one(move.id));
    // What a retention took is not here any more.
    if (kept?.head == null) return 'done';
    // What was proposed would stay behind: whoever moves it decides of that first.
    if (kept.struck === null) return kept.versions.find(({ state }) => state === 'current')?.hash === move.version && kept.versions.every(({ state }) => state !== 'proposed') ? 'stands' : 'changed';
    const { place, by } = kept.struck;
    if (place === null) return 'waits';
    const [item] = await from.history.at([place]);
    if (item?.type === 'entry' && item.id === move.strike) return 'done';
    if (by !== this.env.secrets.practitioner) return 'struck';
    // Another device of this person may have gone on with this move; or moved it as well, and struck it out first: then that one's stands.
    const places = placesAround(this.spaces.all(), from);
    if (!places.every(isRead)) return 'waits';
    return goesOn((await this.onwardAround(from)).filter((each) => each.by === by), move.id, move.as) ? 'struck' : 'done';
  }

  async strike({ from, id, reason, strike }: EntryMove): Promise<void> { await (await this.registers.get()).strike(from, id, reason, strike); }

  async withdraw({ id, as, file }: EntryMove, to: Space): Promise<boolean> {
    const { outbox } = to;
    if (to.record.left) {
      for (const { id: item, content } of outbox.registers()) if (content.type === 'entry' && content.moved?.entry === id) await outbox.drop(item);
      if (file !== null) await outbox.drop(file);
      return true;
    }
    const kept = as === null ? undefined : await to.turn(() => to.register.one(as));
    if (as !== null && kept?.head != null && kept.struck === null) await (await this.registers.get()).strike(to.id, as, takenBack, newId());
    const said = kept?.head?.content.fields['file'];
    const message = file ?? (typeof said === 'object' && 'on' in said ? said.on.id : null);
    return message === null || this.unsay(message, to);
  }

  /** Takes back the message with its file. One that is on its way arrives first. */
  private async unsay(message: ItemId, to: Space): Promise<boolean> {
    const waiting = to.outbox.texts().find(({ id }) => id === message);
    if (waiting !== undefined && waiting.refusal === null) return false;
    if (waiting !== undefined) await to.outbox.drop(message);
    const on = await this.sent(to, message);
    if (on !== undefined) await new Conversation(to, this.env).act({ type: 'withdraw', on });
    return on !== undefined || waiting !== undefined || isRead(to);
  }
}
