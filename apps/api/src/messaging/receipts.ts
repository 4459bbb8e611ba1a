/**
 * Signed receipts: how far a device has received and read. The service keeps the latest of each device, never goes back,
 * and stores many in one statement. It checks the signature so that nobody stores one for another; clients check again.
 */
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import type { DeviceId, SpaceId } from '@comity/contracts';
import { verifyReceipt } from '@comity/e2ee/verify';
import { isOutage } from '../database/outage.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';
import { FanOut } from '../realtime/fan-out.js';
import { Hints } from '../realtime/hints.js';
import { Directory } from './directory.js';
import { GroupCommit } from './group-commit.js';
import { patience } from './patience.js';
import { WRITE_POOL } from './write-pool.js';

interface Waiting { space: SpaceId; device: DeviceId; delivered: number; read: number; bytes: Buffer }
type Outcome = 'stored' | 'older' | 'ahead' | 'not-found';

const bounds = { batch: 1_000, batchWeight: Number.MAX_SAFE_INTEGER, waiting: 20_000, waitingWeight: Number.MAX_SAFE_INTEGER };

const store = `
with arrived as (
  select a.*, substring($6::bytea from (a.place - 1)::integer * 145 + 1 for 145) as bytes
  from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) with ordinality as a (space, device, delivered, read, place)
), judged as (
  select a.*, case when l.device is null then 'not-found' when a.delivered > s.last_seq then 'ahead' else 'fit' end as fit
  from arrived a left join space s on s.id = a.space left join space_leaf l on l.space = a.space and l.device = a.device and not l.ended
), written as (
  insert into receipt (space, device, delivered, read, bytes)
  select space, device, delivered, read, bytes from judged where fit = 'fit' order by space, device
  on conflict (space, device) do update set delivered = excluded.delivered, read = excluded.read, bytes = excluded.bytes
    where excluded.delivered >= receipt.delivered and excluded.read >= receipt.read and (excluded.delivered, excluded.read) <> (receipt.delivered, receipt.read)
  returning space, device
), told as (
  select pg_notify('comity_receipts', $1::text || ' ' || string_agg(w.space || ':' || w.device, ',')) from (select *, row_number() over () / 80 as part from written) w group by w.part
)
select case when w.device is not null then 'stored' when j.fit = 'fit' then 'older' else j.fit end as outcome
from judged j left join written w using (space, device), (select count(*) from told) as force
order by j.place`;

@Injectable()
export class Receipts implements BeforeApplicationShutdown {
  private readonly queue = new GroupCommit<Waiting, Outcome>((batch) => this.store(batch), isOutage, bounds);

  constructor(@Inject(WRITE_POOL) private readonly pool: Pool, private readonly directory: Directory, private readonly fanOut: FanOut, private readonly hints: Hints) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.settled();
  }

  /** `stored: false` when the same or a later one is in store already. */
  async post(caller: Caller, bytes: Uint8Array): Promise<{ stored: boolean }> {
    const certified = this.directory.device(caller.device);
    if (certified === undefined) throw new Refusal('not-found');
    const receipt = verifyReceipt(bytes, certified.key);
    if (receipt === undefined) throw new Refusal('malformed');
    if (receipt.device !== caller.device) throw new Refusal('wrong-sender');
    const { space, device, delivered, read } = receipt;
    const outcome = this.queue.submit({ space, device, delivered, read, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }, 1);
    if (outcome === undefined) throw new Refusal('slow-down', { retryAfter: 1 });
    return settled(await outcome.catch((error: unknown) => { throw isOutage(error) ? new Refusal('unavailable') : error; }));
  }

  /** Tells those connected here of receipts another process stored. */
  async relay(space: SpaceId, devices: readonly DeviceId[]): Promise<void> {
    if (!this.fanOut.hears(space)) return;
    const { rows } = await this.pool.query<{ bytes: Buffer }>('select bytes from receipt where space = $1 and device = any ($2::uuid[])', [space, devices]);
    this.fanOut.toSpace(space, 'messaging:receipts', { space, receipts: rows.map(({ bytes }) => bytes) });
  }

  private async store(batch: readonly Waiting[]): Promise<Outcome[]> {
    const latest = latestOf(batch);
    const list = (of: (receipt: Waiting) => string | number) => `{${latest.map(of).join(',')}}`;
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      const { rows } = await client.query<[Outcome]>({
        name: 'store-receipts', rowMode: 'array', text: store, query_timeout: patience,
        values: [this.hints.node, list((r) => r.space), list((r) => r.device), list((r) => r.delivered), list((r) => r.read), Buffer.concat(latest.map((r) => r.bytes))],
      } as { text: string; values: unknown[]; rowMode: 'array' });
      const outcomes = new Map(latest.map((receipt, i) => [receipt, rows[i]?.[0] ?? 'not-found'] as const));
      setImmediate(() => this.tell(latest.filter((receipt) => outcomes.get(receipt) === 'stored')));
      return batch.map((receipt) => outcomes.get(receipt) ?? 'older');
    } catch (error) {
      if (isOutage(error)) failure = error as Error;
      throw error;
    } finally {
      client.release(failure);
    }
  }

  private tell(stored: readonly Waiting[]): void {
    for (const [space, receipts] of Map.groupBy(stored, (receipt) => receipt.space)) {
      this.fanOut.toSpace(space, 'messaging:receipts', { space, receipts: receipts.map(({ bytes }) => bytes) });
    }
  }
}

/** One for each space and device: the furthest, by what was delivered and then by what was read. */
function latestOf(batch: readonly Waiting[]): Waiting[] {
  const latest = new Map<string, Waiting>();
  for (const receipt of batch) {
    const key = `${receipt.space}${receipt.device}`;
    const other = latest.get(key);
    if (other === undefined || receipt.delivered > other.delivered || (receipt.delivered === other.delivered && receipt.read >= other.read)) latest.set(key, receipt);
  }
  return [...latest.values()];
}

function settled(outcome: Outcome): { stored: boolean } {
  if (outcome === 'not-found') throw new Refusal('not-found');
  if (outcome === 'ahead') throw new Refusal('not-acceptable', { detail: 'The receipt names an entry that does not exist.' });
  return { stored: outcome === 'stored' };
}
