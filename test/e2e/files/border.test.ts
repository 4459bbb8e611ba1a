/** What the doors of files refuse: sizes, lies, endless and cut bodies, strange names; and that nothing is left of it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { Pool } from 'pg';
import { gzipSync } from 'node:zlib';
import { fileWire, type FileId, type Upload } from '@comity/contracts';
import { FileSweep } from '../../../apps/api/src/files/sweep.js';
import { anId, code, digestOf, FileWire, json, someBytes } from '../../support/file-wire.js';
import { foundSpace, spaceOf, startNetwork, Wire, type HeldSpace, type TestNetwork } from '../../support/network.js';

const mebibyte = 1_048_576;
const largest = 4 * mebibyte;

describe('the doors of files', () => {
  let network: TestNetwork, wire: Wire, space: HeldSpace, ana: FileWire, ben: FileWire, pool: Pool;
  beforeAll(async () => {
    network = await startNetwork(3, { settings: { FILES_LARGEST_BYTES: String(largest), FILES_PRACTITIONER_BYTES: String(20 * mebibyte), FILES_SPACE_BYTES: String(15 * mebibyte), FILES_TOTAL_BYTES: String(30 * mebibyte) } });
    wire = await Wire.open(network.service.url, network.seats[0]!);
    space = await spaceOf(wire, [network.seats[1]!]);
    [ana, ben] = network.seats.map((seat) => new FileWire(network.service.url, seat)) as [FileWire, FileWire];
    pool = new Pool({ connectionString: network.service.databaseUrl, max: 1 });
  });
  afterAll(async () => {
    wire?.close();
    await pool?.end();
    await network?.service.stop();
  });
  const pieces = (): string[] => readdirSync(`${network.service.config.files.directory}/pieces`);
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (const deadline = performance.now() + 15_000; !(await holds());) {
      if (performance.now() > deadline) throw new Error('waited in vain');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const opened = async (size: number): Promise<FileId> => {
    const id = anId<FileId>();
    expect((await ana.create(space.id, size, id)).status).toBe(201);
    return id;
  };
  const offset = async (id: FileId): Promise<number> => json<Upload>(await ana.state(id)).offset;
  const close = async (id: FileId): Promise<void> => {
    expect((await ana.cancel(id)).status).toBe(204);
    await network.service.app.get(FileSweep).sweep();
  };

  it('need a device, not just a session', async () => {
    await pool.query('update session set device = null where practitioner = $1', [network.seats[2]!.practitioner]);
    const nobody = new FileWire(network.service.url, network.seats[2]!);
    for (const answer of [await nobody.create(space.id, 100), await nobody.state(anId()), await nobody.append(anId(), 0, someBytes(10)), await nobody.read(anId()), await nobody.place(anId(), anId(), space.id), await nobody.remove(anId(), anId()), await nobody.cancel(anId())]) {
      expect([answer.status, code(answer)]).toEqual([403, 'device-required']);
    }
  });

  it('take a file of the largest size, and none of a byte more', async () => {
    const blob = largest + 4 * 41 + 4 * 32 + 41;
    const id = await opened(blob);
    const more = await ana.create(space.id, blob + 1);
    expect([more.status, code(more)]).toEqual([413, 'too-large']);
    expect(json(await ana.call('GET', `/api/files?space=${space.id}`))).toEqual({ largest: blob, left: 15 * mebibyte - blob });
    await close(id);
  });

  it.each([0, -1, 1.5, 2 ** 53, '100', null])('refuse to announce %p bytes', async (size) => {
    const answer = await ana.call('POST', '/api/files', { body: { id: anId(), space: space.id, size } });
    expect([answer.status, code(answer)]).toEqual([400, 'invalid-input']);
  });

  it('take nothing the contract does not name, and no id that is a path', async () => {
    for (const body of [{ id: '../../etc/passwd', space: space.id, size: 10 }, { id: anId(), space: space.id, size: 10, practitioner: anId() }, { id: anId(), space: space.id, size: 10, offset: 5 }, { id: anId().toUpperCase(), space: space.id, size: 10 }, []]) {
      expect(code(await ana.call('POST', '/api/files', { body }))).toBe('invalid-input');
    }
    for (const path of ['..%2f..%2fetc%2fpasswd', '%2e%2e', 'pieces', `${anId()}%00`, `${anId()}.tmp`, '__proto__', 'constructor']) {
      for (const answer of [await ana.call('GET', `/api/files/${path}`), await ana.call('GET', `/api/files/${path}/upload`), await ana.append(path, 0, someBytes(10)), await ana.place(path, anId(), space.id)]) {
        expect([path, [400, 404].includes(answer.status), answer.body.includes('root:')]).toEqual([path, true, false]);
      }
    }
    for (const at of ['-1', '1e3', '0x10', '01', '99999999999999', '1.5', '%20']) expect((await ana.append(anId(), at, someBytes(10))).status).toBe(400);
  });

  it('take no piece that is too large, too small, beyond the end, or somewhere else', async () => {
    const id = await opened(2 * fileWire.chunk);
    const eight = fileWire.chunk * fileWire.chunksPerAppend;
    for (const [at, bytes, status] of [[0, someBytes(eight + 1), 413], [0, someBytes(2 * fileWire.chunk + 1), 413], [0, someBytes(fileWire.chunk - 1), 400], [fileWire.chunk, someBytes(fileWire.chunk), 409]] as const) {
      expect((await ana.append(id, at, bytes).catch(() => ({ status: 413 }))).status).toBe(status);
    }
    expect(await offset(id)).toBe(0);
    expect(pieces()).toEqual([]);
    await close(id);
  });

  it('take no piece whose bytes are not those of its digest, and none without one', async () => {
    const id = await opened(100);
    for (const [headers, said] of [[{ 'content-digest': digestOf(someBytes(5)) }, 'malformed'], [{ 'content-digest': 'sha-256=:x:' }, 'invalid-input'], [{ 'content-digest': '' }, 'invalid-input'], [{ 'content-type': 'application/json' }, 'invalid-input'], [{ 'content-type': 'text/html' }, 'invalid-input']] as [Record<string, string>, string][]) {
      expect(code(await ana.append(id, 0, someBytes(100), headers))).toBe(said);
    }
    expect([await offset(id), pieces()]).toEqual([0, []]);
    await close(id);
  });

  it('unpack nothing', async () => {
    const id = await opened(fileWire.chunk);
    const bomb = gzipSync(Buffer.alloc(64 * mebibyte));
    const answer = await ana.append(id, 0, bomb, { 'content-encoding': 'gzip' });
    expect([answer.status, code(answer)]).toEqual([400, 'invalid-input']);
    expect(await offset(id)).toBe(0);
    await close(id);
  });

  it('take no body without end', async () => {
    const id = await opened(2 * fileWire.chunk);
    const endless = ana.begin(id, 0, 'chunked', someBytes(1_000));
    expect(await endless.answer).toEqual({ status: 413, code: 'too-large' });
    endless.drop();
    expect([await offset(id), pieces()]).toEqual([0, []]);
    await close(id);
  });

  it('leave nothing of a body that ends before the length it announced', async () => {
    const id = await opened(2 * fileWire.chunk);
    const liar = ana.begin(id, 0, fileWire.chunk, someBytes(500_000));
    await until(() => pieces().length === 1);
    liar.drop();
    await until(() => pieces().length === 0);
    expect(await offset(id)).toBe(0);
    // And whoever announces less than they send gets in at most what they announced: the rest is no request.
    const bytes = someBytes(2 * fileWire.chunk + 400);
    const socket = connect(Number(new URL(network.service.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    let said = '';
    socket.on('data', (part) => { said += part.toString('latin1'); });
    socket.write(`PUT /api/files/${id}/upload/0 HTTP/1.1\r\nHost: localhost\r\nCookie: ${ana.sender.cookie}\r\nContent-Type: application/octet-stream\r\nContent-Digest: ${digestOf(bytes.subarray(0, 2 * fileWire.chunk))}\r\nContent-Length: ${2 * fileWire.chunk}\r\n\r\n`);
    socket.write(bytes);
    await until(() => said.includes('HTTP/1.1 400'));
    socket.destroy();
    await until(() => pieces().length === 0);
    expect([0, 2 * fileWire.chunk]).toContain(await offset(id));
    await close(id);
  });

  it('keep slow senders apart: others go on, and of the slow ones nothing stays', async () => {
    const slow = await Promise.all(Array.from({ length: 4 }, () => opened(fileWire.chunk)));
    const bodies = slow.map((id) => ana.begin(id, 0, fileWire.chunk, someBytes(10)));
    await until(() => pieces().length === 4);
    expect((await ben.upload(space.id, someBytes(1_000))).length).toBe(36);
    for (const { drop } of bodies) drop();
    await until(() => pieces().length === 0);
    for (const id of slow) await close(id);
  });

  it('carry so many bodies of one person at once, and not more', async () => {
    const id = await opened(fileWire.chunk);
    const bodies = Array.from({ length: 16 }, () => ana.begin(id, 0, fileWire.chunk, someBytes(10)));
    await until(() => pieces().length === 16);
    const more = await ana.append(id, 0, someBytes(fileWire.chunk));
    expect([more.status, code(more)]).toEqual([429, 'slow-down']);
    for (const { drop } of bodies) drop();
    await until(() => pieces().length === 0);
    await close(id);
  });

  it('cut off a body whose session ends', async () => {
    const id = anId<FileId>();
    await ben.create(space.id, fileWire.chunk, id);
    const body = ben.begin(id, 0, fileWire.chunk, someBytes(10));
    await until(() => pieces().length === 1);
    const [{ token_hash: token } = { token_hash: undefined }] = (await pool.query<{ token_hash: Buffer }>('select token_hash from session where practitioner = $1', [network.seats[1]!.practitioner])).rows;
    expect(token).toBeDefined();
    expect((await ben.call('DELETE', '/api/session')).status).toBe(204);
    await expect(body.answer).rejects.toMatchObject({ code: 'ECONNRESET' });
    await until(() => pieces().length === 0);
    expect((await ben.state(id)).status).toBe(401);
  });

  it('hold to the room of a space, a person and the service, announced sizes included, and give it back', async () => {
    const size = largest;
    const own = await Promise.all(Array.from({ length: 3 }, () => opened(size)));
    const full = await ana.create(space.id, size);
    expect([full.status, code(full), json<{ detail: string }>(full).detail]).toEqual([409, 'quota-exceeded', 'The room of the space for files is used up.']);
    const second = await foundSpace(wire);
    const inSecond = anId<FileId>();
    expect((await ana.create(second.id, size, inSecond)).status).toBe(201);
    expect(json<{ detail: string }>(await ana.create(second.id, size + 100)).detail).toBe('The room of the practitioner for files is used up.');
    // Whatever many ask for at once, the sum holds.
    await close(inSecond);
    for (const id of own) await close(id);
    const answers = await Promise.all(Array.from({ length: 12 }, () => ana.create(space.id, size)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter((answer) => answer.status === 409 && code(answer) === 'quota-exceeded')).toHaveLength(9);
    const { rows: [taken] } = await pool.query<{ bytes: string }>("select bytes from file_room where scope = 'space' and id = $1", [space.id]);
    expect(Number(taken?.bytes)).toBeLessThanOrEqual(15 * mebibyte);
  });
});
