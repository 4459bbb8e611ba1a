/**
 * Places: which item a file was sent with, hence who may read it. The sender's device places a file before it posts the
 * item; whoever posted it takes the file away again when the message is withdrawn. A file without a place is nobody's.
 */
import { Injectable } from '@nestjs/common';
import type { FileId, ItemId, SpaceId } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { run, type Transaction } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import { placeable } from './access.js';
import type { Caller } from './caller.js';

/** Items one file may be sent with. */
const mostPlaces = 1_000;

@Injectable()
export class FilePlaces {
  constructor(private readonly audited: Audited, private readonly clock: Clock) {}

  async place(caller: Caller, file: FileId, item: ItemId, space: SpaceId): Promise<void> {
    await this.audited.perform({ action: 'files.place', actor: caller.practitioner, subject: file }, async ({ em }) => {
      const may = placeable(caller, file, space);
      const [held] = await run<{ places: number }>(em, `select (select count(*)::int from file_place p where p.file = f.id) as places from ${may.sql} for update of f`, may.values);
      if (held === undefined) throw new Refusal('not-found');
      if (held.places >= mostPlaces) throw new Refusal('quota-exceeded', { detail: `A file is sent at most ${mostPlaces} times.` });
      await run(em, 'insert into file_place (file, space, sender, item, practitioner, placed_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing', [file, space, caller.device, item, caller.practitioner, this.clock.now()]);
    });
  }

  /** Takes a file away from an item of the caller's; the last place takes its bytes along. */
  async remove(caller: Caller, file: FileId, item: ItemId): Promise<void> {
    await this.audited.perform({ action: 'files.remove', actor: caller.practitioner, subject: file }, async ({ em }) => {
      await run(em, 'select 1 from file where id = ? for update', [file]);
      const rows = await run(em, `delete from file_place p using file f where f.id = p.file and f.network = ? and p.file = ? and p.item = ? and p.practitioner = ? returning p.file`, [caller.network, file, item, caller.practitioner]);
      if (rows.length === 0) throw new Refusal('not-found');
      await doomUnplaced(em, [file], this.clock.now());
    });
  }
}

/** Files that lost their last place answer as if they did not exist from now on; the sweep removes their bytes. */
export async function doomUnplaced(transaction: Transaction, files: readonly FileId[], now: Date): Promise<void> {
  if (files.length === 0) return;
  await run(transaction, 'update file f set doomed_at = ? where f.id = any (?::uuid[]) and f.doomed_at is null and not exists (select 1 from file_place p where p.file = f.id)', [now, `{${files.join(',')}}`]);
}
