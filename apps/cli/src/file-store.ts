/**
 * A store in one file that only its owner may read: a journal of batches, one a line, synced before a write is done.
 * A line that was cut off by the end of the program never happened. Trust: values are sealed by the SDK; the key that
 * opens them lies in the same file unless the account is locked, as it does in any client that starts without asking.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { MemoryStore, type Store } from '@comity/sdk';

interface Line { put: [string, string][]; delete: string[] }

export class StoreInUse extends Error {
  constructor() { super('Another program uses this store.'); }
}

export class FileStore implements Store {
  private readonly memory = new MemoryStore();
  private tail: Promise<void> = Promise.resolve();
  private lines = 0;

  private constructor(private readonly file: string, private readonly lock: string, private handle: FileHandle) {}

  /** Throws `StoreInUse` while another process has it open. */
  static async open(file: string): Promise<FileStore> {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const lock = `${file}.lock`;
    take(lock);
    const store = new FileStore(file, lock, await open(file, 'a+', 0o600));
    await store.load();
    return store;
  }

  get(key: string): Promise<Uint8Array | undefined> { return this.memory.get(key); }
  list(prefix: string, options?: { after?: string; limit?: number; reverse?: boolean }): Promise<[string, Uint8Array][]> { return this.memory.list(prefix, options); }

  write(batch: { put: [string, Uint8Array][]; delete: string[] }): Promise<void> {
    const line: Line = { put: batch.put.map(([key, value]) => [key, Buffer.from(value).toString('base64')]), delete: batch.delete };
    return this.turn(async () => {
      await this.append(line);
      await this.memory.write(batch);
    });
  }

  clear(): Promise<void> {
    return this.turn(async () => {
      await this.handle.truncate(0);
      await this.handle.datasync();
      await this.memory.clear();
    });
  }

  async close(): Promise<void> {
    await this.tail.catch(() => undefined);
    await this.handle.close();
    rmSync(this.lock, { force: true });
  }

  private turn(work: () => Promise<void>): Promise<void> {
    const done = this.tail.then(work, work);
    this.tail = done.catch(() => undefined);
    return done;
  }

  private async append(line: Line): Promise<void> {
    await this.handle.appendFile(`${JSON.stringify(line)}\n`);
    await this.handle.datasync();
    this.lines += 1;
  }

  private async load(): Promise<void> {
    const text = readFileSync(this.file, 'utf8');
    for (const part of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
      if (part === '') continue;
      const line = JSON.parse(part) as Line;
      await this.memory.write({ put: line.put.map(([key, value]) => [key, Buffer.from(value, 'base64')]), delete: line.delete });
      this.lines += 1;
    }
    if (this.lines > 200 || !text.endsWith('\n')) await this.compact();
  }

  /** Writes what is left of the journal's history as one line, beside it, and puts it in its place. */
  private async compact(): Promise<void> {
    const values = await this.memory.list('');
    const line: Line = { put: values.map(([key, value]) => [key, Buffer.from(value).toString('base64')]), delete: [] };
    const beside = `${this.file}.new`;
    const file = openSync(beside, 'w', 0o600);
    writeFileSync(file, `${JSON.stringify(line)}\n`, { flush: true });
    closeSync(file);
    renameSync(beside, this.file);
    await this.handle.close();
    this.handle = await open(this.file, 'a+', 0o600);
    this.lines = 1;
  }
}

/** One process at a time; a lock whose process is gone is nobody's. */
function take(lock: string): void {
  for (;;) {
    try {
      const file = openSync(lock, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (pid > 0 && isAlive(pid)) throw new StoreInUse();
      rmSync(lock, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
