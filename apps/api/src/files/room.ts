/** The room files take: of a practitioner, of a space, of the service. Announced sizes count from the first moment, so that nobody can promise more than there is. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { FileAllowance, NetworkId, PractitionerId, SpaceId } from '@comity/contracts';
import { CONFIG, type Config } from '../config.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import { largestBlob } from './size.js';

export interface Tenant { network: NetworkId; practitioner: PractitionerId; space: SpaceId }

/** Uploads of one practitioner that no message names yet. */
const mostUnplaced = 200;

@Injectable()
export class FileRoom {
  constructor(@Inject(POOL) private readonly pool: Pool, @Inject(CONFIG) private readonly config: Config) {}

  /** Takes room in the caller's transaction; refuses with `too-large` or `quota-exceeded`. */
  async take(transaction: Transaction, tenant: Tenant, size: number): Promise<void> {
    if (size > largestBlob(this.config.files.largest)) throw new Refusal('too-large', { detail: 'The file is larger than the service takes.' });
    // Always in this order, so that two uploads cannot wait for each other.
    for (const { scope, id, limit } of this.scopes(tenant)) {
      const rows = await run(transaction, `insert into file_room (scope, id, bytes) select ?, ?::uuid, ?::bigint where ?::bigint <= ?::bigint
        on conflict (scope, id) do update set bytes = file_room.bytes + excluded.bytes where file_room.bytes + excluded.bytes <= ? returning 1`, [scope, id, size, size, limit, limit]);
      if (rows.length === 0) throw new Refusal('quota-exceeded', { detail: `The room of the ${scope} for files is used up.` });
    }
    const [{ count } = { count: 0 }] = await run<{ count: number }>(transaction, `select count(*)::int as count from file f
      where f.practitioner = ? and f.doomed_at is null and not exists (select 1 from file_place p where p.file = f.id)`, [tenant.practitioner]);
    if (count >= mostUnplaced) throw new Refusal('quota-exceeded', { detail: 'Too many uploads wait for their message.' });
  }

  /** Gives room back. */
  async free(transaction: Transaction, tenant: Tenant, size: number): Promise<void> {
    for (const { scope, id } of this.scopes(tenant)) await run(transaction, 'update file_room set bytes = greatest(0, bytes - ?) where scope = ? and id = ?', [size, scope, id]);
  }

  async allowance(tenant: Tenant): Promise<FileAllowance> {
    const taken = new Map((await run<{ scope: string; bytes: string }>(this.pool, `select scope, bytes from file_room where (scope, id) in (('service', ?::uuid), ('space', ?::uuid), ('practitioner', ?::uuid))`,
      [tenant.network, tenant.space, tenant.practitioner])).map(({ scope, bytes }) => [scope, Number(bytes)]));
    const left = Math.min(...this.scopes(tenant).map(({ scope, limit }) => limit - (taken.get(scope) ?? 0)));
    return { largest: largestBlob(this.config.files.largest), left: Math.max(0, left) };
  }

  private scopes({ network, practitioner, space }: Tenant) {
    const { files } = this.config;
    return [
      { scope: 'practitioner', id: practitioner as string, limit: files.practitioner }, { scope: 'space', id: space as string, limit: files.space }, { scope: 'service', id: network as string, limit: files.total },
    ] as const;
  }
}
