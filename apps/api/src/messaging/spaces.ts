/** Founding a space: its row, its first leaf and member, and the audit record, in one transaction. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { retentionHours, type ClientEvents, type SpaceId, type SpaceKind } from '@comity/contracts';
import { parseGroupInfo } from '@comity/e2ee/verify';
import { AuditService } from '../audit/audit.service.js';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';
import { FanOut } from '../realtime/fan-out.js';
import { judgeFounding } from './commit-check.js';
import { Directory } from './directory.js';
import { transactionally } from './transaction.js';

const found = `
with s as (
  insert into space (id, network, kind, suite, created_by, retention_hours, hold) values ($1, $2, $3, $4, $5, $8, $9) on conflict (id) do nothing returning id
), g as (
  insert into space_group_info (space, epoch, bytes) select id, 0, $7 from s
), l as (
  insert into space_leaf (space, leaf, device, practitioner, joined_epoch) select id, 0, $5, $6, 0 from s
)
insert into space_member (space, practitioner, since_seq) select id, $6, 1 from s returning space`;

@Injectable()
export class Spaces {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly audit: AuditService, private readonly directory: Directory, private readonly fanOut: FanOut) {}

  /** A retry by the same device answers as the first time. */
  async create(caller: Caller, input: { space: SpaceId; kind: SpaceKind; suite: number; groupInfo: Uint8Array }): Promise<ClientEvents['messaging:create'][1]> {
    const { space, kind, suite } = input;
    const groupInfo = parseGroupInfo(input.groupInfo);
    if (groupInfo === undefined) throw new Refusal('malformed', { detail: 'The group info does not parse.' });
    const verdict = judgeFounding(groupInfo, space, { kind, suite }, caller, this.directory);
    if (!verdict.ok) throw new Refusal(verdict.code, { detail: verdict.rule });
    const created = await transactionally(this.pool, async (client) => {
      const { rowCount } = await client.query(found, [space, caller.network, kind, suite, caller.device, caller.practitioner, input.groupInfo, retentionHours(groupInfo.policy.retention), groupInfo.policy.hold]);
      if (rowCount === 0) return false;
      await this.audit.append(client, { actor: caller.practitioner, action: 'messaging.create', subject: space, outcome: 'allow' });
      return true;
    });
    if (created) this.fanOut.enter([caller.practitioner], space);
    else await this.expectOwn(caller, space);
    return { space };
  }

  private async expectOwn(caller: Caller, space: SpaceId): Promise<void> {
    const { rowCount } = await this.pool.query('select 1 from space where id = $1 and created_by = $2', [space, caller.device]);
    if (rowCount === 0) throw new Refusal('already-exists');
  }
}
