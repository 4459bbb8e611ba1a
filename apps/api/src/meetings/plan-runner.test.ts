import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { Clock } from '../clock.js';
import type { Log } from '../http/log.js';
import type { MeetingNews } from './news.js';
import { PlanRunner } from './plan-runner.js';
import type { PlanThreads } from './plan-threads.js';

/** A database whose claim of a plan comes back when it is let through, and that no session can be read from. */
function runnerWith(thread: () => never) {
  const asked = Promise.withResolvers<void>(), claimed = Promise.withResolvers<void>(), waiting = [{ id: 'plan', session: 's', mode: 'plan', seed: '1', seconds: 1, attempts: 2, state: 'running' }], said: string[] = [];
  const query = async (sql: string, values: unknown[]): Promise<{ rows: object[] }> => {
    if (sql.includes('skip locked')) {
      asked.resolve();
      await claimed.promise;
      return { rows: waiting.splice(0) };
    }
    said.push(`${sql.replace(/^update meeting_plan set (.*) where .*$/, '$1')} ${values.join(' ')}`);
    return { rows: [] };
  };
  let threads = 0;
  const pool = { query, connect: () => Promise.reject(new Error('The database is gone')) } as unknown as Pool;
  const runner = new PlanRunner(pool, { start: () => { threads += 1; return thread(); } } as unknown as PlanThreads, { tell: () => undefined } as unknown as MeetingNews, {} as Clock, { warn: () => undefined } as unknown as Log);
  return { runner, said, threads: () => threads, asked: asked.promise, claim: claimed.resolve };
}
const refuse = (): never => { throw new Error('No thread can be started'); };

describe('whoever carries out plans', () => {
  it('gives back what it takes up while it is told to end, and no try is used up', async () => {
    const { runner, said, threads, asked, claim } = runnerWith(refuse), round = runner.sweep();
    await asked;
    const ended = runner.beforeApplicationShutdown();
    claim();
    await Promise.all([round, ended]);
    expect([threads(), said]).toEqual([0, ["state = 'waiting', attempts = attempts - 1, held_until = null plan 2"]]);
  });

  it('goes on where no thread can be started and the session cannot be read either', async () => {
    const { runner, said, threads, claim } = runnerWith(refuse);
    claim();
    await runner.sweep();
    // Where a rejection is nobody's, the process ends, and so does this test.
    await new Promise(setImmediate);
    await runner.beforeApplicationShutdown();
    expect([threads(), said]).toEqual([1, ["state = 'waiting', held_until = null plan 2"]]);
  });
});
