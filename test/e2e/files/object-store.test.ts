/** The same files in an S3-compatible store. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { fileWire, type FileId, type ItemId, type Upload } from '@comity/contracts';
import { createApp } from '../../../apps/api/src/main.js';
import { FileSweep } from '../../../apps/api/src/files/sweep.js';
import { anId, code, digestOf, FileWire, json, someBytes } from '../../support/file-wire.js';
import { seal, spaceOf, startNetwork, Wire, type HeldSpace, type TestNetwork } from '../../support/network.js';
import { FakeS3 } from '../../support/s3.js';

const piece = 5 * fileWire.chunk;

describe('files in an object store', () => {
  let store: FakeS3, network: TestNetwork, wire: Wire, space: HeldSpace, ana: FileWire, ben: FileWire;
  beforeAll(async () => {
    store = await FakeS3.start();
    network = await startNetwork(2, { settings: store.settings });
    wire = await Wire.open(network.service.url, network.seats[0]!);
    space = await spaceOf(wire, [network.seats[1]!]);
    [ana, ben] = network.seats.map((seat) => new FileWire(network.service.url, seat)) as [FileWire, FileWire];
  });
  afterAll(async () => {
    wire?.close();
    await network?.service.stop();
    await store?.stop();
  });

  async function say(file: FileId): Promise<ItemId> {
    const item = await seal(space, wire.seat);
    expect((await ana.place(file, item.id, space.id)).status).toBe(204);
    await wire.get('messaging:post', { item: item.bytes });
    return item.id;
  }
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  it('come in as parts, go out by ranges, and go for good', async () => {
    const bytes = someBytes(2 * piece + 333);
    const file = await ana.upload(space.id, bytes, piece);
    expect(hash(store.objects.get(file)!)).toBe(hash(bytes));
    expect(store.uploads.size).toBe(0);
    const item = await say(file);
    expect(hash((await ben.read(file)).body)).toBe(hash(bytes));
    expect(hash((await ben.read(file, 'bytes=5000000-6999999')).body)).toBe(hash(bytes.subarray(5_000_000, 7_000_000)));
    expect((await ana.remove(file, item)).status).toBe(204);
    await network.service.app.get(FileSweep).sweep();
    expect(store.objects.size).toBe(0);
    expect(store.unsigned).toBe(0);
  });

  it('take pieces no smaller than a part may be, but for the last', async () => {
    const id = anId<FileId>();
    const made = json<Upload>(await ana.create(space.id, piece + 10, id));
    expect(made.least).toBe(piece);
    const small = await ana.append(id, 0, someBytes(fileWire.chunk));
    expect([small.status, code(small)]).toEqual([400, 'invalid-input']);
  });

  it('resume after the store was out of reach, refused, or cut off in the middle', async () => {
    const bytes = someBytes(2 * piece);
    const id = anId<FileId>();
    await ana.create(space.id, bytes.length, id);
    for (const [trouble, status, said] of [[{ status: 503, code: 'SlowDown' }, 503, 'unavailable'], ['cut', 503, 'unavailable'], [{ status: 507, code: 'QuotaExceeded' }, 507, 'no-room']] as const) {
      store.trouble = (method) => (method === 'PUT' ? trouble : undefined);
      const answer = await ana.append(id, 0, bytes.subarray(0, piece));
      expect([answer.status, code(answer)]).toEqual([status, said]);
      store.trouble = () => undefined;
      expect(json<Upload>(await ana.state(id)).offset).toBe(0);
    }
    expect((await ana.append(id, 0, bytes.subarray(0, piece))).status).toBe(200);
    // The last part arrives, and completing fails: asking where it stands completes it.
    store.trouble = (method) => (method === 'POST' ? { status: 500, code: 'InternalError' } : undefined);
    expect((await ana.append(id, piece, bytes.subarray(piece))).status).toBe(503);
    expect((await ana.state(id)).status).toBe(503);
    store.trouble = () => undefined;
    expect(json<Upload>(await ana.state(id))).toMatchObject({ offset: bytes.length, complete: true });
    await say(id);
    expect(hash((await ben.read(id)).body)).toBe(hash(bytes));
  });

  it('complete once, even if nobody heard that they did', async () => {
    const bytes = someBytes(100);
    const id = anId<FileId>();
    await ana.create(space.id, bytes.length, id);
    // The store completes; its answer is lost.
    let lost = false;
    const settle = store.objects.set.bind(store.objects);
    store.objects.set = (key, value) => {
      settle(key, value);
      if (!lost) {
        lost = true;
        throw new Error('the answer is lost');
      }
      return store.objects;
    };
    expect((await ana.append(id, 0, bytes)).status).toBe(503);
    for (const [handle, upload] of store.uploads) if (upload.key === id) store.uploads.delete(handle);
    expect(json<Upload>(await ana.state(id)).complete).toBe(true);
  });

  it('take the bytes of the winner when two pieces race', async () => {
    const id = anId<FileId>();
    await ana.create(space.id, piece + 100, id);
    const pieces = [someBytes(piece), someBytes(piece)];
    const answers = await Promise.all(pieces.map((bytes) => ana.append(id, 0, bytes)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const rest = someBytes(100);
    await ana.append(id, piece, rest);
    await say(id);
    expect(hash((await ben.read(id)).body)).toBe(hash(Buffer.concat([pieces[answers.findIndex(({ status }) => status === 200)]!, rest])));
  });

  it('refuse bytes that are not those of their digest', async () => {
    const id = anId<FileId>();
    await ana.create(space.id, 100, id);
    const answer = await ana.append(id, 0, someBytes(100), { 'content-digest': digestOf(someBytes(100)) });
    expect([answer.status, code(answer)]).toEqual([422, 'malformed']);
    expect(json<Upload>(await ana.state(id)).offset).toBe(0);
  });

  it('stop the start of a service whose key the store does not know', async () => {
    const before = store.unsigned;
    const app = await createApp({ ...network.service.config, files: { ...network.service.config.files, s3: { ...network.service.config.files.s3!, secretAccessKey: 'another secret' } } });
    await expect(app.init()).rejects.toThrow('SignatureDoesNotMatch');
    await app.close().catch(() => undefined);
    expect(store.unsigned).toBe(before + 1);
  });
});
