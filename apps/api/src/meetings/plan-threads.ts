/** Starts threads that search. */
import { Injectable } from '@nestjs/common';
import { Worker } from 'node:worker_threads';
import type { Search } from './plan-thread.js';

/** Of 2,000 meetings it needs far less. */
const megabytes = 512;

@Injectable()
export class PlanThreads {
  /** Where the thread's program is, and how Node reads it. */
  program: { url: URL; execArgv: string[] } = { url: new URL('./plan-thread.js', import.meta.url), execArgv: [] };

  start(search: Search): Worker {
    const { url, execArgv } = this.program;
    return new Worker(url, { workerData: search, execArgv, env: {}, resourceLimits: { maxOldGenerationSizeMb: megabytes } });
  }
}
