/**
 * Lets people inside read from an earlier entry on than they came in: the service's part of giving them the past, whose keys
 * an owner seals for them. Decided by access.ts, stored together with its audit record.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { ClientEvents, PractitionerId, SpaceId } from '@comity/contracts';
import { AuditService } from '../audit/audit.service.js';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';
import { SpaceAccess } from './access.js';
import { transactionally } from './transaction.js';

const widen = `
update space_member m set since_seq = $3 where m.space = $1 and m.practitioner = any ($2::uuid[]) and m.until_seq is null and m.since_seq >= $3
returning m.practitioner`;

@Injectable()
export class Widening {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: SpaceAccess, private readonly audit: AuditService) {}

  /** Answers who reads from exactly there on now; whoever read further before keeps that. A second call has the same effect and answer. */
  async widen(caller: Caller, { space, people, since }: { space: SpaceId; people: readonly PractitionerId[]; since: number }): Promise<ClientEvents['messaging:widen'][1]> {
    return transactionally(this.pool, async (client) => {
      const verdict = await this.access.widening(client, caller, space, since);
      if (!verdict.ok) throw new Refusal(verdict.code, { detail: verdict.rule });
      const { rows } = await client.query<{ practitioner: PractitionerId }>(widen, [space, people, since]);
      if (rows.length > 0) await this.audit.append(client, { actor: caller.practitioner, action: 'messaging.widen', subject: space, outcome: 'allow' });
      return { widened: rows.map(({ practitioner }) => practitioner) };
    });
  }
}
