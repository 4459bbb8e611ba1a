/** From nothing running to somebody signed in: the built service with its embedded database, after installation. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { found, signIn } from '../support/community.js';
import { freePort } from '../support/port.js';
import { figure, type Table } from './report.js';

const root = path.resolve(import.meta.dirname, '../..');

export async function measureColdStart(progress: (line: string) => void): Promise<Table> {
  const directory = mkdtempSync(path.join(tmpdir(), 'comity-cold-'));
  chmodSync(directory, 0o755); // the database runs under another account
  const port = await freePort();
  const token = randomBytes(32).toString('base64url');
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
      cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: directory, SET_UP_TOKEN: token, DEMO: 'off' },
    });
    const lines = createInterface({ input: child.stdout });
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => { if (line.includes('"event":"listening"')) resolve(); });
      child.once('exit', () => { reject(new Error('the service ended before it listened')); });
    });
    return child;
  };
  const stop = async (child: ChildProcess): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  const origin = `http://localhost:${port}`;
  try {
    const began = performance.now();
    const first = await start();
    const fresh = performance.now() - began;
    const founded = await found(origin, token);
    await stop(first);
    const again = performance.now();
    const second = await start();
    const listening = performance.now() - again;
    await signIn(origin, founded.signIn);
    const signedIn = performance.now() - again;
    await stop(second);
    progress(`cold start: listening after ${figure(listening)} ms, signed in after ${figure(signedIn)} ms`);
    return {
      title: 'Cold start', note: 'The service and its embedded database, neither running before; milliseconds from the start of the process.', columns: ['until', 'ms', 'bar'],
      rows: [['it listens, the very first time (database made and migrated)', figure(fresh), '-'], ['it listens', figure(listening), '-'], ['somebody has signed in', figure(signedIn), '3,000']],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
