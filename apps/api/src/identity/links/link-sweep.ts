/** Looks every few seconds for requests whose time is over: nothing of them stays, and devices in use stop offering to answer. */
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../../http/log.js';
import { LinkService } from './link.service.js';

const interval = 5_000;

@Injectable()
export class LinkSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly links: LinkService, private readonly log: Log) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => { this.running = this.running.then(() => this.sweep()); }, interval);
    this.timer.unref();
  }

  async sweep(): Promise<void> {
    await this.links.endExpired().catch((error: unknown) => this.log.warn('sweep-failed', { error }));
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
