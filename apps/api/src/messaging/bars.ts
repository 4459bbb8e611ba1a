/**
 * Bars spaces that hold a leaf of a device or person the chain ended, until a commit removed it. What identity tells is
 * acted upon before this process stores another item; if it cannot be, nothing is stored. At start, and after a failure,
 * all leaves are compared with the chain. Who counts again, because their access was renewed before anybody removed them,
 * bars nothing any longer: members would refuse to remove them.
 */
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Pool } from 'pg';
import type { DeviceId, PractitionerId, SpaceId } from '@comity/contracts';
import { POOL } from '../database/pool.js';
import { Log } from '../http/log.js';
import { Refusal } from '../http/refusal.js';
import { FanOut } from '../realtime/fan-out.js';
import { Hints } from '../realtime/hints.js';
import { Directory } from './directory.js';
import { transactionally } from './transaction.js';

@Injectable()
export class Bars implements OnApplicationBootstrap {
  private pending: Promise<void> | undefined;
  /** Something was missed; all leaves must be looked at. */
  private behind = true;

  constructor(
    @Inject(POOL) private readonly pool: Pool, private readonly directory: Directory, private readonly fanOut: FanOut, private readonly hints: Hints, private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.directory.onEnded(({ devices, practitioners }) => { this.enqueue(() => this.bar(devices, practitioners)); });
    this.directory.onBegun((practitioners) => { this.enqueue(() => this.lift(practitioners)); });
  }

  /** Resolves when every bar this process knows of stands; rejects when that cannot be made sure. */
  async raised(): Promise<void> {
    if (this.behind && this.pending === undefined) this.enqueue(() => this.compare());
    if (this.pending !== undefined) await this.pending;
    if (this.behind) throw new Refusal('unavailable', { detail: 'Spaces of ended devices could not be barred.' });
  }

  /** For leaves a commit just added: the chain may have ended one while the commit was stored. */
  check(devices: readonly DeviceId[]): void {
    const ended = this.directory.ended(devices);
    if (ended.length > 0) this.enqueue(() => this.bar(ended, []));
  }

  private enqueue(work: () => Promise<void>): void {
    const turn = (this.pending ?? Promise.resolve()).then(work).catch((error: unknown) => {
      this.behind = true;
      this.log.error('barring-failed', { error });
    }).finally(() => { if (this.pending === turn) this.pending = undefined; });
    this.pending = turn;
  }

  private async compare(): Promise<void> {
    const { rows } = await this.pool.query<{ device: DeviceId }>('select distinct device from space_leaf where not ended');
    const ended = rows.length === 0 ? [] : this.directory.ended(rows.map(({ device }) => device));
    if (ended.length > 0) await this.bar(ended, []);
    const { rows: marked } = await this.pool.query<{ practitioner: PractitionerId }>('select distinct practitioner from space_leaf where ended');
    if (marked.length > 0) await this.lift(marked.map(({ practitioner }) => practitioner));
    this.behind = false;
  }

  private async bar(devices: readonly DeviceId[], practitioners: readonly PractitionerId[]): Promise<void> {
    const { rows } = await this.pool.query<{ space: SpaceId }>('select space from bar_spaces($1, $2::uuid[], $3::uuid[])', [this.hints.node, devices, practitioners]);
    for (const { space } of rows) this.fanOut.toSpace(space, 'messaging:space-changed', { space });
    if (rows.length > 0) this.log.info('spaces-barred', { count: rows.length });
  }

  private async lift(practitioners: readonly PractitionerId[]): Promise<void> {
    const { rows: marked } = await this.pool.query<{ device: DeviceId }>('select distinct device from space_leaf where ended and practitioner = any ($1::uuid[])', [practitioners]);
    const ended = new Set(this.directory.ended(marked.map(({ device }) => device)));
    const again = marked.map(({ device }) => device).filter((device) => !ended.has(device));
    if (again.length === 0) return;
    const spaces = await transactionally(this.pool, async (client) => {
      // In the order of ids, as every writer of spaces locks them; what follows sees all that was marked before.
      const { rows } = await client.query<{ space: SpaceId }>('select id as space from space where id in (select space from space_leaf where ended and device = any ($1::uuid[])) order by id for no key update', [again]);
      const held = rows.map(({ space }) => space);
      await client.query('update space_leaf set ended = false where space = any ($1::uuid[]) and device = any ($2::uuid[])', [held, again]);
      await client.query('update space s set barred = exists (select 1 from space_leaf l where l.space = s.id and l.ended) where id = any ($1::uuid[])', [held]);
      await client.query(`select pg_notify('comity_changed', $1 || ' ' || h) from unnest($2::text[]) as h`, [this.hints.node, held]);
      return held;
    });
    for (const space of spaces) this.fanOut.toSpace(space, 'messaging:space-changed', { space });
    // Ended once more meanwhile: barred once more.
    this.check(again);
  }
}
