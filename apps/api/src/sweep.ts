/** Work that comes round by itself while the service runs: rounds never overlap, one that fails is logged and the next tries again. */
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Log } from './http/log.js';

export abstract class Sweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  /** `interval` in milliseconds; `failed` is the event of the log. */
  protected constructor(protected readonly log: Log, private readonly interval: number, private readonly failed: string) {}

  protected abstract round(): Promise<void>;

  onApplicationBootstrap(): void | Promise<void> {
    this.timer = setInterval(() => { void this.sweep(); }, this.interval);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One round, after those that were begun before. */
  sweep(): Promise<void> {
    this.running = this.running.then(() => this.round()).catch((error: unknown) => { this.log.warn(this.failed, { error }); });
    return this.running;
  }
}
