/** Reading blobs: ranges of finished files, for whoever may read an item they were sent with. */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Readable } from 'node:stream';
import type { FileId } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { run } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import { readable } from './access.js';
import type { Caller } from './caller.js';
import { parseRange, type Range } from './range.js';
import { BlobStore } from './store/blob-store.js';
import { inStoreWords } from './store/refusal.js';

export interface Piece extends Range { size: number; open: (signal: AbortSignal) => Promise<Readable> }

/** A download asks many times; the audit chain hears of it once in a while. */
const once = 600_000;
const remembered = 50_000;

@Injectable()
export class Downloads {
  private readonly recorded = new Map<string, number>();

  constructor(private readonly em: EntityManager, private readonly audited: Audited, private readonly store: BlobStore, private readonly clock: Clock) {}

  async find(caller: Caller, id: FileId, range: string | undefined): Promise<Piece> {
    const may = readable(caller, id);
    const [row] = await run<{ size: string }>(this.em.fork(), `select f.size from ${may.sql}`, may.values);
    if (row === undefined) throw new Refusal('not-found');
    const size = Number(row.size), { from, to, partial } = parseRange(range, size);
    await this.record(caller, id);
    return { from, to, partial, size, open: (signal) => inStoreWords(() => this.store.read(id, from, to, signal)) };
  }

  private async record(caller: Caller, id: FileId): Promise<void> {
    const key = `${caller.practitioner} ${id}`, now = this.clock.now().getTime();
    if ((this.recorded.get(key) ?? 0) > now - once) return;
    await this.audited.perform({ action: 'files.read', actor: caller.practitioner, subject: id }, async () => undefined);
    this.recorded.delete(key);
    this.recorded.set(key, now);
    if (this.recorded.size > remembered) this.recorded.delete(this.recorded.keys().next().value ?? '');
  }
}
