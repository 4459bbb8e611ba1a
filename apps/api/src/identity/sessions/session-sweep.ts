/** Looks every few seconds for sessions whose time is over, so that their sockets close without waiting for a request. */
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../../http/log.js';
import { SessionEvents } from './session-events.js';
import { SessionService } from './session.service.js';

const interval = 5_000;

@Injectable()
export class SessionSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly sessions: SessionService, private readonly events: SessionEvents, private readonly log: Log) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => { this.running = this.running.then(() => this.sweep()); }, interval);
    this.timer.unref();
  }

  async sweep(): Promise<void> {
    try {
      const sessions = await this.sessions.endExpired();
      if (sessions.length > 0) this.events.emit('ended', { sessions, reason: 'expired' });
    } catch (error) {
      this.log.warn('sweep-failed', { error });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
