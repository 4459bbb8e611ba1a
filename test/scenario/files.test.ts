import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Pool } from 'pg';
import type { FileId, SpaceId } from '@comity/contracts';
import { plain, type Comity, type FileSource, type TimelineEntry, type TransferView } from '@comity/sdk';
import { FileSweep } from '../../apps/api/src/files/sweep.js';
import { Hostile, flipped } from './hostile.js';
import { passphrase, People, until, type Person } from './people.js';
import { Switch } from './switch.js';

type Message = Extract<TimelineEntry, { type: 'message' }>;
const mebibyte = 1_048_576;
const sealedChunk = mebibyte + 41;

describe('files', () => {
  let people: People;
  let ana: Person;
  let ben: Person;
  let space: SpaceId;
  let folder: string;
  let eve: Person;
  const line = new Switch();
  const hostile = new Hostile();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-files-'));
    people = await People.gather();
    await people.admit('Prosecution', 'PE');
    ana = await people.enrol('Ana Quispe', 'Prosecution', people.officers[0], 'focal-point');
    ben = await people.enrol('Ben Rojas', 'Prosecution', ana, 'practitioner', line.between);
    eve = await people.enrol('Eva Mamani', 'Prosecution', ana, 'practitioner', hostile.between);
    space = await ana.client.createChannel({ title: 'Evidence', purpose: null, members: [ben.id, eve.id] });
    await people.settled(ana, ben, eve);
  });
  // A test that fails while the line is cut keeps nobody from the next one.
  afterEach(() => { line.mend(); });
  afterAll(async () => {
    await people.end();
    await rm(folder, { recursive: true });
  });

  /** A file of random bytes, written a mebibyte at a time. */
  async function made(name: string, size: number): Promise<string> {
    const at = path.join(folder, name);
    const file = await open(at, 'w');
    for (let done = 0; done < size; done += mebibyte) await file.write(randomBytes(Math.min(mebibyte, size - done)));
    await file.close();
    return at;
  }
  async function digest(at: string): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(at), hash);
    return hash.digest('hex');
  }
  async function last(client: Comity): Promise<Message> {
    const { entries } = await client.timeline(space, -1, 1);
    const [entry] = entries;
    if (entry?.type !== 'message') throw new Error('no message');
    return entry;
  }
  /** Sends files with a message and waits until everybody has it. */
  async function send(from: Person, paths: string[], text = ''): Promise<Message> {
    const files: FileId[] = [];
    for (const at of paths) files.push(await from.client.upload(space, { path: at }));
    await from.client.send(space, plain(text, 'none', { files: files }));
    // Whoever sends first: what a person without a line still had to send would come to the others after they settled.
    await people.settled(from, ana, ben);
    return last(ben.client);
  }
  async function fetched(by: Person, { id, seq, files }: Message, to: string, which = 0): Promise<TransferView> {
    const transfer = await by.client.download(space, { id, seq: seq ?? 0 }, files[which]!.id, to);
    await ended(by.client, transfer);
    return view(by.client, transfer);
  }
  const view = async (client: Comity, id: string): Promise<TransferView> => (await client.transfers()).find((transfer) => transfer.id === id)!;
  const ended = (client: Comity, id: string) => until(client, async () => ['done', 'failed'].includes((await view(client, id)).state));

  it('of any size go with a message and come out the same, with name, type and preview', async () => {
    const paths = [await made('empty.txt', 0), await made('small.pdf', 1_000), await made('three chunks.png', 3 * mebibyte - 17)];
    const preview = { type: 'image/webp', bytes: new Uint8Array(randomBytes(900)), width: 64, height: 48 };
    const ids = [await ana.client.upload(space, { path: paths[0]! }), await ana.client.upload(space, { path: paths[1]! }), await ana.client.upload(space, { path: paths[2]! }, preview)];
    await ana.client.send(space, plain('annexes', 'H1', { files: ids }));
    await people.settled(ana, ben);
    const message = await last(ben.client);
    expect(message).toMatchObject({ text: 'annexes', handling: 'H1' });
    expect(message.files).toEqual([
      { id: ids[0], name: 'empty.txt', type: 'text/plain', size: 0, preview: null, available: 'yes' }, { id: ids[1], name: 'small.pdf', type: 'application/pdf', size: 1_000, preview: null, available: 'yes' },
      { id: ids[2], name: 'three chunks.png', type: 'image/png', size: 3 * mebibyte - 17, preview, available: 'yes' },
    ]);
    for (const [i, at] of paths.entries()) {
      const to = path.join(folder, `out-${i}`);
      expect((await fetched(ben, message, to, i)).state).toBe('done');
      expect(await digest(to)).toBe(await digest(at));
    }
    expect(await ana.client.transfers()).toEqual([]);
    // Who sent them reads them like everybody else.
    expect((await fetched(ana, await last(ana.client), path.join(folder, 'own'), 1)).state).toBe('done');
    for (const { id } of [...(await ben.client.transfers()), ...(await ana.client.transfers())]) { await ben.client.cancelTransfer(id); await ana.client.cancelTransfer(id); }
    expect(await ben.client.transfers()).toEqual([]);
  });

  it('are read in parts, across chunks, without fetching the rest', async () => {
    const at = await made('book', 20 * mebibyte + 5);
    const { id, seq, files } = await send(ana, [at]);
    const whole = await readFile(at);
    const read = (from: number, to: number) => ben.client.readFile(space, { id, seq: seq! }, files[0]!.id, from, to);
    for (const [from, to] of [[0, 10], [mebibyte - 3, mebibyte + 3], [5 * mebibyte, 12 * mebibyte + 1], [20 * mebibyte, 20 * mebibyte + 5], [7, 7]] as const) expect(Buffer.from(await read(from, to)).equals(whole.subarray(from, to))).toBe(true);
    expect((await read(20 * mebibyte, 30 * mebibyte)).length).toBe(5);
    await expect(read(0, 17 * mebibyte)).rejects.toMatchObject({ kind: 'problem', problem: { code: 'invalid-input' } });
    await expect(read(5, 3)).rejects.toMatchObject({ kind: 'problem' });
    await expect(ben.client.readFile(space, { id, seq: seq! - 1 }, files[0]!.id, 0, 1)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('let other messages go first while they are on their way', async () => {
    const source: FileSource & { open: () => void } = gated('slow', 2 * mebibyte);
    const id = await uploadOf(ana, source);
    const message = await ana.client.send(space, plain('with a file', 'none', { files: [id] }));
    await ana.client.send(space, plain('without one'));
    await until(ben.client, async () => (await last(ben.client)).text === 'without one');
    // Whoever sent it may hear later than others that it is there.
    await until(ana.client, async () => (await last(ana.client)).id === message);
    const queued = (await ana.client.timeline(space, -1, 1)).entries[0];
    expect(queued).toMatchObject({ id: message, delivery: 'queued', files: [{ id, name: 'slow' }] });
    source.open();
    await people.settled(ana, ben);
    expect((await last(ben.client)).id).toBe(message);
  });

  it('go on after the line was lost, both ways, and bring every byte once', async () => {
    const at = await made('evidence.zip', 24 * mebibyte + 123);
    const upload = await ben.client.upload(space, { path: at });
    await ben.client.send(space, plain('over a bad line', 'none', { files: [upload] }));
    for (const share of [0.1, 0.4, 0.7]) {
      await until(ben.client, async () => { const now = await view(ben.client, upload); return now === undefined || now.done >= share * now.size; });
      line.cut();
      line.mend();
    }
    await people.settled(ben, ana);
    const message = await last(ana.client);
    expect(message.text).toBe('over a bad line');
    const to = path.join(folder, 'evidence.out');
    const transfer = await ben.client.download(space, { id: message.id, seq: message.seq! }, message.files[0]!.id, to);
    await until(ben.client, async () => (await view(ben.client, transfer)).done > 0);
    line.cut();
    expect(['waiting', 'running']).toContain((await view(ben.client, transfer)).state);
    line.mend();
    await ended(ben.client, transfer);
    expect(await view(ben.client, transfer)).toMatchObject({ state: 'done', done: message.files[0]!.size });
    expect(await digest(to)).toBe(await digest(at));
  });

  it('go on after the program ended, both ways', async () => {
    const at = await made('long.mp4', 30 * mebibyte);
    const upload = await ben.client.upload(space, { path: at });
    await ben.client.send(space, plain('before the end', 'none', { files: [upload] }));
    await until(ben.client, async () => { const now = await view(ben.client, upload); return now === undefined || now.done >= 3 * mebibyte; });
    await people.restart(ben, line.between);
    await people.settled(ben, ana);
    const message = await last(ana.client);
    expect(message).toMatchObject({ text: 'before the end', files: [{ size: 30 * mebibyte }] });
    const to = path.join(folder, 'long.out');
    const transfer = await ben.client.download(space, { id: message.id, seq: message.seq! }, message.files[0]!.id, to);
    await until(ben.client, async () => (await view(ben.client, transfer)).done >= 3 * mebibyte);
    await people.restart(ben, line.between);
    const resumed = await view(ben.client, transfer);
    expect(resumed.done).toBeGreaterThanOrEqual(3 * mebibyte);
    await ended(ben.client, transfer);
    expect(await digest(to)).toBe(await digest(at));
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('of 64 MiB pass in pieces: neither side ever holds more than a few chunks', async () => {
    const at = await made('large', 64 * mebibyte);
    const platform = ana.device.platform.files!;
    const sink = platform.sink.bind(platform);
    const seen = { read: 0, ahead: 0, written: 0, unflushed: 0 };
    let transfer: FileId | undefined;
    const reopen = platform.reopen.bind(platform);
    platform.reopen = async (id) => {
      const source = await reopen(id);
      return source === undefined ? undefined : { ...source, read: async (from, to) => {
        seen.read = Math.max(seen.read, to - from);
        // What is read beyond what the client knows to be stored is what it holds.
        seen.ahead = Math.max(seen.ahead, to - ((await view(ana.client, id))?.done ?? 0));
        return source.read(from, to);
      } };
    };
    let unflushed = 0;
    platform.sink = async (...which) => {
      const inner = await sink(...which);
      return { write: async (from, bytes) => { seen.written = Math.max(seen.written, bytes.length); unflushed += bytes.length; seen.unflushed = Math.max(seen.unflushed, unflushed); await inner.write(from, bytes); }, flush: async () => { unflushed = 0; await inner.flush(); }, finish: () => inner.finish(), close: () => inner.close() };
    };
    try {
      transfer = await ana.client.upload(space, { path: at });
      await ana.client.send(space, plain('large', 'none', { files: [transfer] }));
      await people.settled(ana, ben);
      const to = path.join(folder, 'large.out');
      expect((await fetched(ana, await last(ana.client), to)).state).toBe('done');
      expect(await digest(to)).toBe(await digest(at));
    } finally {
      Object.assign(platform, { reopen, sink });
    }
    expect(seen.read).toBe(mebibyte);
    expect(seen.written).toBe(mebibyte);
    expect(seen.ahead).toBeLessThanOrEqual(8 * mebibyte);
    expect(seen.unflushed).toBeLessThanOrEqual(8 * mebibyte);
  });

  it('pause, go on and end when the person says so', async () => {
    const at = await made('paused', 12 * mebibyte);
    const upload = await ana.client.upload(space, { path: at });
    await ana.client.pauseTransfer(upload);
    const paused = await view(ana.client, upload);
    expect(paused).toMatchObject({ state: 'paused', bytesPerSecond: null, secondsLeft: null });
    await ana.client.send(space, plain('patience', 'none', { files: [upload] }));
    await ana.client.settled();
    expect((await view(ana.client, upload)).done).toBe(paused.done);
    await ana.client.resumeTransfer(upload);
    await people.settled(ana, ben);
    const message = await last(ben.client);
    expect(message.text).toBe('patience');
    const to = path.join(folder, 'cancelled');
    const transfer = await ben.client.download(space, { id: message.id, seq: message.seq! }, message.files[0]!.id, to);
    await ben.client.cancelTransfer(transfer);
    expect(await view(ben.client, transfer)).toBeUndefined();
    expect((await readdir(folder)).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  });

  it('run a few at once, all to their end', async () => {
    const paths = await Promise.all(Array.from({ length: 7 }, (_, i) => made(`one of many ${i}`, 2 * mebibyte + i)));
    const ids = await Promise.all(paths.map((at) => ana.client.upload(space, { path: at })));
    expect((await ana.client.transfers()).filter(({ state }) => state === 'running').length).toBeLessThanOrEqual(3);
    await ana.client.send(space, plain('many', 'none', { files: ids }));
    await people.settled(ana, ben);
    const message = await last(ben.client);
    expect(message.files.map(({ size }) => size)).toEqual(paths.map((_, i) => 2 * mebibyte + i));
  });

  it('are refused with the message when they are given up', async () => {
    const source = gated('given up', 3 * mebibyte);
    const id = await uploadOf(ana, source);
    const message = await ana.client.send(space, plain('never', 'none', { files: [id] }));
    await ana.client.cancelTransfer(id);
    source.open();
    await until(ana.client, async () => { const { entries: [entry] } = await ana.client.timeline(space, -1, 1); return entry?.type === 'message' && entry.delivery === 'refused'; });
    await ana.client.discard(space, message);
    await expect(ana.client.send(space, plain('x', 'none', { files: [id] }))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    await expect(ana.client.send(space, plain(''))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
  });

  it('that changed or vanished on the way are not sent as if they had not', async () => {
    const at = await made('changing', 9 * mebibyte);
    line.cut();
    const upload = await ben.client.upload(space, { path: at });
    await appendFile(at, 'more');
    line.mend();
    await ended(ben.client, upload);
    expect(await view(ben.client, upload)).toMatchObject({ state: 'failed', failure: { kind: 'file', file: 'source-changed' } });
    await truncate(at, 9 * mebibyte);
    await expect(ben.client.resumeTransfer(upload, { path: await made('other', 5) })).rejects.toMatchObject({ file: 'source-changed' });
    await ben.client.resumeTransfer(upload, { path: at });
    await ended(ben.client, upload);
    expect((await view(ben.client, upload)).state).toBe('done');
    await ben.client.cancelTransfer(upload);

    const gone = await made('vanishing', 9 * mebibyte);
    line.cut();
    const other = await ben.client.upload(space, { path: gone });
    await rm(gone);
    line.mend();
    await ended(ben.client, other);
    expect(await view(ben.client, other)).toMatchObject({ state: 'failed', failure: { kind: 'file', file: 'source-needed' } });
    await writeFile(gone, randomBytes(9 * mebibyte));
    await ben.client.resumeTransfer(other, { path: gone });
    await ended(ben.client, other);
    expect((await view(ben.client, other)).state).toBe('done');
    await ben.client.cancelTransfer(other);
  });

  it('are sent again when the service let them go before their message went', async () => {
    const at = await made('late', 2 * mebibyte);
    const upload = await ana.client.upload(space, { path: at });
    await ended(ana.client, upload);
    people.clock.turn(86_400_000 + 60_000);
    await people.service.app.get(FileSweep).sweep();
    await people.service.app.get(FileSweep).sweep();
    // The session ended meanwhile; nothing is lost.
    await ana.client.signInWithPassphrase(ana.login, passphrase, ana.codes.next());
    await ben.client.signInWithPassphrase(ben.login, passphrase, ben.codes.next());
    await eve.client.signInWithPassphrase(eve.login, passphrase, eve.codes.next());
    await ana.client.send(space, plain('a day later', 'none', { files: [upload] }));
    await until(ben.client, async () => (await last(ben.client)).text === 'a day later');
    await people.settled(ana, ben);
    const message = await last(ben.client);
    expect(message.text).toBe('a day later');
    const to = path.join(folder, 'late.out');
    await fetched(ben, message, to);
    expect(await digest(to)).toBe(await digest(at));
  });

  it('are gone, and said to be gone, when the service holds them no more', async () => {
    const message = await send(ana, [await made('short-lived', 10_000)], 'for a while');
    const pool = new Pool({ connectionString: people.service.databaseUrl, max: 1 });
    await pool.query('delete from file_place where file = $1', [message.files[0]!.id]);
    await pool.end();
    expect(await fetched(ben, message, path.join(folder, 'gone'))).toMatchObject({ state: 'failed', failure: { kind: 'file', file: 'expired' } });
    await until(ben.client, async () => (await last(ben.client)).files[0]?.available === 'expired');
    await expect(ben.client.readFile(space, { id: message.id, seq: message.seq! }, message.files[0]!.id, 0, 5)).rejects.toMatchObject({ file: 'expired' });
  });

  it('go from the service when their message is withdrawn, also after a time without a line', async () => {
    const message = await send(ben, [await made('regretted', 5_000)], 'oops');
    const on = { id: message.id, seq: message.seq! };
    line.cut();
    await ben.client.withdraw(space, on);
    expect((await ana.client.readFile(space, on, message.files[0]!.id, 0, 5)).length).toBe(5);
    line.mend();
    await people.settled(ben, ana);
    await until(ben.client, async () => (await last(ben.client)).withdrawn !== null);
    expect((await last(ana.client)).files).toEqual([]);
    const pool = new Pool({ connectionString: people.service.databaseUrl, max: 1 });
    for (const deadline = performance.now() + 15_000; performance.now() < deadline;) {
      await ben.client.settled();
      if ((await pool.query('select 1 from file_place where file = $1', [message.files[0]!.id])).rowCount === 0) break;
    }
    expect((await pool.query('select 1 from file_place where file = $1', [message.files[0]!.id])).rowCount).toBe(0);
    await pool.end();
  });

  it('are forwarded without being sent again, and stay when the first message goes', async () => {
    const at = await made('forwarded.pdf', 2 * mebibyte);
    const message = await send(ana, [at], 'see this');
    const on = { id: message.id, seq: message.seq! };
    const elsewhere = await ben.client.createChannel({ title: 'Elsewhere', purpose: null, members: [eve.id] });
    await people.settled(ben, eve);
    await ben.client.forward({ space, on }, elsewhere, '');
    await people.settled(ben, eve);
    const { entries } = await eve.client.timeline(elsewhere, -1, 1);
    const [forwarded] = entries;
    if (forwarded?.type !== 'message') throw new Error('nothing was forwarded');
    expect(forwarded).toMatchObject({ text: 'see this', files: [{ id: message.files[0]!.id, name: 'forwarded.pdf', size: 2 * mebibyte }] });
    await ana.client.withdraw(space, on);
    await people.settled(ana, ben, eve);
    const whole = await eve.client.readFile(elsewhere, { id: forwarded.id, seq: forwarded.seq! }, forwarded.files[0]!.id, 0, 2 * mebibyte);
    expect(Buffer.from(whole).equals(await readFile(at))).toBe(true);
  });

  it('are refused beyond the largest size before a byte is read', async () => {
    const { largest, left } = await ana.client.fileAllowance(space);
    expect(largest).toBe(2 * 1024 ** 3);
    expect(left).toBeGreaterThan(largest);
    const read = { name: 'huge', type: '', size: largest + 100_000_000, read: () => Promise.reject(new Error('must not be read')) };
    await expect(uploadOf(ana, read)).rejects.toMatchObject({ problem: { code: 'too-large' } });
  });

  it('do not fit beside the longest of texts, which is said at once', async () => {
    const id = await ana.client.upload(space, { path: await made(`${'ж'.repeat(100)}.pdf`, 10) });
    const ids = [id, ...await Promise.all(Array.from({ length: 9 }, async (_, i) => ana.client.upload(space, { path: await made(`${'ж'.repeat(110)}${i}`, 10) })))];
    await expect(ana.client.send(space, plain('€'.repeat(20_000), 'none', { files: ids }))).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    await ana.client.send(space, plain('€'.repeat(10_000), 'none', { files: ids }));
    await people.settled(ana, ben);
    expect((await last(ben.client)).files).toHaveLength(10);
  });

  describe('from a service that lies', () => {
    let message: Message;
    beforeAll(async () => {
      message = await send(ana, [await made('target', 5 * mebibyte + 1_000)], 'target');
      await people.settled(eve);
    });
    const at = (from: number, chunk: number, within = 100): number => chunk * sealedChunk + within - from;
    const outcome = async (): Promise<TransferView['failure']> => (await fetched(eve, message, path.join(folder, `lied-${randomBytes(4).toString('hex')}`))).failure;

    it('a changed byte is refused with the number of its chunk', async () => {
      for (const chunk of [0, 3, 5]) {
        hostile.range((answer, from, to) => (from <= chunk * sealedChunk + 100 && chunk * sealedChunk + 100 < to ? { ...answer, bytes: flipped(answer.bytes, at(from, chunk)) } : answer));
        expect(await outcome()).toEqual({ kind: 'file', file: 'tampered', chunk });
      }
      hostile.range((answer, from) => (from > 5 * sealedChunk ? { ...answer, bytes: flipped(answer.bytes, 40) } : answer));
      expect(await outcome()).toEqual({ kind: 'file', file: 'tampered', chunk: 6 });
    });

    it('chunks in another order are refused with the first that is not in its place', async () => {
      const reader = eve.client;
      hostile.range(async (answer, from, to) => {
        if (from !== 2 * sealedChunk && !(from < 2 * sealedChunk && to > 2 * sealedChunk)) return answer;
        const bytes = answer.bytes.slice();
        const start = 2 * sealedChunk - from;
        // The chunk before, where there is one in this answer; else the one behind.
        bytes.copyWithin(start, start - sealedChunk >= 0 ? start - sealedChunk : start + sealedChunk, start - sealedChunk >= 0 ? start : start + 2 * sealedChunk);
        return { ...answer, bytes };
      });
      expect(await outcome()).toMatchObject({ kind: 'file', file: 'tampered', chunk: 2 });
      expect(await reader.alarms()).toEqual([]);
    });

    it('a file that is cut off, or grown, is refused with the first chunk that is missing, or too many', async () => {
      hostile.range((answer) => ({ ...answer, total: 3 * sealedChunk + 5 }));
      expect(await outcome()).toEqual({ kind: 'file', file: 'truncated', chunk: 3 });
      hostile.range((answer) => ({ ...answer, total: (answer.total ?? 0) + 1 }));
      expect(await outcome()).toEqual({ kind: 'file', file: 'extended', chunk: 7 });
      hostile.range((answer, from, to) => (to - 1 > 4 * sealedChunk && from <= 5 * sealedChunk ? { ...answer, bytes: answer.bytes.subarray(0, Math.max(0, 4 * sealedChunk - from)) } : answer));
      expect(await outcome()).toEqual({ kind: 'file', file: 'truncated', chunk: 4 });
    });

    it('parts for previews are refused the same', async () => {
      hostile.range((answer, from, to) => (from <= sealedChunk && sealedChunk < to ? { ...answer, bytes: flipped(answer.bytes, at(from, 1)) } : answer));
      await expect(eve.client.readFile(space, { id: message.id, seq: message.seq! }, message.files[0]!.id, mebibyte + 5, mebibyte + 6)).rejects.toMatchObject({ kind: 'file', file: 'tampered', chunk: 1 });
      hostile.range((answer) => answer);
      expect((await eve.client.readFile(space, { id: message.id, seq: message.seq! }, message.files[0]!.id, mebibyte + 5, mebibyte + 6)).length).toBe(1);
    });

    it('and an honest one brings it whole', async () => {
      hostile.range((answer) => answer);
      expect(await outcome()).toBeNull();
    });
  });

  /** A source that gives nothing until it is opened. */
  function gated(name: string, size: number): FileSource & { open: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    return { name, type: 'application/zip', size, open: resolve, read: async (from, to) => { await promise; return new Uint8Array(to - from).fill(7); } };
  }

  /** Uploads from a source of the test's own: the platform of a person is asked for it by a path that nobody has. */
  async function uploadOf(person: Person, source: FileSource): Promise<FileId> {
    const platform = person.device.platform.files!;
    const [open_, reopen] = [platform.open.bind(platform), platform.reopen.bind(platform)];
    let id: FileId | undefined;
    platform.open = async (made_) => { id = made_; return source; };
    platform.reopen = async (asked) => (asked === id ? source : reopen(asked));
    try {
      return await person.client.upload(space, source);
    } finally {
      platform.open = open_;
    }
  }
});
