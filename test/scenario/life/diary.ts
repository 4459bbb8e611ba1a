/**
 * What the players did, in their own words, kept beside the product: the model reads the diary and the service's log, and
 * nothing of what clients made of it. An item of the log is found in the diary by its id, which calls that act on a message
 * do not tell; so a diary overhears which items a device puts into its outbox, and in which order it posts them. What a
 * space is called, devices say anew by themselves: nobody wrote that.
 */
import type { DeviceId, HandlingCode, ItemId, PractitionerId, ProblemCode, SpaceId } from '@comity/contracts';
import { fromUtf8, openVaultRecord } from '@comity/e2ee';
import { ComityFailure, type Ref } from '@comity/sdk';
import { localKeyOf } from '../accomplice.js';
import type { Between, Device } from '../people.js';

/** What an item says. A `bringing` is what comes with adding people or giving them the past: the gift. */
export type Saying =
  | { type: 'text'; text: string; handling: HandlingCode; topic: ItemId | null; reply: Ref | null; alert: boolean; poll: { options: string[]; multiple: boolean } | null; file: { name: string; bytes: Uint8Array } | null }
  | { type: 'topic'; title: string }
  | { type: 'edit'; on: Ref; text: string }
  | { type: 'withdraw' | 'close-poll' | 'acknowledge'; on: Ref }
  | { type: 'reaction'; on: Ref; emoji: string; set: boolean }
  | { type: 'pin'; on: Ref; set: boolean }
  | { type: 'vote'; on: Ref; choices: number[] }
  | { type: 'bringing'; people: readonly PractitionerId[] };

export interface Line { by: PractitionerId; space: SpaceId; saying: Saying; id: ItemId }

const queued = /space\/[0-9a-f-]{36}\/outbox\/\d+$/;
const kinds = { 1: 'message', 2: 'profile', 3: 'history', 5: 'keys' } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];
/** Clients give a space its name anew, and ask for keys and give them, by themselves. */
const isWritten = (kind: Kind): boolean => kind !== 'profile' && kind !== 'keys';
/** Answers after which an item is posted again. */
const tryAgain: ProblemCode[] = ['stale-epoch', 'wrong-epoch', 'space-barred', 'not-signed-in', 'device-required', 'unavailable', 'slow-down', 'too-many-requests', 'unexpected'];
const uuid = (bytes: Uint8Array, at: number): string => Buffer.from(bytes.subarray(at, at + 16)).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
/** What stands in the clear at the head of a sealed item (PROTOCOL, section 8.1). */
export const headerOf = (bytes: Uint8Array) => ({ kind: kinds[bytes[1] as keyof typeof kinds], space: uuid(bytes, 4) as SpaceId, epoch: Number(Buffer.from(bytes.buffer, bytes.byteOffset + 20, 8).readBigUInt64BE()), id: uuid(bytes, 60) as ItemId, sender: uuid(bytes, 76) as DeviceId });

/** The diary of one device. */
export class Diary {
  readonly lines: Line[] = [];
  private readonly posted = new Map<SpaceId, ItemId[]>();
  private readonly refused = new Set<ItemId>();
  /** What was put into the outbox, in order. */
  private readonly kept: ItemId[] = [];
  /** What clients of a case file tell of who opened what, by themselves. */
  private readonly traces = new Set<ItemId>();
  by!: PractitionerId;

  /** Overhears what is put into the outbox. */
  watch(device: Device): void {
    const { store } = device;
    const write = store.write.bind(store);
    store.write = async (batch) => {
      for (const [key, value] of batch.put) {
        const name = queued.exec(key)?.[0];
        if (name === undefined || (await store.get(key)) !== undefined) continue;
        const opened = openVaultRecord(await localKeyOf({ id: this.by, device }), `local:${name}`, 1, value);
        const { id, kind, content } = JSON.parse(fromUtf8(opened!)!) as { id: ItemId; kind: Kind; content: { type?: string } };
        if (content.type === 'trace') this.traces.add(id);
        else if (isWritten(kind)) this.kept.push(id);
      }
      await write(batch);
    };
  }

  /** Overhears what is posted. */
  readonly between: Between = (transport) => ({ ...transport, link: () => {
    const link = transport.link();
    const ask = link.ask.bind(link);
    link.ask = (event, argument, timeout) => {
      if (event !== 'messaging:post') return ask(event, argument, timeout);
      const { space, id, kind } = headerOf((argument as { item: Uint8Array }).item);
      const ids = this.posted.get(space) ?? [];
      if (isWritten(kind) && !this.traces.has(id) && !ids.includes(id)) ids.push(id);
      this.posted.set(space, ids);
      return ask(event, argument, timeout).catch((error: unknown) => {
        if (error instanceof ComityFailure && error.problem !== undefined && !tryAgain.includes(error.problem.code)) this.refused.add(id);
        throw error;
      });
    };
    return link;
  } });

  /** Does something that is to end in the outbox, and writes down what came of it, also of what failed half way. */
  async write(space: SpaceId, saying: Saying, act: () => Promise<unknown>): Promise<void> {
    const before = this.kept.length;
    try {
      await act();
    } finally {
      for (const id of this.kept.slice(before)) this.lines.push({ by: this.by, space, saying, id });
    }
  }

  /**
   * The lines by the ids of their items. They have to be posted in the order in which they were written; what waits for a
   * file is overtaken by what does not.
   */
  byItem(): Map<ItemId, Line> {
    const written = new Map(this.lines.map((line) => [line.id, line]));
    for (const [space, ids] of this.posted) {
      const straight = ids.filter((id) => !overtaken(written.get(id)));
      const order = this.lines.filter((line) => line.space === space && ids.includes(line.id) && !overtaken(line)).map(({ id }) => id);
      for (const [place, id] of straight.entries()) if (order[place] !== id) throw new Error(written.has(id) ? `items were posted in another order than they were written: ${id} at the place of ${order[place]}` : `an item was posted that nobody wrote: ${id}`);
    }
    return written;
  }

  /** What waits in the outbox: it is not in the log, and was not refused for good. */
  waiting(space: SpaceId, stored: ReadonlySet<ItemId>): Line[] {
    return this.lines.filter((line) => line.space === space && !stored.has(line.id) && !this.refused.has(line.id));
  }
}

const overtaken = (line: Line | undefined): boolean => line?.saying.type === 'text' && line.saying.file !== null;
