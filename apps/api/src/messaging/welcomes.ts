/** Welcomes (RFC 9420 section 12.4.3.1) wait for the devices they were made for, until each says that it has joined. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { limits, type ClientEvents, type SpaceId, type SpaceKind } from '@comity/contracts';
import { POOL } from '../database/pool.js';
import type { Caller } from '../realtime/event-router.js';

/** The oldest first, as many as fit; the rest shows once these were taken. */
const waiting = `
select * from (
  select w.space, s.kind, w.epoch, w.seq, w.bytes, sum(octet_length(w.bytes)) over o as total, row_number() over o as nth
  from welcome_recipient r join welcome w on w.space = r.space and w.seq = r.seq join space s on s.id = w.space
  where r.device = $1 and s.network = $2
  window o as (order by s.created_at, w.space, w.seq)
) p where p.total <= $3 or p.nth = 1
order by p.nth`;

const taken = `
with gone as (delete from welcome_recipient where device = $1 and space = $2 returning space, seq),
  empty as (delete from welcome w using gone g where w.space = g.space and w.seq = g.seq
    and not exists (select 1 from welcome_recipient r where r.space = w.space and r.seq = w.seq and r.device <> $1))
select count(*)::integer as removed from gone`;

@Injectable()
export class Welcomes {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async waiting(caller: Caller): Promise<ClientEvents['messaging:welcomes'][1]> {
    const { rows } = await this.pool.query<{ space: SpaceId; kind: SpaceKind; epoch: string; seq: string; bytes: Buffer }>(waiting, [caller.device, caller.network, limits.welcomeBytes]);
    return { welcomes: rows.map(({ space, kind, epoch, seq, bytes }) => ({ space, kind, epoch: Number(epoch), seq: Number(seq), bytes })) };
  }

  /** Forgets the welcome of the calling device; a second call finds nothing to forget. */
  async taken(caller: Caller, space: SpaceId): Promise<ClientEvents['messaging:welcomed'][1]> {
    const { rows: [row] } = await this.pool.query<{ removed: number }>(taken, [caller.device, space]);
    return { removed: (row?.removed ?? 0) > 0 };
  }
}
