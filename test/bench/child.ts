/** Starts the bench's own processes and speaks with them over IPC. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer } from './answer.js';
import type { FilePlan, FileResult } from './file-client.js';
import type { IdlePlan, IdleStep } from './idle.js';
import type { Plan, Result } from './load.js';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Runs one of the bench's own files as a process of its own, below the workspace's module hooks. */
function run(file: string, args: string[], preloaded: string[] = []): ChildProcess {
  return fork(path(file), args, { execArgv: ['../support/typescript.ts', ...preloaded].flatMap((module) => ['--import', path(module)]), stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
}

export interface Running { url: string; pid: number; stop(): Promise<void> }

export async function startFloor(database: string, mode: 'group' | 'single', wire: 'text' | 'binary', { collectable = false } = {}): Promise<Running> {
  const child = run('./floor.ts', ['--database', database, '--mode', mode, '--wire', wire], collectable ? ['./collect.ts'] : []);
  const [{ port }] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => { throw new Error('the floor did not start'); })])) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0,
    stop: async () => { const ended = once(child, 'exit'); child.disconnect(); await ended; },
  };
}

/** Runs `file` with a plan and answers what it measured. */
async function runPlan<R>(file: string, plan: object): Promise<R> {
  const child = run(file, []);
  child.send(plan);
  const ended = once(child, 'exit');
  const [answer] = (await Promise.race([once(child, 'message'), ended.then(() => { throw new Error(`${file} ended without an answer`); })])) as [Answer<R>];
  await ended;
  if ('error' in answer) throw new Error(answer.error);
  return answer.result;
}

export const runLoad = async (plan: Plan): Promise<Result> => await runPlan('./load.ts', plan);
export const runIdle = async (plan: IdlePlan): Promise<IdleStep[]> => await runPlan('./idle.ts', plan);
export const runFile = async (plan: FilePlan): Promise<FileResult> => await runPlan('./file-client.ts', plan);
