/** A disk without room: said so, nothing half-written, and well again as soon as there is room. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileWire, type FileId, type Upload } from '@comity/contracts';
import { FileSweep } from '../../../apps/api/src/files/sweep.js';
import { anId, code, FileWire, json, someBytes } from '../../support/file-wire.js';
import { seal, spaceOf, startNetwork, Wire, type HeldSpace, type TestNetwork } from '../../support/network.js';

// Mounting a small file system of one's own needs the rights of root.
const root = process.getuid?.() === 0;

(root ? describe : describe.skip)('a full disk (needs root, to mount a small one)', () => {
  let folder: string, network: TestNetwork, wire: Wire, space: HeldSpace, ana: FileWire;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'comity-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
    network = await startNetwork(2, { settings: { DATA_DIR: folder } });
    wire = await Wire.open(network.service.url, network.seats[0]!);
    space = await spaceOf(wire, [network.seats[1]!]);
    ana = new FileWire(network.service.url, network.seats[0]!);
  });
  afterAll(async () => {
    wire?.close();
    await network?.service.stop();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });
  const pieces = (): string[] => readdirSync(path.join(folder, 'files', 'pieces'));

  it('refuses what does not fit, keeps what it acknowledged, and recovers', async () => {
    const step = 8 * fileWire.chunk;
    const bytes = someBytes(10 * step);
    const id = anId<FileId>();
    expect((await ana.create(space.id, bytes.length, id)).status).toBe(201);
    let offset = 0;
    let refused: Awaited<ReturnType<FileWire['append']>> | undefined;
    while (refused === undefined && offset < bytes.length) {
      const answer = await ana.append(id, offset, bytes.subarray(offset, offset + step));
      if (answer.status === 200) offset = json<Upload>(answer).offset;
      else refused = answer;
    }
    expect([refused?.status, refused === undefined ? '' : code(refused)]).toEqual([507, 'no-room']);
    expect(offset).toBeGreaterThan(0);
    expect(json<Upload>(await ana.state(id))).toMatchObject({ offset, complete: false });
    expect(pieces()).toEqual([]);
    // Tried again, it is refused again, and still nothing is lost.
    expect((await ana.append(id, offset, bytes.subarray(offset, offset + step))).status).toBe(507);
    expect(pieces()).toEqual([]);

    const other = await ana.upload(space.id, someBytes(100)).catch(() => undefined);
    if (other !== undefined) expect((await ana.cancel(other)).status).toBe(204);
    expect((await ana.cancel(id)).status).toBe(204);
    await network.service.app.get(FileSweep).sweep();
    const small = someBytes(3 * step);
    const file = await ana.upload(space.id, small);
    const item = await seal(space, wire.seat);
    await ana.place(file, item.id, space.id);
    await wire.get('messaging:post', { item: item.bytes });
    expect((await ana.read(file)).body.equals(small)).toBe(true);
  });
});
