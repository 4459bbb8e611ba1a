/** Starts threads that search. */
import { Injectable } from '@nestjs/common';
import { Worker } from 'node:worker_threads';

/** Of 2,000 meetings it needs far less. */
const megabytes = 512;

@Injectable()
export class PlanThreads {
  /** Where the thread's program is, and how Node reads it. */
  program: { url: URL; execArgv: string[] } = { url: new URL('./plan-thread.js', import.meta.url), execArgv: [] };

  /** It waits to be told what to search for (`Search`). */
  start(): Worker {
    const { url, execArgv } = this.program;
    return new Worker(url, { execArgv, env: {}, resourceLimits: { maxOldGenerationSizeMb: megabytes } });
  }
}
