/**
 * The real service for a test, in two ways.
 *
 * `startService` runs it in this process, where a test may turn its clock and read its log. `spawnService` runs the built
 * service as a process of its own, which a test may kill. Both listen on a free loopback port, on a database of their own
 * unless told otherwise.
 */
import type { NestExpressApplication } from '@nestjs/platform-express';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createApp } from '../../apps/api/src/main.js';
import { readConfig, type Config } from '../../apps/api/src/config.js';
import type { Clock } from '../../apps/api/src/clock.js';
import { Log } from '../../apps/api/src/http/log.js';
import { freshDatabase } from './database.js';
import { freePort } from './port.js';

const root = path.resolve(import.meta.dirname, '../..');

export interface ServiceOptions {
  /** A database of the caller's, who drops it; else a fresh one that goes with the service. */
  readonly databaseUrl?: string;
  /** Settings as the service reads them from its environment, e.g. `{ SESSION_IDLE_SECONDS: '2' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface InProcessOptions extends ServiceOptions {
  readonly clock?: Clock;
  /** A free one unless named. */
  readonly port?: number;
  /** Told every line of the service's log. */
  readonly onLog?: (line: string) => void;
}

export interface RunningService {
  /** The origin browsers and clients use: `http://localhost:<port>`. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly config: Config;
  readonly app: NestExpressApplication;
  /** Idempotent. Drops the database when it is the service's own. */
  readonly stop: () => Promise<void>;
}

export async function startService(options: InProcessOptions = {}): Promise<RunningService> {
  const database = await databaseFor(options);
  const port = options.port ?? (await freePort());
  const folder = ownFolder(options);
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: options.onLog === undefined ? 'silent' : 'debug', DATA_DIR: folder.path, ...options.settings, PORT: String(port), DATABASE_URL: database.url });
  const { onLog } = options;
  const log = onLog === undefined ? Log.create(config.logLevel) : Log.create(config.logLevel, { write: onLog });
  const app = await createApp(config, { log, ...(options.clock === undefined ? {} : { clock: options.clock }) });
  await app.listen(config.port, config.host);
  let stopped: Promise<void> | undefined;
  return {
    url: config.origin,
    databaseUrl: database.url,
    config,
    app,
    stop: async () => await (stopped ??= app.close().then(async () => { folder.remove(); await database.drop(); })),
  };
}

export interface SpawnedService {
  readonly url: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly process: () => ChildProcess;
  /** Everything it wrote, standard output and error, in all its lives. */
  readonly log: () => string;
  /** Ends it as a crash would, and resolves when it is gone. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again on the same port and database; resolves when it listens. */
  readonly start: () => Promise<void>;
  /** Ends it in order. Drops the database when it is the service's own. */
  readonly stop: () => Promise<void>;
}

/** Needs a build (`npm run build`); the test command makes one first. */
export async function spawnService(options: ServiceOptions = {}): Promise<SpawnedService> {
  const main = path.join(root, 'dist/apps/api/src/main.js');
  if (!existsSync(main)) throw new Error('There is no build of the service. Run `npm run build` first.');
  const database = await databaseFor(options);
  const port = await freePort();
  const folder = ownFolder(options);
  let written = '';
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [main], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', DATA_DIR: folder.path, ...options.settings, PORT: String(port), DATABASE_URL: database.url },
    });
    child = started;
    await new Promise<void>((resolve, reject) => {
      const hear = (line: string): void => {
        written += `${line}\n`;
        if (line.includes('"event":"listening"')) resolve();
      };
      createInterface({ input: started.stdout }).on('line', hear);
      createInterface({ input: started.stderr }).on('line', hear);
      started.once('error', reject);
      started.once('close', () => {
        reject(new Error(`The service ended before it listened:\n${written}`));
      });
    });
  };

  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const running = child;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => running.once('close', () => { resolve(); }));
    running.kill(signal);
    await gone;
  };

  await start();
  return {
    url: `http://localhost:${port}`,
    port,
    databaseUrl: database.url,
    process: () => {
      if (child === undefined) throw new Error('The service has not been started.');
      return child;
    },
    log: () => written,
    kill,
    start,
    stop: async () => {
      await kill('SIGTERM');
      folder.remove();
      await database.drop();
    },
  };
}

async function databaseFor(options: ServiceOptions): Promise<{ url: string; drop: () => Promise<void> }> {
  if (options.databaseUrl !== undefined) return { url: options.databaseUrl, drop: async () => undefined };
  return await freshDatabase();
}

/** Where the service keeps files, unless the caller has a folder of its own for it. */
function ownFolder(options: ServiceOptions): { path: string; remove: () => void } {
  const given = options.settings?.['DATA_DIR'];
  if (given !== undefined) return { path: given, remove: () => undefined };
  const made = mkdtempSync(path.join(tmpdir(), 'comity-data-'));
  return { path: made, remove: () => { rmSync(made, { recursive: true, force: true }); } };
}
