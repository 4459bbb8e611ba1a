/** What a client asks first: the spaces its person is inside, and what waits for its device. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { everySuite, type ClientEvents, type Instant, type SpaceId, type SpaceKind, type SpaceState } from '@comity/contracts';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import type { Caller } from '../realtime/event-router.js';
import { ofInsider } from './access.js';

const spaces = `
select s.id, s.kind, s.suite, s.epoch, s.last_seq, s.barred, m.since_seq,
  exists (select 1 from space_leaf l where l.space = s.id and l.device = $3) as joined,
  (select coalesce(array_agg(r.bytes), '{}') from receipt r join space_leaf l on l.space = r.space and l.device = r.device where r.space = s.id) as receipts
${ofInsider}
order by s.created_at, s.id`;

const waiting = `
select (select count(*)::integer from welcome_recipient where device = $1) as welcomes,
  (select json_agg(json_build_object('suite', s.suite,
      'left', (select count(*) from key_package k where k.device = $1 and k.suite = s.suite and k.not_after > $2),
      'lastResort', exists (select 1 from last_resort_key_package l where l.device = $1 and l.suite = s.suite and l.not_after > $2)))
    from unnest($3::integer[]) as s (suite)) as "keyPackages"`;

interface Row { id: SpaceId; kind: SpaceKind; suite: number; epoch: string; last_seq: string; barred: boolean; since_seq: string; joined: boolean; receipts: Buffer[] }
type Waiting = Pick<ClientEvents['messaging:spaces'][1], 'welcomes' | 'keyPackages'>;

@Injectable()
export class SpaceList {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock) {}

  async of(caller: Caller): Promise<ClientEvents['messaging:spaces'][1]> {
    const now = this.clock.now();
    const [listed, counted] = await Promise.all([
      this.pool.query<Row>({ name: 'space-list', text: spaces, values: [caller.practitioner, caller.network, caller.device] }),
      this.pool.query<Waiting>({ name: 'device-waiting', text: waiting, values: [caller.device, now, everySuite] }),
    ]);
    return { spaces: listed.rows.map(stateOf), ...(counted.rows[0] ?? { welcomes: 0, keyPackages: [] }), now: now.toISOString() as Instant };
  }
}

function stateOf({ id, kind, suite, epoch, last_seq, since_seq, joined, barred, receipts }: Row): SpaceState {
  return { space: id, kind, suite, epoch: Number(epoch), head: Number(last_seq), since: Number(since_seq), joined, barred, receipts };
}
