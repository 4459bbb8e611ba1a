/**
 * Removes what nobody can want any more: uploads that no message named within a day, files whose messages never came, went
 * or expired, and what interrupted appends left. One process of the service does it at a time; a removal that fails is
 * tried again with the next round.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { FileId, NetworkId, PractitionerId, SpaceId } from '@comity/contracts';
import { Clock } from '../clock.js';
import { run } from '../database/run.js';
import { Log } from '../http/log.js';
import { holdsItem } from '../messaging/access.js';
import { Sweep } from '../sweep.js';
import { doomUnplaced } from './places.js';
import { FileRoom } from './room.js';
import { BlobStore } from './store/blob-store.js';

const interval = 600_000;
const day = 86_400_000;
const batch = 500;
/** Any number that nothing else locks. */
const lock = 0x66696c65;

interface Doomed { id: FileId; handle: string; size: string; network: NetworkId; practitioner: PractitionerId; space: SpaceId }

@Injectable()
export class FileSweep extends Sweep {
  private next: NodeJS.Timeout | undefined;

  constructor(private readonly em: EntityManager, private readonly room: FileRoom, private readonly store: BlobStore, private readonly clock: Clock, log: Log) { super(log, interval, 'file-sweep-failed'); }

  override async onApplicationBootstrap(): Promise<void> {
    await this.store.prepare();
    await super.onApplicationBootstrap();
  }

  override async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.next);
    await super.onApplicationShutdown();
  }

  /** Something was given up: its room should not wait for the next round. */
  soon(): void {
    this.next ??= setTimeout(() => {
      this.next = undefined;
      void this.sweep();
    }, 1_000).unref();
  }

  protected override async round(): Promise<void> {
    const doomed = await this.em.fork({ clear: true }).transactional(async (em) => {
      const [{ mine } = { mine: false }] = await run<{ mine: boolean }>(em, 'select pg_try_advisory_xact_lock(?) as mine', [lock]);
      if (!mine) return [];
      const now = this.clock.now(), yesterday = new Date(now.getTime() - day);
      await run(em, 'update file f set doomed_at = ? where f.doomed_at is null and f.touched_at < ? and not exists (select 1 from file_place p where p.file = f.id)', [now, yesterday]);
      const lost = await run<{ file: FileId }>(em, `delete from file_place p where p.placed_at < ? and not ${holdsItem({ space: 'p.space', sender: 'p.sender', item: 'p.item' })} returning p.file`, [yesterday]);
      await doomUnplaced(em, lost.map(({ file }) => file), now);
      return run<Doomed>(em, 'select id, handle, size, network, practitioner, space from file where doomed_at is not null order by doomed_at limit ?', [batch]);
    });
    await this.store.tidy(new Date(Date.now() - day));
    for (const file of doomed) await this.remove(file).catch((error: unknown) => { this.log.warn('file-not-removed', { error }); });
    if (doomed.length > 0) this.log.info('files-removed', { count: doomed.length });
  }

  /** The bytes go first: a row that is left behind is tried again, bytes without a row would never be. */
  private async remove(file: Doomed): Promise<void> {
    await this.store.remove(file);
    await this.em.fork({ clear: true }).transactional(async (em) => {
      const rows = await run(em, 'delete from file where id = ? and doomed_at is not null returning id', [file.id]);
      if (rows.length > 0) await this.room.free(em, file, Number(file.size));
    });
  }
}
