/** Starts the bench's own processes and speaks with them over IPC. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Plan, Result } from './load.js';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Runs one of the bench's own files as a process of its own, below the workspace's module hooks. */
function run(file: string, args: string[]): ChildProcess {
  return fork(path(file), args, { execArgv: ['--import', path('./typescript.ts')], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

export interface Running { url: string; pid: number; stop(): Promise<void> }

export async function startFloor(database: string, mode: 'group' | 'single', wire: 'text' | 'binary'): Promise<Running> {
  const child = run('./floor.ts', ['--database', database, '--mode', mode, '--wire', wire]);
  const [{ port }] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => { throw new Error('the floor did not start'); })])) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0,
    stop: async () => { const ended = once(child, 'exit'); child.disconnect(); await ended; },
  };
}

export async function runLoad(plan: Plan): Promise<Result> {
  const child = run('./load.ts', []);
  child.send(plan);
  const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => { throw new Error('the load generator ended'); })])) as [{ result?: Result; error?: string }];
  if (answer.result === undefined) throw new Error(answer.error);
  return answer.result;
}
