/**
 * The group info of a space's epoch (RFC 9420 section 12.4.3.2), handed only to devices of people inside: with it a new
 * device of theirs joins by external commit.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ClientEvents, SpaceId } from '@comity/contracts';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';
import { accessTo, forInsiders } from './access.js';

const current = `select g.epoch, s.last_seq as head, g.bytes from (select s.id, s.last_seq ${forInsiders}) s join space_group_info g on g.space = s.id`;

@Injectable()
export class GroupInfos {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async of(caller: Caller, space: SpaceId): Promise<ClientEvents['messaging:group-info'][1]> {
    const { rows: [row] } = await this.pool.query<{ epoch: string; head: string; bytes: Buffer }>({ name: 'group-info', text: current, values: accessTo(caller, space) });
    if (row === undefined) throw new Refusal('not-found');
    return { epoch: Number(row.epoch), head: Number(row.head), groupInfo: row.bytes };
  }
}
