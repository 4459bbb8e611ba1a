/** What a start says when it cannot be: one line that names the setting, before anything else has begun. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');

// Runs the built program: the test command builds it first.
describe('a start on a port that another program has', () => {
  let other: Server;
  let directory: string;
  let port: string;
  const started: ChildProcess[] = [];
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'comity-start-'));
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    port = String((other.address() as AddressInfo).port);
  });
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    other.close();
    await rm(directory, { recursive: true });
  });

  const start = async (program: string[]): Promise<{ code: number; said: string }> => {
    const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], PORT: port, DATA_DIR: directory, DEMO: 'off' } });
    started.push(child);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    const [code] = await once(child, 'close') as [number];
    return { code, said };
  };

  it('says so in one line and starts no database', async () => {
    expect(await start(['dist/apps/api/src/main.js'])).toEqual({ code: 78, said: `Bad configuration: PORT: ${port} is taken by another program\n` });
    expect(await readdir(directory)).not.toContain('postgres');
  });

  it('does not advise, as npm start, to start it again', async () => {
    const { code, said } = await start(['scripts/run.mjs', 'start']);
    expect([code, said]).toEqual([1, `Bad configuration: PORT: ${port} is taken by another program\n`]);
  });
});
