/** What a client asks first: the spaces its person is inside, and what waits for its device. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ClientEvents, SpaceId, SpaceKind, SpaceState } from '@comity/contracts';
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
  (select count(*)::integer from key_package where device = $1 and not_after > $2) as "keyPackages",
  exists (select 1 from last_resort_key_package where device = $1 and not_after > $2) as "lastResort"`;

interface Row { id: SpaceId; kind: SpaceKind; suite: number; epoch: string; last_seq: string; barred: boolean; since_seq: string; joined: boolean; receipts: Buffer[] }

@Injectable()
export class SpaceList {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock) {}

  async of(caller: Caller): Promise<ClientEvents['messaging:spaces'][1]> {
    const [listed, counted] = await Promise.all([
      this.pool.query<Row>({ name: 'space-list', text: spaces, values: [caller.practitioner, caller.network, caller.device] }),
      this.pool.query<{ welcomes: number; keyPackages: number; lastResort: boolean }>({ name: 'device-waiting', text: waiting, values: [caller.device, this.clock.now()] }),
    ]);
    return { spaces: listed.rows.map(stateOf), ...(counted.rows[0] ?? { welcomes: 0, keyPackages: 0, lastResort: false }) };
  }
}

function stateOf({ id, kind, suite, epoch, last_seq, since_seq, joined, barred, receipts }: Row): SpaceState {
  return { space: id, kind, suite, epoch: Number(epoch), head: Number(last_seq), since: Number(since_seq), joined, barred, receipts };
}
