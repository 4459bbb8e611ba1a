/**
 * What the players did, in their own words, kept beside the product: the model reads the diary and the service's log, and
 * nothing of what clients made of it. An item of the log is found in the diary by its id, which calls that act on a message
 * do not tell; so a diary overhears which items a device puts into its outbox, and in which order it posts them.
 */
import type { DeviceId, HandlingCode, ItemId, PractitionerId, ProblemCode, SpaceId } from '@comity/contracts';
import { ComityFailure, type Ref, type Store } from '@comity/sdk';
import type { Between } from '../people.js';

/** What an item says. A `bringing` is what comes with adding people or giving them the past: a profile, and the gift. */
export type Saying =
  | { type: 'text'; text: string; handling: HandlingCode; topic: ItemId | null; reply: Ref | null; alert: boolean; poll: { options: string[]; multiple: boolean } | null; file: { name: string; bytes: Uint8Array } | null }
  | { type: 'topic'; title: string }
  | { type: 'edit'; on: Ref; text: string }
  | { type: 'withdraw' | 'close-poll' | 'acknowledge'; on: Ref }
  | { type: 'reaction'; on: Ref; emoji: string; set: boolean }
  | { type: 'pin'; on: Ref; set: boolean }
  | { type: 'vote'; on: Ref; choices: number[] }
  | { type: 'bringing'; people: readonly PractitionerId[] };

export interface Line { by: PractitionerId; space: SpaceId; saying: Saying; /** Where the call told it. */ id: ItemId | null }

const queued = /space\/([0-9a-f-]{36})\/outbox\/\d+$/;
const messageKind = 1;
/** Keys asked for and given: nobody writes them, and no outbox holds them. */
const keysKind = 5;
/** Answers after which an item is posted again. */
const tryAgain: ProblemCode[] = ['stale-epoch', 'wrong-epoch', 'space-barred', 'not-signed-in', 'device-required', 'unavailable', 'slow-down', 'too-many-requests', 'unexpected'];
const uuid = (bytes: Uint8Array, at: number): string => Buffer.from(bytes.subarray(at, at + 16)).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
/** What stands in the clear at the head of a sealed item (PROTOCOL, section 8.1). */
export const headerOf = (bytes: Uint8Array) => ({ kind: bytes[1] ?? 0, space: uuid(bytes, 4) as SpaceId, epoch: Number(Buffer.from(bytes.buffer, bytes.byteOffset + 20, 8).readBigUInt64BE()), id: uuid(bytes, 60) as ItemId, sender: uuid(bytes, 76) as DeviceId });

/** The diary of one device. */
export class Diary {
  readonly lines: Line[] = [];
  private readonly posted = new Map<SpaceId, ItemId[]>();
  private readonly refused = new Set<ItemId>();
  private fresh = 0;
  by!: PractitionerId;

  /** Overhears what is put into the outbox. */
  watch(store: Store): void {
    const write = store.write.bind(store);
    store.write = async (batch) => {
      for (const [key] of batch.put) if (queued.test(key) && (await store.get(key)) === undefined) this.fresh += 1;
      await write(batch);
    };
  }

  /** Overhears what is posted. */
  readonly between: Between = (transport) => ({ ...transport, link: () => {
    const link = transport.link();
    const ask = link.ask.bind(link);
    link.ask = (event, argument, timeout) => {
      if (event !== 'messaging:post' || !isWritten(headerOf((argument as { item: Uint8Array }).item).kind)) return ask(event, argument, timeout);
      const id = this.overhear((argument as { item: Uint8Array }).item);
      return ask(event, argument, timeout).catch((error: unknown) => {
        if (error instanceof ComityFailure && error.problem !== undefined && !tryAgain.includes(error.problem.code)) this.refused.add(id);
        throw error;
      });
    };
    return link;
  } });

  /** Does something that is to end in the outbox, and writes down what came of it, also of what failed half way. */
  async write(space: SpaceId, saying: Saying, act: () => Promise<ItemId | void>): Promise<void> {
    const before = this.fresh;
    let id: ItemId | null = null;
    try {
      id = (await act()) ?? null;
    } finally {
      for (let made = before; made < this.fresh; made += 1) this.lines.push({ by: this.by, space, saying, id });
    }
  }

  /** The same of founding a space, whose id is known only then. */
  async found(saying: Saying, act: () => Promise<SpaceId>): Promise<SpaceId> {
    const before = this.fresh;
    const space = await act();
    for (let made = before; made < this.fresh; made += 1) this.lines.push({ by: this.by, space, saying, id: null });
    return space;
  }

  /**
   * The lines by the ids of the items they became; a line that was never posted is in none. What waits for a file is
   * overtaken by what does not, and its id is known; everything else is posted in the order in which it was written.
   */
  byItem(): Map<ItemId, Line> {
    const found = new Map<ItemId, Line>();
    const overtaken = new Set<ItemId>();
    for (const line of this.lines) if (line.id !== null && line.saying.type === 'text' && line.saying.file !== null) {
      found.set(line.id, line);
      overtaken.add(line.id);
    }
    for (const [space, ids] of this.posted) {
      const lines = this.lines.filter((line) => line.space === space && (line.id === null || !overtaken.has(line.id)));
      for (const [place, id] of ids.filter((each) => !overtaken.has(each)).entries()) {
        const line = lines[place];
        if (line === undefined) throw new Error(`an item was posted that nobody wrote: ${id}`);
        if (line.id !== null && line.id !== id) throw new Error(`items were posted in another order than they were written: ${line.saying.type} ${line.id} at the place of ${id}`);
        found.set(id, line);
      }
    }
    return found;
  }

  /** What waits in the outbox: it is not in the log, and was not refused for good. */
  waiting(space: SpaceId, stored: ReadonlySet<ItemId>): Line[] {
    const over = new Set([...this.byItem()].flatMap(([id, line]) => (stored.has(id) || this.refused.has(id) ? [line] : [])));
    return this.lines.filter((line) => line.space === space && !over.has(line));
  }

  private overhear(item: Uint8Array): ItemId {
    const { space, id } = headerOf(item);
    const ids = this.posted.get(space) ?? [];
    if (!ids.includes(id)) ids.push(id);
    this.posted.set(space, ids);
    return id;
  }
}

/** Whether a person had to do something for an item of this kind. */
export const isWritten = (kind: number): boolean => kind !== keysKind;
export const isMessage = (kind: number): boolean => kind === messageKind;
