/**
 * Key packages (RFC 9420 section 10): stored for a device by itself, handed out once each. A device whose store is empty
 * is reached by its package of last resort. Every suite has a store and a last resort of its own. Claims are counted by claimant and hour, so that nobody drains the stores.
 */
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { limits, type ClientEvents, type DeviceId } from '@comity/contracts';
import { lifetimeHolds, parseKeyPackage, type ParsedKeyPackage } from '@comity/e2ee/verify';
import { POOL } from '../database/pool.js';
import { Refusal } from '../http/refusal.js';
import type { Caller } from '../realtime/event-router.js';
import { Directory } from './directory.js';
import { transactionally } from './transaction.js';

const upload = `
insert into key_package (digest, device, suite, not_after, bytes)
select digest, $1, $2, not_after, bytes from unnest($3::bytea[], $4::timestamptz[], $5::bytea[]) as p (digest, not_after, bytes)
limit greatest(0, $6 - (select count(*) from key_package where device = $1 and suite = $2))
on conflict (digest) do nothing`;

const uploadLastResort = `
insert into last_resort_key_package (device, suite, not_after, bytes) values ($1, $2, $3, $4)
on conflict (device, suite) do update set not_after = excluded.not_after, bytes = excluded.bytes, uploaded_at = excluded.uploaded_at`;

const count = `
insert into key_package_claim as c (practitioner, hour, claimed) values ($1, date_trunc('hour', $2::timestamptz), $3)
on conflict (practitioner, hour) do update set claimed = c.claimed + excluded.claimed where c.claimed + excluded.claimed <= $4
returning claimed`;

/** Rows another claim holds are passed over, so parallel claims never meet in one package. */
const claim = `
with wanted as (select unnest($1::uuid[]) as device), picked as (
  select p.digest from wanted w cross join lateral (
    select k.digest from key_package k where k.device = w.device and k.suite = $2 and k.not_after > $3 order by k.uploaded_at limit 1 for update skip locked
  ) p
), taken as (delete from key_package k using picked p where k.digest = p.digest returning k.device, k.bytes)
select device, bytes, false as "lastResort" from taken
union all
select l.device, l.bytes, true from last_resort_key_package l join wanted w using (device)
where l.suite = $2 and l.not_after > $3 and not exists (select 1 from taken t where t.device = l.device)`;

/** A claim that fails for the limit is undone with its transaction. */
@Injectable()
export class KeyPackages {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly directory: Directory) {}

  /** Answers how many were new; what exceeds the store's size is left out. */
  async upload(caller: Caller, { suite, packages, lastResort }: { suite: number; packages: Uint8Array[]; lastResort: Uint8Array | null }): Promise<ClientEvents['messaging:upload-key-packages'][1]> {
    const now = this.directory.now();
    const ends = packages.map((bytes) => this.check(caller, bytes, suite, false, now));
    const end = lastResort === null ? null : this.check(caller, lastResort, suite, true, now);
    const stored = await transactionally(this.pool, async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [caller.device]);
      await client.query('delete from key_package where device = $1 and not_after <= $2', [caller.device, now]);
      const digests = packages.map((bytes) => createHash('sha256').update(bytes).digest());
      const { rowCount } = await client.query(upload, [caller.device, suite, digests, ends, packages.map((bytes) => Buffer.from(bytes)), limits.keyPackagesPerDevice]);
      if (lastResort !== null) await client.query(uploadLastResort, [caller.device, suite, end, lastResort]);
      return rowCount ?? 0;
    });
    return { stored };
  }

  /** One package for each device that counts and has one; nothing is said about the others. */
  async claim(caller: Caller, { suite, devices }: { suite: number; devices: DeviceId[] }): Promise<ClientEvents['messaging:claim-key-packages'][1]> {
    const wanted = [...new Set(devices)].filter((device) => this.directory.device(device) !== undefined);
    const now = this.directory.now();
    const rows = await transactionally(this.pool, async (client) => {
      const counted = await client.query(count, [caller.practitioner, now, devices.length, limits.claimsPerHour]);
      if (counted.rowCount === 0) throw new Refusal('too-many-requests', { retryAfter: 3_600 - (Math.floor(now.getTime() / 1000) % 3_600) });
      return (await client.query<{ device: DeviceId; bytes: Buffer; lastResort: boolean }>(claim, [wanted, suite, now])).rows;
    });
    const packages = rows.flatMap(({ device, bytes, lastResort }) => {
      const practitioner = this.directory.device(device)?.practitioner;
      return practitioner === undefined ? [] : [{ device, practitioner, bytes, lastResort }];
    });
    return { packages };
  }

  /** The end of its lifetime; refuses a package that is not the caller's own or does not count now. */
  private check(caller: Caller, bytes: Uint8Array, suite: number, lastResort: boolean, now: Date): Date {
    const parsed: ParsedKeyPackage | undefined = parseKeyPackage(bytes);
    if (parsed === undefined) throw new Refusal('malformed', { detail: 'A key package does not parse.' });
    if (parsed.device !== caller.device || parsed.practitioner !== caller.practitioner || !this.directory.certifies(parsed)) throw new Refusal('wrong-sender', { detail: 'A key package names another device or key.' });
    if (parsed.suite !== suite || parsed.lastResort !== lastResort) throw new Refusal('malformed', { detail: 'A key package is of another suite or kind.' });
    // Members would refuse the commit that adds its device, and with it the space.
    if (!lifetimeHolds(parsed.lifetime, now)) throw new Refusal('malformed', { detail: 'A key package has run out, has not begun, or lasts too long.' });
    return new Date(parsed.lifetime.notAfter * 1000);
  }
}
