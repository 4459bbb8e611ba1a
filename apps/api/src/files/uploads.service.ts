/**
 * Uploads: announced with their size, appended to piece by piece, finished by their last byte. The database knows how much
 * is stored and flushed, and says it before anybody is told (G1); what a store holds beyond that does not count.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { FileAllowance, FileId, SpaceId, Upload } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { run, type Transaction } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import { Turnstile } from '../identity/sign-in/turnstile.js';
import { ownUpload, writes } from './access.js';
import type { AppendBody } from './body.js';
import type { Caller } from './caller.js';
import { FileRoom } from './room.js';
import { BlobStore, type Piece } from './store/blob-store.js';
import { inStoreWords } from './store/refusal.js';

interface Row { id: FileId; space: SpaceId; size: string; received: string; handle: string; parts: { part: number; tag: string }[]; complete: boolean }

const columns = 'f.id, f.space, f.size, f.received, f.handle, f.parts, f.completed_at is not null as complete';

@Injectable()
export class Uploads {
  /** Pieces are joined under the lock of their row, on a connection of the database: a slow disk must not take them all. */
  private readonly joining = new Turnstile(3, 256);

  constructor(private readonly em: EntityManager, private readonly audited: Audited, private readonly room: FileRoom, private readonly store: BlobStore, private readonly clock: Clock) {}

  /** Begins an upload; the same request again answers where it stands. */
  async create(caller: Caller, { id, space, size }: { id: FileId; space: SpaceId; size: number }): Promise<Upload> {
    const known = await this.find(this.em.fork(), caller, id);
    if (known !== undefined) {
      if (known.space !== space || Number(known.size) !== size) throw new Refusal('already-exists');
      return this.state(caller, id);
    }
    return this.audited.perform({ action: 'files.create', actor: caller.practitioner, subject: id }, async ({ em }) => {
      const may = writes(caller, space), now = this.clock.now();
      const [allowed] = await run(em, `select 1 where ${may.sql}`, may.values);
      if (allowed === undefined) throw new Refusal('not-found');
      await this.room.take(em, { network: caller.network, practitioner: caller.practitioner, space }, size);
      const [made] = await run(em, `insert into file (id, network, space, practitioner, device, size, handle, created_at, touched_at) values (?, ?, ?, ?, ?, ?, '', ?, ?) on conflict (id) do nothing returning id`,
        [id, caller.network, space, caller.practitioner, caller.device, size, now, now]);
      if (made === undefined) throw new Refusal('already-exists');
      await run(em, 'update file set handle = ? where id = ?', [await inStoreWords(() => this.store.begin(id)), id]);
      return { id, space, size, offset: 0, least: this.store.least, complete: false };
    });
  }

  async allowance(caller: Caller, space: SpaceId): Promise<FileAllowance> {
    const may = writes(caller, space);
    if ((await run(this.em.fork(), `select 1 where ${may.sql}`, may.values)).length === 0) throw new Refusal('not-found');
    return this.room.allowance({ network: caller.network, practitioner: caller.practitioner, space });
  }

  /** Where an upload stands; one whose last byte arrived in a moment of trouble is finished now. */
  async state(caller: Caller, id: FileId): Promise<Upload> {
    const row = await this.expect(this.em.fork(), caller, id);
    return this.view(row.complete || row.received !== row.size ? row : await this.finish(caller, row));
  }

  /** Stores a piece at an offset, which must be the one that is reached. */
  async append(caller: Caller, id: FileId, offset: number, body: AppendBody): Promise<Upload> {
    const row = await this.expect(this.em.fork(), caller, id);
    this.check(row, offset, body.length);
    const [counted] = await run<{ part: number }>(this.em.fork(), 'update file set next_part = next_part + 1 where id = ? returning next_part - 1 as part', [id]);
    if (counted === undefined) throw new Refusal('not-found');
    const piece = await inStoreWords(() => this.store.receive(row, counted.part, body.bytes, body.length, body.sha256));
    const joined = await this.joining.pass(() => this.join(caller, row, piece, offset)).catch(async (error: unknown) => {
      await this.store.discard(row, piece);
      throw error;
    });
    return this.view(joined.received === joined.size ? await this.finish(caller, joined) : joined);
  }

  /** Gives an upload up that no message names. */
  async cancel(caller: Caller, id: FileId): Promise<void> {
    await this.audited.perform({ action: 'files.cancel', actor: caller.practitioner, subject: id }, async ({ em }) => {
      const own = ownUpload(caller, id);
      const rows = await run(em, `update file set doomed_at = ? where id = (select f.id from ${own.sql}) and not exists (select 1 from file_place p where p.file = file.id) returning id`, [this.clock.now(), ...own.values]);
      if (rows.length === 0) throw new Refusal('not-found');
    });
  }

  private check({ size, received, complete }: Row, offset: number, length: number): void {
    if (complete || Number(received) !== offset) throw new Refusal('stale-version', { version: Number(received) });
    if (offset + length > Number(size)) throw new Refusal('too-large', { detail: 'The upload is larger than announced.' });
    if (length < this.store.least && offset + length !== Number(size)) throw invalid('/content-length', `must be at least ${this.store.least}, unless it ends the file`);
  }

  /** The piece counts when this commits: whoever lost the race for the offset, or the right to write meanwhile, gets nothing in. */
  private join(caller: Caller, row: Row, piece: Piece, offset: number): Promise<Row> {
    return this.em.fork({ clear: true }).transactional(async (em) => {
      const own = ownUpload(caller, row.id);
      const [held] = await run<Row>(em, `select ${columns} from ${own.sql} for update of f`, own.values);
      if (held === undefined) throw new Refusal('not-found');
      this.check(held, offset, piece.length);
      await inStoreWords(() => this.store.join(row, piece, offset));
      const part = piece.tag === '' ? [] : [{ part: piece.part, tag: piece.tag }];
      const [after] = await run<Row>(em, `update file f set received = f.received + ?, parts = f.parts || ?::jsonb, touched_at = ? where f.id = ? returning ${columns}`, [piece.length, JSON.stringify(part), this.clock.now(), row.id]);
      if (after === undefined) throw new Refusal('not-found');
      return after;
    });
  }

  private async finish(caller: Caller, row: Row): Promise<Row> {
    await inStoreWords(() => this.store.finish(row, row.parts, Number(row.size)));
    await this.audited.perform({ action: 'files.upload', actor: caller.practitioner, subject: row.id }, async ({ em }) => {
      await run(em, 'update file set completed_at = coalesce(completed_at, ?) where id = ?', [this.clock.now(), row.id]);
    });
    return { ...row, complete: true };
  }

  private view({ id, space, size, received, complete }: Row): Upload {
    return { id, space, size: Number(size), offset: Number(received), least: this.store.least, complete };
  }

  private async find(transaction: Transaction, caller: Caller, id: FileId): Promise<Row | undefined> {
    const own = ownUpload(caller, id);
    return (await run<Row>(transaction, `select ${columns} from ${own.sql}`, own.values))[0];
  }

  private async expect(transaction: Transaction, caller: Caller, id: FileId): Promise<Row> {
    const row = await this.find(transaction, caller, id);
    if (row === undefined) throw new Refusal('not-found');
    return row;
  }
}
