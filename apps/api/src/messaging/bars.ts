/**
 * Bars spaces that hold a leaf of a device or person the chain ended, until a commit removed it. What identity tells is
 * acted upon before this process stores another item; if it cannot be, nothing is stored. At start, and after a failure,
 * all leaves are compared with the chain.
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
    this.behind = false;
  }

  private async bar(devices: readonly DeviceId[], practitioners: readonly PractitionerId[]): Promise<void> {
    const { rows } = await this.pool.query<{ space: SpaceId }>('select space from bar_spaces($1, $2::uuid[], $3::uuid[])', [this.hints.node, devices, practitioners]);
    for (const { space } of rows) this.fanOut.toSpace(space, 'messaging:space-changed', { space });
    if (rows.length > 0) this.log.info('spaces-barred', { count: rows.length });
  }
}
