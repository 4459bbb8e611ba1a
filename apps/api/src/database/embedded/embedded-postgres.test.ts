import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { speaker, type Speaker } from '../../../../../test/support/lines.js';
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresEvent } from './embedded-postgres.js';
import { processesOf } from './processes.js';

const root = path.resolve(import.meta.dirname, '../../../../..');
const asRoot = process.getuid?.() === 0;

let dataDir: string;
let undo: (() => unknown)[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'comity-embedded-'));
  chmodSync(dataDir, 0o755);
  undo = [() => { rmSync(dataDir, { recursive: true, force: true }); }];
});

afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

function holder(directory: string, port = 0): Speaker {
  return speaker(process.execPath, ['--import', './test/support/typescript.ts', 'test/support/postgres-holder.ts', directory, String(port)], { cwd: root });
}

async function started(report?: (event: EmbeddedPostgresEvent) => void, port = 0): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, port, durable: false, ...(report === undefined ? {} : { report }) });
  undo.push(async () => { await server.stop(); });
  return server;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('is a real server with UTF-8, checksums, passwords and durable commits, owned by a role that is no superuser', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    undo.push(async () => { await server.stop(); });
    const [row] = await ask(
      server.url,
      `select current_user as who, (select rolsuper from pg_roles where rolname = current_user) as super,
              current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('listen_addresses') as addresses, current_setting('password_encryption') as passwords`,
    );
    expect(row).toEqual({ who: 'comity', super: false, encoding: 'UTF8', checksums: 'on', fsync: 'on', commit: 'on', addresses: '127.0.0.1', passwords: 'scram-sha-256' });
    expect(statSync(path.join(dataDir, 'passwords.json')).mode & 0o077).toBe(0);
  });

  it('refuses a wrong password', async () => {
    const server = await started();
    const wrong = server.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps what was stored when it is stopped and started, and leaves no process behind', async () => {
    const first = await started();
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(processesOf(path.join(dataDir, 'cluster'))).toEqual([]);

    const second = await started();
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('heals a killed postmaster under the same address', async () => {
    const events: string[] = [];
    let healed = (): void => undefined;
    const healing = new Promise<void>((resolve) => (healed = resolve));
    const server = await started((event) => {
      events.push(event.kind);
      if (event.kind === 'healed') healed();
    });
    await ask(server.url, 'create table kept as select 42 as answer');
    const before = server.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await healing;
    expect(server.pid()).not.toBe(before);
    expect(await ask(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(events).toEqual(['initialised', 'started', 'lost', 'healed']);
  });

  it('adopts the server that a killed service left behind', async () => {
    const killed = holder(dataDir);
    const ready = await killed.heard('ready');
    killed.process.kill('SIGKILL');
    await killed.ended;

    const events: string[] = [];
    const server = await started((event) => events.push(event.kind));
    expect(events).toEqual(['adopted']);
    expect(server.pid()).toBe(ready['pid']);
    expect(server.url).toBe(ready['url']);
  });

  it('starts again after the service and the postmaster were both killed', async () => {
    const killed = holder(dataDir);
    const ready = await killed.heard('ready');
    killed.process.kill('SIGKILL');
    process.kill(Number(ready['pid']), 'SIGKILL');
    await killed.ended;

    const server = await started();
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is not misled by a lock file whose process id belongs to somebody else', async () => {
    const first = await started();
    await first.stop();
    const lock = path.join(dataDir, 'cluster', 'postmaster.pid');
    writeFileSync(lock, `${process.pid}\n${path.join(dataDir, 'cluster')}\n1700000000\n${first.port}\n\n127.0.0.1\n`);

    const events: string[] = [];
    const server = await started((event) => events.push(event.kind));
    expect(events).toEqual(['started']);
    expect(readFileSync(lock, 'utf8').split('\n')[0]).toBe(String(server.pid()));
  });

  it('says so when a running service already uses the data directory, and leaves that one alone', async () => {
    const server = await started();
    const second = holder(dataDir);
    expect((await second.heard('refused'))['message']).toMatch(/Another running service already uses the database/);
    await second.ended;
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says which port is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    undo.push(() => { squatter.close(); });
    const { port } = squatter.address() as { port: number };
    await expect(started(undefined, port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken by another program`);
  });

  it('stops in order on request, also when it was adopted', async () => {
    const killed = holder(dataDir);
    await killed.heard('ready');
    killed.process.kill('SIGKILL');
    await killed.ended;
    const heir = holder(dataDir);
    await heir.heard('adopted');
    await heir.heard('ready');
    heir.process.kill('SIGTERM');
    await heir.heard('stopped');
    expect(await heir.ended).toBe(0);
    expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down/);
    expect(existsSync(path.join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  (asRoot ? it : it.skip)('works for root below a directory that only root may enter', async () => {
    const closed = path.join(dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const server = await startEmbeddedPostgres({ dataDir: path.join(closed, 'postgres'), durable: false });
    const elsewhere = readFileSync(path.join(closed, 'postgres', 'located-at'), 'utf8').trim();
    undo.push(async () => {
      await server.stop();
      rmSync(elsewhere, { recursive: true, force: true });
    });
    expect(elsewhere).toMatch(/^\/var\/lib\/comity\/clusters\//);
    const [row] = await ask(server.superuserUrl, "select current_setting('data_directory') as directory");
    expect(row).toEqual({ directory: path.join(elsewhere, 'cluster') });

    await ask(server.url, 'create table kept as select 42 as answer');
    await server.stop();
    const moved = path.join(dataDir, 'moved');
    cpSync(closed, moved, { recursive: true });
    rmSync(closed, { recursive: true });
    const again = await startEmbeddedPostgres({ dataDir: path.join(moved, 'postgres'), durable: false });
    undo.push(async () => { await again.stop(); });
    expect(await ask(again.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});
