/**
 * Stores sealed items, many in one statement (`post_items`). Answers after the commit, and only then tells those who
 * listen (G1): one event for each space and batch. Retries with the same id have one effect (G3), within a batch, too.
 */
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import type { DeviceId, Entry, Instant, ItemId, SpaceId, Stored } from '@comity/contracts';
import { isOutage } from '../database/outage.js';
import { Refusal } from '../http/refusal.js';
import { FanOut } from '../realtime/fan-out.js';
import { Hints } from '../realtime/hints.js';
import { Bars } from './bars.js';
import { GroupCommit } from './group-commit.js';
import { instantOf } from './instant.js';
import { patience } from './patience.js';
import { WRITE_POOL } from './write-pool.js';

export interface WaitingItem { space: SpaceId; sender: DeviceId; id: ItemId; epoch: number; bytes: Buffer }
type Outcome = 'stored' | 'duplicate' | 'not-found' | 'barred' | 'stale-epoch' | 'wrong-epoch';
interface Judged { outcome: Outcome; seq: number; epoch: number; at: Instant }

const bounds = { batch: 1_000, batchWeight: 8_388_608, waiting: 20_000, waitingWeight: 67_108_864 };

@Injectable()
export class ItemWriter implements BeforeApplicationShutdown {
  private readonly queue = new GroupCommit<WaitingItem, Judged>((batch) => this.store(batch), (error) => isOutage(error) || error instanceof Refusal, bounds);
  /** Items waiting or in flight, so that a retry that arrives meanwhile shares the answer. */
  private readonly underway = new Map<string, Promise<Judged>>();

  constructor(@Inject(WRITE_POOL) private readonly pool: Pool, private readonly bars: Bars, private readonly fanOut: FanOut, private readonly hints: Hints) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.settled();
  }

  /** Stores one item; refuses with the contract's problems. Membership and epoch are judged where the number is given. */
  async post(item: WaitingItem): Promise<Stored> {
    const { outcome, seq, epoch, at } = await this.judge(item);
    switch (outcome) {
      case 'stored':
      case 'duplicate': return { space: item.space, seq, at };
      case 'barred': throw new Refusal('space-barred');
      case 'stale-epoch': throw new Refusal('stale-epoch', { epoch });
      case 'wrong-epoch': throw new Refusal('wrong-epoch');
      case 'not-found': throw new Refusal('not-found');
    }
  }

  private async judge(item: WaitingItem): Promise<Judged> {
    const key = `${item.space}${item.sender}${item.id}`;
    const earlier = this.underway.get(key);
    if (earlier !== undefined) return earlier;
    const judged = this.queue.submit(item, item.bytes.length);
    if (judged === undefined) throw new Refusal('slow-down', { retryAfter: 1 });
    this.underway.set(key, judged);
    try {
      return await judged;
    } catch (error) {
      throw isOutage(error) ? new Refusal('unavailable') : error;
    } finally {
      this.underway.delete(key);
    }
  }

  private async store(batch: readonly WaitingItem[]): Promise<Judged[]> {
    await this.bars.raised();
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      const { rows } = await client.query<[Outcome, string | null, string | null, string]>(statement(this.hints.node, batch));
      const judged = rows.map(([outcome, seq, epoch, at]): Judged => ({ outcome, seq: Number(seq), epoch: Number(epoch), at: instantOf(at) }));
      // Acknowledgements are promises' continuations and run first; then the listeners hear.
      setImmediate(() => this.tell(batch, judged));
      return judged;
    } catch (error) {
      if (isOutage(error)) failure = error as Error;
      throw error;
    } finally {
      client.release(failure);
    }
  }

  private tell(batch: readonly WaitingItem[], judged: readonly Judged[]): void {
    const spaces = new Map<SpaceId, { epoch: number; entries: Entry[] }>();
    batch.forEach(({ space, sender, bytes }, i) => {
      const { outcome, seq, epoch, at } = judged[i] as Judged;
      if (outcome !== 'stored') return;
      const entry: Entry = { seq, type: 'item', bytes, sender, at };
      const told = spaces.get(space);
      if (told === undefined) spaces.set(space, { epoch, entries: [entry] });
      else told.entries.push(entry);
    });
    for (const [space, { epoch, entries }] of spaces) this.fanOut.toSpace(space, 'messaging:posted', { space, entries, epoch });
  }
}

/** Ids are lower-case UUIDs by contract, so an array literal needs no quoting; the items travel as one byte string. */
function statement(node: string, batch: readonly WaitingItem[]) {
  const list = (of: (item: WaitingItem) => string | number) => `{${batch.map(of).join(',')}}`;
  let start = 1;
  const starts = batch.map(({ bytes }) => {
    const own = start;
    start += bytes.length;
    return own;
  });
  return {
    name: 'post-items', rowMode: 'array' as const, query_timeout: patience,
    text: `select outcome, seq, epoch, (extract(epoch from received_at) * 1000)::bigint from post_items($1, $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::integer[], $7::integer[], $8)`,
    values: [node, list((item) => item.space), list((item) => item.sender), list((item) => item.id), list((item) => item.epoch), `{${starts.join(',')}}`, list((item) => item.bytes.length), Buffer.concat(batch.map((item) => item.bytes))],
  };
}
