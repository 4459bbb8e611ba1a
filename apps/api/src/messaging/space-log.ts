/** Reading the log of a space: what a client that missed everything needs (guarantee G4), in pages bounded by count and bytes. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { limits, type ClientEvents, type DeviceId, type Entry, type Instant, type SpaceId } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';
import { accessTo, forReaders } from './access.js';
import { instantOf } from './instant.js';

interface Row { seq: string | null; type: 'item' | 'commit'; destroyed: boolean; sender: DeviceId; at: string; bytes: Buffer; head: string; epoch: string }

/** One statement, hence one snapshot: whoever is removed meanwhile reads as before or as after, never further. */
const page = `
select s.head, s.epoch, e.seq, e.type, e.sender, (extract(epoch from e.received_at) * 1000)::bigint as at, e.destroyed, e.bytes
from (
  select s.id, m.since_seq as since, coalesce(m.until_seq, s.last_seq) as head,
    case when m.until_seq is null then s.epoch else (select u.epoch + 1 from entry u where u.space = s.id and u.seq = m.until_seq) end as epoch
  ${forReaders}
) s left join lateral (
  select * from (
    select e.seq, e.type, e.sender, e.received_at, e.bytes is null as destroyed, coalesce(e.bytes, e.hash) as bytes, sum(octet_length(coalesce(e.bytes, e.hash))) over (order by e.seq) as total, row_number() over (order by e.seq) as nth
    from entry e where e.space = s.id and e.seq > greatest($4::bigint, s.since - 1) and e.seq <= s.head
    order by e.seq limit $5
  ) p where p.total <= $6 or p.nth = 1
) e on true
order by e.seq`;

const range = `
select e.seq, e.type, e.sender, (extract(epoch from e.received_at) * 1000)::bigint as at, e.bytes is null as destroyed, coalesce(e.bytes, e.hash) as bytes, s.last_seq as head, s.epoch
from entry e join space s on s.id = e.space where e.space = $1 and e.seq between $2 and $3 order by e.seq limit $4`;

const entryOf = ({ seq, type, destroyed, bytes, sender, at }: Row): Entry => ({ seq: Number(seq), type: destroyed ? 'destroyed' : type, bytes, sender, at: instantOf(at) });

@Injectable()
export class SpaceLog {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock) {}

  /** The entries that follow `after`, as far as the caller's person may read. */
  async page(caller: Caller, { space, after, limit }: { space: SpaceId; after: number; limit: number }): Promise<ClientEvents['messaging:sync'][1]> {
    const now = this.clock.now().toISOString() as Instant;
    const { rows } = await this.pool.query<Row>({ name: 'sync-page', text: page, values: [...accessTo(caller, space), after, limit, limits.syncBytes] });
    const [first] = rows;
    if (first === undefined) throw new Refusal('not-found');
    return { entries: first.seq === null ? [] : rows.map(entryOf), head: Number(first.head), epoch: Number(first.epoch), now };
  }

  /** Entries by number, for fan-out of what another process stored. */
  async range(space: SpaceId, from: number, to: number): Promise<{ entries: Entry[]; epoch: number }> {
    const { rows } = await this.pool.query<Row>({ name: 'entry-range', text: range, values: [space, from, to, limits.syncEntries] });
    return { entries: rows.map(entryOf), epoch: Number(rows[0]?.epoch ?? 0) };
  }
}
