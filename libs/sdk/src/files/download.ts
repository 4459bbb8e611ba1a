/** A download: a few chunks at a time from the service into the sink, each opened before it is written; resumed at a chunk. */
import type { FileSink, TransferView } from '../api.js';
import { fileFailure } from '../failure.js';
import { fileChunkBytes } from '@comity/e2ee';
import type { StoredFile } from './stored-file.js';
import type { DownloadRecord } from './record.js';
import { Transfer, type Keeper } from './transfer.js';

/** Chunks of one request at most. */
const most = 8;

export interface DownloadGround { stored: StoredFile; sink(): Promise<FileSink> }

export class FileDownload extends Transfer<DownloadRecord> {
  constructor(record: DownloadRecord, keeper: Keeper<DownloadRecord>, private readonly ground: DownloadGround) {
    super(record, keeper);
    this.done = record.state === 'done' ? record.file.size : Math.min(record.file.size, record.chunk * fileChunkBytes);
  }

  get size(): number { return this.record.file.size; }

  transferView(): Omit<TransferView, 'taken'> {
    const { id, space, file: { id: file, name, type, size } } = this.record;
    return { id, file, space, direction: 'down', name, type, size, purpose: null, ...this.look() };
  }

  protected async attempt(signal: AbortSignal): Promise<void> {
    const { stored } = this.ground;
    const { chunks } = stored.sizes;
    const sink = await this.ground.sink();
    try {
      // What was brought where it belongs, or taken away, before that was written down is fetched anew.
      if (sink.held !== undefined && sink.held < Math.min(this.size, this.record.chunk * fileChunkBytes)) this.record = { ...this.record, chunk: 0 };
      let count = 1;
      while (this.record.chunk < chunks) {
        signal.throwIfAborted();
        const from = this.record.chunk;
        const plain = await stored.chunks(from, Math.min(chunks, from + count), signal);
        let at = from * fileChunkBytes;
        for (const bytes of plain) {
          await sink.write(at, bytes).catch(roomless);
          at += bytes.length;
        }
        await sink.flush().catch(roomless);
        this.record = { ...this.record, chunk: from + plain.length };
        await this.keeper.keep(this.record);
        this.progress(Math.min(this.size, this.record.chunk * fileChunkBytes));
        count = Math.min(most, count * 2);
      }
      // Whoever was stopped writes down no more: what goes on later would begin with an empty file.
      signal.throwIfAborted();
      await sink.finish().catch(roomless);
    } finally {
      await sink.close();
    }
  }
}

/** What a sink refuses for want of room: names of Node's errors and of browsers'. */
function roomless(error: unknown): never {
  const said = typeof error === 'object' && error !== null ? [('code' in error ? error.code : ''), ('name' in error ? error.name : '')] : [];
  throw said.some((name) => name === 'ENOSPC' || name === 'EDQUOT' || name === 'QuotaExceededError') ? fileFailure('no-room') : error;
}
