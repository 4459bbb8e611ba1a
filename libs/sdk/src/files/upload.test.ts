/** Uploads against a service that answers late. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { FileId, SpaceId, Upload } from '@comity/contracts';
import { problem } from '@comity/contracts';
import { concat, fileSizes, newFileKey, openIndex, randomBytes, ready, fromBase64Url, sealedChunkBytes, toBase64Url } from '@comity/e2ee';
import { offline, refused } from '../failure.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import type { Rest } from '../transport/rest.js';
import type { UploadRecord } from './record.js';
import { FileUpload } from './upload.js';

const id = '5f0c1a52-0d4e-4f5d-9a3c-7f2b1c9d8e01' as FileId;
const space = '5f0c1a52-0d4e-4f5d-9a3c-7f2b1c9d8e02' as SpaceId;
beforeAll(ready);

/** A service that holds what was appended. Of the second piece, no answer comes; it is stored when the next one is asked for. */
class LateService {
  blob: Uint8Array = new Uint8Array();
  private late: Uint8Array | undefined;
  private appends = 0;
  constructor(private readonly size: number) {}

  state(): Upload { return { id, space, size: this.size, offset: this.blob.length, least: sealedChunkBytes, complete: this.blob.length === this.size }; }
  append(offset: number, bytes: Uint8Array): Promise<Upload> {
    this.appends += 1;
    if (this.appends === 2) {
      this.late = bytes;
      return Promise.reject(offline());
    }
    if (this.late !== undefined) this.blob = concat(this.blob, this.late);
    this.late = undefined;
    if (offset !== this.blob.length) return Promise.reject(refused(problem('stale-version')));
    this.blob = concat(this.blob, bytes);
    return Promise.resolve(this.state());
  }
}

describe('an upload', () => {
  it('whose piece was stored after all, though its answer was lost, goes on behind it with a whole index', async () => {
    const content = new Uint8Array(9 * 1_048_576).map((_, i) => i >> 12);
    const key = newFileKey();
    const service = new LateService(fileSizes(content.length).blob);
    const record: UploadRecord = { direction: 'up', id, space, state: 'open', failure: null, since: 0, name: 'evidence', type: 'application/zip', size: content.length, key: toBase64Url(key), preview: null, hash: null, purpose: 'message' };
    const attempts: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const upload = new FileUpload(record, { keep: ({ state }) => { attempts.push(state); return Promise.resolve(); }, moved: () => undefined, ready: () => { if (upload.wants) upload.start(); else if (!upload.underway) resolve(); } }, {
      rest: { call: () => Promise.resolve(service.state()) } as unknown as Rest,
      line: { append: (_, offset, bytes) => service.append(offset, bytes), read: () => Promise.reject(offline()) },
      store: new SealedStore(new MemoryStore(), '', randomBytes(32)),
      source: () => Promise.resolve({ name: 'evidence', type: 'application/zip', size: content.length, read: (from, to) => Promise.resolve(content.slice(from, to)) }),
    });
    upload.start();
    await promise;
    expect(attempts).toEqual(['done']);
    expect(service.blob.length).toBe(fileSizes(content.length).blob);
    const { indexAt } = fileSizes(content.length);
    expect(openIndex({ file: id, size: content.length, key }, fromBase64Url(upload.record.hash!), service.blob.subarray(indexAt))).toBeDefined();
  });
});
