/** Encrypted files: how they come in, who may read them, how they go. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { fileWire, type FileId, type ItemId, type SpaceId, type Upload } from '@comity/contracts';
import { AuditService } from '../../../apps/api/src/audit/audit.service.js';
import { FileSweep } from '../../../apps/api/src/files/sweep.js';
import { anId, code, digestOf, FileWire, json, someBytes } from '../../support/file-wire.js';
import { commit, moreSeats, seal, spaceOf, startNetwork, Wire, type HeldSpace, type TestNetwork } from '../../support/network.js';
import { TurnedClock } from '../../scenario/turned-clock.js';

describe('encrypted files', () => {
  let network: TestNetwork, wire: Wire, other: Wire, space: HeldSpace, elsewhere: HeldSpace;
  let ana: FileWire, ben: FileWire, cem: FileWire;
  let pool: Pool;
  const clock = new TurnedClock();
  const lines: string[] = [];

  beforeAll(async () => {
    network = await startNetwork(4, { clock, onLog: (line) => lines.push(line) });
    const [a, b, c] = network.seats;
    wire = await Wire.open(network.service.url, a!);
    other = await Wire.open(network.service.url, b!);
    space = await spaceOf(wire, [b!]);
    elsewhere = await spaceOf(other, [c!]);
    [ana, ben, cem] = [a!, b!, c!].map((seat) => new FileWire(network.service.url, seat)) as [FileWire, FileWire, FileWire];
    pool = new Pool({ connectionString: network.service.databaseUrl, max: 2 });
  });
  afterAll(async () => {
    wire?.close();
    other?.close();
    await pool?.end();
    await network?.service.stop();
  });

  /** Sends a file with an item, as a client does: upload, place, post. */
  async function send(bytes: Buffer, from = ana, by = wire, to: HeldSpace = space): Promise<{ file: FileId; item: ItemId }> {
    const file = await from.upload(to.id, bytes);
    const item = await seal(to, by.seat);
    expect((await from.place(file, item.id, to.id)).status).toBe(204);
    await by.get('messaging:post', { item: item.bytes });
    return { file, item: item.id };
  }
  const stored = (): string[] => readdirSync(network.service.config.files.directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
  const rowsOf = async (file: string): Promise<number> => (await pool.query('select 1 from file where id = $1', [file])).rowCount ?? 0;
  const roomOf = async (id: string): Promise<number> => Number((await pool.query<{ bytes: string }>('select bytes from file_room where id = $1', [id])).rows[0]?.bytes ?? 0);
  const sweep = () => network.service.app.get(FileSweep).sweep();

  it('come in piece by piece and go out whole or by ranges, byte for byte', async () => {
    const bytes = someBytes(3 * fileWire.chunk + 77);
    const { file } = await send(bytes);
    for (const reader of [ana, ben]) expect((await reader.read(file)).body.equals(bytes)).toBe(true);
    const part = await ben.read(file, 'bytes=1048000-1049999');
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([206, `bytes 1048000-1049999/${bytes.length}`, '2000']);
    expect(part.body.equals(bytes.subarray(1_048_000, 1_050_000))).toBe(true);
    expect((await ben.read(file, `bytes=${bytes.length}-`)).status).toBe(400);
    const head = await ben.call('HEAD', `/api/files/${file}`);
    expect([head.status, head.headers.get('content-length'), head.body.length]).toEqual([200, String(bytes.length), 0]);
  });

  it('are never anything but bytes to a browser', async () => {
    const { file } = await send(Buffer.from('<!doctype html><script>alert(1)</script>'));
    const { headers } = await ben.read(file);
    expect(Object.fromEntries(['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy', 'cache-control', 'cross-origin-resource-policy'].map((name) => [name, headers.get(name)]))).toEqual({
      'content-type': 'application/octet-stream', 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('resume where they stand, and take each piece once', async () => {
    const bytes = someBytes(2 * fileWire.chunk + 10);
    const id = anId<FileId>();
    expect(json<Upload>(await ana.create(space.id, bytes.length, id))).toMatchObject({ offset: 0, least: fileWire.chunk, complete: false });
    const first = bytes.subarray(0, fileWire.chunk);
    expect(json<Upload>(await ana.append(id, 0, first)).offset).toBe(fileWire.chunk);
    const again = await ana.append(id, 0, first);
    expect([again.status, code(again), json<{ version: number }>(again).version]).toEqual([409, 'stale-version', fileWire.chunk]);
    expect((await ana.append(id, 2 * fileWire.chunk, bytes.subarray(2 * fileWire.chunk))).status).toBe(409);
    expect(json<Upload>(await ana.state(id)).offset).toBe(fileWire.chunk);
    expect(json<Upload>(await ana.create(space.id, bytes.length, id)).offset).toBe(fileWire.chunk);
    expect(code(await ana.create(space.id, bytes.length + 1, id))).toBe('already-exists');
    expect(json<Upload>(await ana.append(id, fileWire.chunk, bytes.subarray(fileWire.chunk)))).toMatchObject({ offset: bytes.length, complete: true });
    expect(json<Upload>(await ana.state(id)).complete).toBe(true);
    expect((await ana.append(id, bytes.length, first)).status).toBe(409);
  });

  it('take one of two pieces that race for an offset, and its bytes alone', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = anId<FileId>();
      await ana.create(space.id, 2 * fileWire.chunk, id);
      const pieces = Array.from({ length: 4 }, () => someBytes(fileWire.chunk));
      const answers = await Promise.all(pieces.map((piece) => ana.append(id, 0, piece)));
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409]);
      const won = pieces[answers.findIndex(({ status }) => status === 200)]!;
      const rest = someBytes(fileWire.chunk);
      expect(json<Upload>(await ana.append(id, fileWire.chunk, rest)).complete).toBe(true);
      const item = await seal(space, wire.seat);
      await ana.place(id, item.id, space.id);
      await wire.get('messaging:post', { item: item.bytes });
      expect((await ben.read(id)).body.equals(Buffer.concat([won, rest]))).toBe(true);
    }
  });

  it('cannot be read before they are whole, before their item is there, or by anybody outside', async () => {
    const file = await ana.upload(space.id, someBytes(500));
    const item = await seal(space, wire.seat);
    for (const reader of [ana, ben, cem]) expect((await reader.read(file)).status).toBe(404);
    await ana.place(file, item.id, space.id);
    for (const reader of [ana, ben, cem]) expect((await reader.read(file)).status).toBe(404);
    await wire.get('messaging:post', { item: item.bytes });
    expect([(await ana.read(file)).status, (await ben.read(file)).status]).toEqual([200, 200]);
    const [foreign, missing] = [await cem.read(file), await cem.read(anId())];
    expect([foreign.status, code(foreign)]).toEqual([404, 'not-found']);
    expect(Object.keys(json<object>(foreign))).toEqual(Object.keys(json<object>(missing)));
    const partial = anId<FileId>();
    await ana.create(space.id, 2 * fileWire.chunk, partial);
    await ana.append(partial, 0, someBytes(fileWire.chunk));
    expect((await ana.place(partial, item.id, space.id)).status).toBe(404);
  });

  it('are nobody else’s to see, to add to, to place, to cancel or to take away', async () => {
    const { file, item } = await send(someBytes(300));
    const open = anId<FileId>();
    await ana.create(space.id, 2 * fileWire.chunk, open);
    for (const stranger of [cem, ben]) {
      for (const answer of [await stranger.state(open), await stranger.append(open, 0, someBytes(fileWire.chunk)), await stranger.cancel(open), await stranger.remove(file, item)]) expect([answer.status, code(answer)]).toEqual([404, 'not-found']);
    }
    expect((await cem.place(file, anId(), elsewhere.id)).status).toBe(404);
    expect((await cem.create(space.id, 300)).status).toBe(404);
    expect((await ana.create(elsewhere.id, 300)).status).toBe(404);
    expect((await ana.place(file, anId(), elsewhere.id)).status).toBe(404);
    expect(json<Upload>(await ana.state(open)).offset).toBe(0);
    expect((await ana.call('GET', `/api/files?space=${elsewhere.id}`)).status).toBe(404);
    expect((await ana.call('GET', `/api/files?space=${anId<SpaceId>()}`)).status).toBe(404);
  });

  it('can be forwarded by whoever reads them, and then read there, too', async () => {
    const bytes = someBytes(700);
    const { file, item } = await send(bytes);
    const forwarded = await seal(elsewhere, other.seat);
    expect((await ben.place(file, forwarded.id, elsewhere.id)).status).toBe(204);
    await other.get('messaging:post', { item: forwarded.bytes });
    expect((await cem.read(file)).body.equals(bytes)).toBe(true);
    // The first message goes; the file stays with the second.
    expect((await ana.remove(file, item)).status).toBe(204);
    expect([(await ana.read(file)).status, (await cem.read(file)).status]).toEqual([404, 200]);
    expect((await ben.remove(file, forwarded.id)).status).toBe(204);
    expect([(await cem.read(file)).status, (await ben.read(file)).status]).toEqual([404, 404]);
    await sweep();
    expect(await rowsOf(file)).toBe(0);
  });

  it('are not read by newcomers where the log is not, and no further by those who were taken out', async () => {
    const before = await send(someBytes(400));
    const [newcomer] = await moreSeats(network.service, network.founded, 1);
    space = await commit(wire, space, { add: [newcomer!] });
    const nina = new FileWire(network.service.url, newcomer!);
    const while_ = await send(someBytes(400));
    expect([(await nina.read(before.file)).status, (await nina.read(while_.file)).status]).toEqual([404, 200]);
    const open = anId<FileId>();
    expect((await nina.create(space.id, 2 * fileWire.chunk, open)).status).toBe(201);
    space = await commit(wire, space, { remove: [2] });
    const after = await send(someBytes(400));
    expect([(await nina.read(while_.file)).status, (await nina.read(after.file)).status]).toEqual([200, 404]);
    expect((await nina.append(open, 0, someBytes(fileWire.chunk))).status).toBe(404);
    expect((await nina.create(space.id, 100)).status).toBe(404);
  });

  it('go with their message, and leave neither bytes nor room taken', async () => {
    const room = await roomOf(space.id);
    const { file, item } = await send(someBytes(5_000));
    expect(await roomOf(space.id)).toBe(room + 5_000);
    expect(stored()).toContain(file);
    expect((await ana.remove(file, item)).status).toBe(204);
    expect((await ben.read(file)).status).toBe(404);
    await sweep();
    expect([stored().includes(file), await rowsOf(file), await roomOf(space.id)]).toEqual([false, 0, room]);
    expect((await ana.remove(file, item)).status).toBe(404);
  });

  it('go when nobody named them within a day, whole or not, and when their message never came', async () => {
    const whole = await ana.upload(space.id, someBytes(100));
    const half = anId<FileId>();
    await ana.create(space.id, 2 * fileWire.chunk, half);
    await ana.append(half, 0, someBytes(fileWire.chunk));
    const unsaid = await ana.upload(space.id, someBytes(100));
    await ana.place(unsaid, anId(), space.id);
    const kept = await send(someBytes(100));
    const cancelled = await ana.upload(space.id, someBytes(100));
    expect((await ana.cancel(cancelled)).status).toBe(204);
    await sweep();
    expect([await rowsOf(whole), await rowsOf(half), await rowsOf(unsaid), await rowsOf(cancelled)]).toEqual([1, 1, 1, 0]);
    // Before the clock turns, so that the sweep of sessions finds nobody asleep.
    await pool.query("update session set expires_at = expires_at + interval '9 days', last_seen_at = last_seen_at + interval '1 day 1 second'");
    clock.turn(86_401_000);
    // Sockets remember when their sessions were to end.
    for (const each of [wire, other]) each.close();
    [wire, other] = await Promise.all([Wire.open(network.service.url, network.seats[0]!), Wire.open(network.service.url, network.seats[1]!)]);
    await sweep();
    await sweep();
    expect([await rowsOf(whole), await rowsOf(half), await rowsOf(unsaid), await rowsOf(kept.file)]).toEqual([0, 0, 0, 1]);
    expect(stored()).not.toEqual(expect.arrayContaining([half]));
    expect((await ben.read(kept.file)).status).toBe(200);
  });

  it('go when what they were sent with is destroyed', async () => {
    const old = await send(someBytes(100));
    const young = await send(someBytes(100));
    // What retention does to an item whose time is over.
    await pool.query('update entry set bytes = null, hash = sha256(bytes) where id = $1', [old.item]);
    expect([(await ben.read(old.file)).status, (await ben.read(young.file)).status]).toEqual([404, 200]);
    await pool.query("update file_place set placed_at = placed_at - interval '2 days' where file = any ($1)", [[old.file, young.file]]);
    await sweep();
    expect([await rowsOf(old.file), await rowsOf(young.file)]).toEqual([0, 1]);
  });

  it('leave a trace of every allow and deny, and none of their bytes', async () => {
    const canary = Buffer.from('the account ends in 4471');
    const { file } = await send(canary);
    await ben.read(file);
    await cem.read(file);
    await cem.append(file, 0, someBytes(10));
    const records = async () => (await pool.query<{ action: string; outcome: string }>('select action, outcome from audit_entry where subject = $1 order by seq', [file])).rows.map(({ action, outcome }) => `${action} ${outcome}`);
    for (const deadline = performance.now() + 10_000; performance.now() < deadline && !(await records()).includes('files.append deny');) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await records()).toEqual(expect.arrayContaining(['files.create allow', 'files.upload allow', 'files.place allow', 'files.read allow', 'files.read deny', 'files.append deny']));
    expect((await network.service.app.get(AuditService).verify()).intact).toBe(true);
    expect(lines.some((line) => line.includes('the account ends in') || line.includes(canary.toString('base64')))).toBe(false);
    expect(lines.some((line) => line.includes(file))).toBe(false);
  });

  it('lie on disk for the service alone, under names that say nothing', async () => {
    const { file } = await send(someBytes(100));
    const place = join(network.service.config.files.directory, file.slice(0, 2), file);
    expect(statSync(place).mode & 0o777).toBe(0o600);
    expect(readFileSync(place)).toHaveLength(100);
    expect(digestOf(readFileSync(place))).toBe(digestOf((await ben.read(file)).body));
  });
});
