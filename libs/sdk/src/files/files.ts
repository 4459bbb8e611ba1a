/**
 * The files of a client: uploads that messages wait for, downloads, and parts of files for previews. A few transfers run at
 * once, the others wait for their turn; all of them go on after a restart.
 */
import { limits, problem, type FileId, type ItemId, type SpaceId } from '@comity/contracts';
import { fileChunkBytes, fileName, fileSizes, fileType, largestContent, largestFile, newFileKey, toBase64Url, type FileContent } from '@comity/e2ee';
import type { FileInput, FilePlatform, FilePreview, FileView, TransferId, TransferView, UploadPurpose } from '../api.js';
import { ComityFailure, fileFailure, isProblem, offline, refused } from '../failure.js';
import { newId } from '../id.js';
import { Serial } from '../serial.js';
import { Batch } from '../store/batch.js';
import { decodeJson } from '../store/json.js';
import type { Surroundings } from '../surroundings.js';
import type { FileLine } from '../transport/file-line.js';
import type { Attachments } from './attachments.js';
import { FileDownload } from './download.js';
import { FileReader, mostRead } from './reader.js';
import { keys, type DownloadRecord, type TransferRecord, type UploadRecord } from './record.js';
import { StoredFile } from './stored-file.js';
import type { Keeper } from './transfer.js';
import { FileUpload } from './upload.js';
import { viewFile } from './views.js';

const atOnce = 3;
/** What waits to be sent, and holds an upload. */
export type Holder = 'message' | 'request';
/** As long as a key or a hash. */
const blank = 'A'.repeat(43);
/** Milliseconds between two tellings of progress. */
const pause = 250;

export class Files implements Attachments {
  private readonly known = new Map<TransferId, FileUpload | FileDownload>();
  private readonly gone = new Set<FileId>();
  private readonly reader: FileReader;
  private readonly removals = new Serial();
  private next = 0;
  private told: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private idleWaiters: (() => void)[] = [];
  private hear: (space: SpaceId) => void = () => undefined;
  private holder: (space: SpaceId, file: FileId) => Holder | undefined = () => undefined;

  constructor(private readonly env: Omit<Surroundings, 'files'>, private readonly platform: FilePlatform | undefined, private readonly line: FileLine) {
    this.reader = new FileReader((file) => this.stored(file));
  }

  async load(): Promise<void> {
    for (const id of (await this.env.store.getJson<FileId[]>(keys.gone)) ?? []) this.gone.add(id);
    for (const [, value] of await this.env.store.list(keys.all)) this.take(decodeJson<TransferRecord>(value));
  }

  /** Follows the connection; `ready` hears of spaces whose messages have their files, `holder` knows what waits for one. */
  follow(ready: (space: SpaceId) => void, holder: (space: SpaceId, file: FileId) => Holder | undefined): void {
    this.hear = ready;
    this.holder = holder;
    this.env.link.on('link:online', () => {
      for (const transfer of this.known.values()) transfer.wake();
      void this.removals.run(() => this.removeWithdrawn()).catch(() => undefined);
    });
    // What hangs on a line that is gone would hang for long.
    this.env.link.on('link:offline', () => { for (const transfer of this.known.values()) transfer.interrupt(); });
    this.turn();
  }

  async upload(space: SpaceId, input: FileInput, preview: FilePreview | null, purpose: UploadPurpose): Promise<FileId> {
    const id = newId<FileId>();
    const source = await this.need().open(id, input);
    const { size } = source;
    try {
      await this.expectRoom(space, size);
      const record: UploadRecord = {
        direction: 'up', id, space, name: fileName(source.name), type: fileType(source.type), size, key: toBase64Url(newFileKey()), preview: preview === null ? null : { type: preview.type, bytes: toBase64Url(preview.bytes), width: preview.width, height: preview.height },
        hash: null, purpose, state: 'open', failure: null, since: this.next,
      };
      await this.add(record);
    } catch (error) {
      await this.need().forget(id);
      throw error;
    }
    return id;
  }

