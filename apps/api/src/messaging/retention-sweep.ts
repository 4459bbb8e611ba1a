/**
 * Destroys the ciphertext whose keys the members destroy: of a space that keeps what is said for a time, the items of every epoch whose
 * newest one is older than that. Their place in the log stays, and their hash, so that numbers have no gaps and the transcript holds.
 * Their files go with the next sweep of files. Everything is decided and done under the space's lock: a hold counts from its commit on.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { SpaceId } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { Log } from '../http/log.js';
import { Sweep } from '../sweep.js';
import { transactionally } from './transaction.js';

const interval = 600_000;
const hour = 3_600_000;
/** Members' clocks may be behind: nobody should find destroyed what is not due by theirs. */
const margin = 900_000;
/** Items in one transaction. */
const most = 1_000;

/** Spaces whose oldest item left is older than they keep it. */
const waiting = `
select s.id from space s cross join lateral (
  select e.received_at from entry e where e.space = s.id and e.seq > s.destroyed_seq and e.type = 'item' order by e.seq limit 1
) oldest where s.retention_hours is not null and not s.hold and oldest.received_at <= $1::timestamptz - s.retention_hours * interval '1 hour'`;
const held = 'select retention_hours as hours, destroyed_seq as destroyed from space where id = $1 and retention_hours is not null and not hold for no key update';
const firstKept = `select seq, epoch from entry where space = $1 and seq > $2 and type = 'item' and received_at > $3 order by seq limit 1`;
const destroy = `
with due as (
  select seq from entry where space = $1 and seq > $2 and type = 'item' and ($3::bigint is null or (seq < $3 and epoch < $4)) order by seq limit ${most}
), gone as (
  update entry e set hash = sha256(e.bytes), bytes = null from due where e.space = $1 and e.seq = due.seq and e.bytes is not null
)
select max(seq) as last, count(*) as count from due`;

@Injectable()
export class RetentionSweep extends Sweep {
  private stopped = false;

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock, log: Log) { super(log, interval, 'retention-sweep-failed'); }

  override async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await super.onApplicationShutdown();
  }

  protected override async round(): Promise<void> {
    const { rows } = await this.pool.query<{ id: SpaceId }>(waiting, [new Date(this.clock.now().getTime() - margin)]);
    let count = 0;
    for (const { id } of rows) {
      try {
        for (let done = most; done === most && !this.stopped; count += done) done = await this.destroy(id);
      } catch (error) {
        // The others' time is over as well.
        this.log.warn('retention-sweep-failed', { space: id, error });
      }
    }
    if (count > 0) this.log.info('items-destroyed', { count });
  }

  /** Destroys some of what is due in a space; answers how much. */
  private destroy(space: SpaceId): Promise<number> {
    return transactionally(this.pool, async (client) => {
      const { rows: [policy] } = await client.query<{ hours: number; destroyed: string }>(held, [space]);
      if (policy === undefined) return 0;
      const until = new Date(this.clock.now().getTime() - margin - policy.hours * hour);
      const { rows: [kept] } = await client.query<{ seq: string; epoch: string }>(firstKept, [space, policy.destroyed, until]);
      const { rows: [due] } = await client.query<{ last: string | null; count: string }>(destroy, [space, policy.destroyed, kept?.seq ?? null, kept?.epoch ?? null]);
      if (due === undefined || due.last === null) return 0;
      await client.query('update space set destroyed_seq = $2 where id = $1', [space, due.last]);
      return Number(due.count);
    });
  }
}
