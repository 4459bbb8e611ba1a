/**
 * Power loss cannot be played with signals, so the system calls are read instead: before an acknowledgement reaches the
 * client, PostgreSQL has flushed its log to the disk (G1). Needs strace; where it is missing, or may not trace, this says so.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealMessage } from '../support/sealing.js';
import { Stage } from './stage.js';

const canTrace = spawnSync('strace', ['-e', 'trace=fdatasync', 'true']).status === 0;

describe('an acknowledgement', () => {
  let stage: Stage;
  let strace: ChildProcess | undefined;
  beforeAll(async () => { stage = await Stage.set(2); });
  afterAll(async () => {
    if (strace !== undefined && strace.exitCode === null) {
      const ended = once(strace, 'exit');
      strace.kill('SIGINT');
      await ended;
    }
    await stage.strike();
  });

  (canTrace ? it : it.skip)('comes after the flush of what it acknowledges (with strace)', async () => {
    const [author] = stage.seats;
    const writer = stage.member(0);
    await writer.until(() => writer.connected);
    if (author === undefined) throw new Error('nobody is seated');
    const output = path.join(stage.directory, 'trace');
    const processes = postgresProcesses(stage.postgres.pid() ?? 0);
    strace = spawn('strace', ['-f', '-e', 'trace=fdatasync', '-o', output, ...processes.flatMap((pid) => ['-p', String(pid)])], { stdio: ['ignore', 'ignore', 'pipe'] });
    await attached(strace, processes.length);
    // a tracer prints a call that ended before it lets its caller go on, so the line is there before the acknowledgement
    const flushes = (): number => readFileSync(output, 'utf8').split('\n').filter((line) => /fdatasync.* = 0$/.test(line)).length;
    for (let message = 1; message <= 20; message += 1) {
      const before = flushes();
      const answer = await writer.ask('messaging:post', { item: Buffer.from(sealMessage(stage.space, author, message, new Uint8Array(100))) });
      expect(answer.ok).toBe(true);
      expect(flushes()).toBeGreaterThan(before);
    }
  });
});

/** The postmaster and its children. */
function postgresProcesses(postmaster: number): number[] {
  const parentOf = (pid: string): number => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch { return 0; /* it ended meanwhile */ }
  };
  return [postmaster, ...readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster).map(Number)];
}

async function attached(strace: ChildProcess, count: number): Promise<void> {
  if (strace.stderr === null) throw new Error('strace has no standard error');
  let seen = 0;
  for await (const line of createInterface({ input: strace.stderr })) {
    if (line.includes(' attached')) seen += 1;
    if (seen === count) return;
  }
  throw new Error('strace ended before it traced');
}