  async download(space: SpaceId, file: FileContent, to: string | undefined): Promise<TransferId> {
    this.need();
    if (this.gone.has(file.id)) throw fileFailure('expired');
    const record: DownloadRecord = { direction: 'down', id: newId(), file, space, to: to ?? null, chunk: 0, state: 'open', failure: null, since: this.next };
    await this.add(record);
    return record.id;
  }

  async read(space: SpaceId, file: FileContent, from: number, to: number): Promise<Uint8Array> {
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from || Math.min(to, file.size) - from > mostRead) throw refused(problem('invalid-input', { errors: [{ pointer: '/to', rule: `must be at most ${mostRead} bytes behind the start` }] }));
    try {
      return await this.reader.read(file, from, to);
    } catch (error) {
      if (error instanceof ComityFailure && error.file === 'expired') await this.expired(space, file.id);
      throw error;
    }
  }

  async allowance(space: SpaceId): Promise<{ largest: number; left: number }> {
    const { largest, left } = await this.env.rest.call('fileAllowance', { query: { space } });
    return { largest: largestContent(largest), left: left < fileSizes(0).blob ? 0 : largestContent(left) };
  }

  views(): TransferView[] { return this.inOrder().map((transfer) => ({ ...transfer.transferView(), taken: this.holderOf(transfer) !== undefined })); }

  async pause(id: TransferId): Promise<void> { await this.get(id).pause(); }

  async resume(id: TransferId, input?: FileInput): Promise<void> {
    const transfer = this.get(id);
    if (input !== undefined && transfer instanceof FileUpload) {
      const source = await this.need().open(transfer.record.id, input);
      if (source.size !== transfer.record.size) throw fileFailure('source-changed');
    }
    await transfer.resume();
  }

  async cancel(id: TransferId): Promise<void> {
    const transfer = this.known.get(id);
    if (transfer === undefined) return;
    if (this.holderOf(transfer) === 'request') throw refused(problem('not-acceptable', { detail: 'a request that waits to be sent holds the file' }));
    await transfer.stop();
    await this.forget([id]);
    if (transfer instanceof FileUpload) {
      this.hear(transfer.record.space);
      // What stays at the service is swept there in a day.
      await this.env.rest.call('cancelUpload', { params: { id } }).catch((error: unknown) => { if (!(error instanceof ComityFailure)) throw error; });
    }
  }

  downloaded(id: TransferId): Promise<Blob | undefined> {
    const transfer = this.known.get(id);
    return transfer instanceof FileDownload && transfer.record.state === 'done' ? this.need().downloaded(id, transfer.record.file) : Promise.resolve(undefined);
  }

  // What the outbox and the timeline ask

  stateOf(files: readonly FileId[]): 'stored' | 'underway' | 'stopped' | 'missing' {
    const uploads = files.map((id) => this.known.get(id));
    if (uploads.some((upload) => !(upload instanceof FileUpload))) return 'missing';
    if (uploads.every((upload) => upload?.record.state === 'done')) return 'stored';
    return uploads.every((upload) => upload?.record.state === 'done' || upload?.underway === true) ? 'underway' : 'stopped';
  }

  drafts(files: readonly FileId[]): FileContent[] | undefined {
    if (files.length > limits.filesPerMessage || this.stateOf(files) === 'missing') return undefined;
    return this.queuedViews(files).map(({ id, name, type, size }) => ({ id, name, type, size, key: blank, hash: blank, chunk: fileChunkBytes, preview: null }));
  }

  /** Previews are left out, from the last on, where the message would grow too large with them. */
  contents(files: readonly FileId[], fits: (files: FileContent[]) => boolean): FileContent[] | undefined {
    const contents = files.map((id) => { const upload = this.known.get(id); return upload instanceof FileUpload ? upload.content : undefined; }).filter((content) => content !== undefined);
    if (contents.length < files.length) return undefined;
    for (let i = contents.length - 1; i >= 0 && !fits(contents); i -= 1) contents[i] = { ...contents[i] as FileContent, preview: null };
    return contents;
  }

  uploaded(space: SpaceId, file: FileId) {
    const upload = this.known.get(file);
    const content = upload instanceof FileUpload && upload.record.space === space ? upload.content : undefined;
    return content && { content, source: () => this.need().reopen(file) };
  }

  async place(space: SpaceId, item: ItemId, files: readonly FileId[]): Promise<void> {
    for (const id of files) {
      try {
        await this.env.rest.call('placeFile', { params: { id, item }, body: { space } });
      } catch (error) {
        const upload = this.known.get(id);
        if (!isProblem(error, 'not-found') || !(upload instanceof FileUpload)) throw error;
        // It waited too long for its message, and the service let it go.
        await upload.again();
        throw offline();
      }
    }
  }

  arrived(files: readonly FileId[]): void { void this.forget(files).catch(() => undefined); }

  withdraw(item: ItemId, files: readonly FileId[], batch: Batch): void {
    for (const file of files) batch.putJson(keys.removal(item, file), { item, file });
    // After the batch was written; whatever does not work now is tried with the next connection.
    setTimeout(() => { void this.removals.run(() => this.removeWithdrawn()).catch(() => undefined); }, 0);
  }

  async erase(space: SpaceId, files: readonly FileId[]): Promise<void> {
    const ids = new Set(files);
    if (ids.size === 0) return;
    this.reader.forget(ids);
    const fetched = [...this.known.values()].filter((transfer): transfer is FileDownload => transfer instanceof FileDownload && transfer.record.space === space && ids.has(transfer.record.file.id));
    for (const transfer of fetched) await transfer.stop();
    await this.forget(fetched.map(({ record }) => record.id));
  }

  viewsOf(files: readonly FileContent[]): FileView[] { return files.map((file) => viewFile(file, this.gone)); }
  queuedViews(files: readonly FileId[]): FileView[] {
    return files.flatMap((id) => { const upload = this.known.get(id); return upload instanceof FileUpload ? [upload.fileView()] : []; });
  }

  /** Resolves when nothing is on its way that can go on by itself now. */
  async idle(): Promise<void> {
    if (this.busy) await new Promise<void>((resolve) => { this.idleWaiters.push(resolve); });
  }

  /** Ends what runs; what is stored goes on with the next start. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.told);
    for (const transfer of this.known.values()) void transfer.stop();
    for (const resolve of this.idleWaiters.splice(0)) resolve();
  }

  /** Removes what transfers left on this device outside the store, before the store itself is erased. */
  async forgetAll(): Promise<void> { await this.forget([...this.known.keys()]); }

  private async removeWithdrawn(): Promise<void> {
    if (this.stopped || !this.env.link.online) return;
    for (const [key, value] of await this.env.store.list(keys.removals)) {
      const { item, file } = decodeJson<{ item: ItemId; file: FileId }>(value);
      await this.env.rest.call('removeFile', { params: { id: file, item } }).catch((error: unknown) => { if (!isProblem(error, 'not-found')) throw error; });
      await new Batch().delete(key).writeTo(this.env.store);
    }
  }

  private get busy(): boolean { return !this.stopped && this.env.link.online && [...this.known.values()].some((transfer) => transfer.underway); }

  private need(): FilePlatform {
    if (this.platform === undefined) throw refused(problem('not-acceptable', { detail: 'this client has no place for files' }));
    return this.platform;
  }

  private get(id: TransferId): FileUpload | FileDownload {
    const transfer = this.known.get(id);
    if (transfer === undefined) throw refused(problem('not-found'));
    return transfer;
  }

  private async expectRoom(space: SpaceId, size: number): Promise<void> {
    if (size > largestFile) throw refused(problem('too-large'));
    if (!this.env.link.online) return;
    const { largest, left } = await this.allowance(space);
    if (size > largest) throw refused(problem('too-large', { detail: `a file has at most ${largest} bytes` }));
    if (size > left) throw refused(problem('quota-exceeded'));
  }

  private async add(record: TransferRecord): Promise<void> {
    await new Batch().putJson(keys.transfer(record.id), record).writeTo(this.env.store);
    this.take(record);
    this.tell();
    this.turn();
  }

  private take(record: TransferRecord): void {
    this.next = Math.max(this.next, record.since + 1);
    if (record.direction === 'up') this.known.set(record.id, new FileUpload(record, this.keeper<UploadRecord>(record.space), { rest: this.env.rest, line: this.line, store: this.env.store, source: (id) => this.need().reopen(id) }));
    else this.known.set(record.id, new FileDownload(record, this.keeper<DownloadRecord>(record.space), { stored: this.stored(record.file), sink: () => this.need().sink(record.id, record.file, record.to ?? undefined) }));
  }

  private keeper<R extends TransferRecord>(space: SpaceId): Keeper<R> {
    return {
      keep: async (record) => {
        if (!this.known.has(record.id) || this.stopped) return;
        const batch = new Batch().putJson(keys.transfer(record.id), record);
        if (record.direction === 'up' && record.state === 'done') for (let chunk = 0; chunk < fileSizes(record.size).chunks; chunk += 1) batch.delete(keys.leaf(record.id, chunk));
        await batch.writeTo(this.env.store);
        if (record.direction === 'down' && record.failure?.kind === 'file' && record.failure.file === 'expired') await this.expired(space, record.file.id);
      },
      moved: () => { this.tell(); },
      ready: () => {
        this.hear(space);
        this.turn();
      },
    };
  }

  /** Starts what wants a turn, the oldest first. */
  private turn(): void {
    if (this.stopped) return;
    const transfers = this.inOrder();
    let free = atOnce - transfers.filter(({ running }) => running).length;
    for (const transfer of this.env.link.online ? transfers : []) {
      if (free <= 0) break;
      if (!transfer.wants) continue;
      transfer.start();
      free -= 1;
    }
    if (!this.busy) for (const resolve of this.idleWaiters.splice(0)) resolve();
  }

  private holderOf(transfer: FileUpload | FileDownload): Holder | undefined { return transfer instanceof FileUpload ? this.holder(transfer.record.space, transfer.record.id) : undefined; }

  private inOrder(): (FileUpload | FileDownload)[] { return [...this.known.values()].sort((a, b) => a.record.since - b.record.since); }

  private stored(file: FileContent): StoredFile { return new StoredFile(file, this.line, () => this.env.link.online); }

  private async expired(space: SpaceId, file: FileId): Promise<void> {
    if (this.gone.has(file)) return;
    this.gone.add(file);
    await this.env.store.putJson(keys.gone, [...this.gone]);
    this.env.emit({ type: 'timeline', space });
  }

  private async forget(ids: readonly TransferId[]): Promise<void> {
    const batch = new Batch();
    const known = ids.map((id) => this.known.get(id)).filter((transfer) => transfer !== undefined);
    for (const { record } of known) {
      batch.delete(keys.transfer(record.id));
      if (record.direction === 'up') for (const [key] of await this.env.store.list(keys.leaves(record.id))) batch.delete(key);
      this.known.delete(record.id);
    }
    await batch.writeTo(this.env.store);
    for (const { record } of known) await this.platform?.forget(record.id);
    if (known.length > 0) this.tell();
    this.turn();
  }

  private tell(): void {
    if (this.stopped) return;
    this.told ??= setTimeout(() => {
      this.told = undefined;
      this.env.emit({ type: 'transfers' });
    }, pause);
  }
}
