/** Cuts connections whose client reads more slowly than it is sent to; it resumes by `messaging:sync` when it can. */
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { limits } from '@comity/contracts';
import { Log } from '../http/log.js';
import type { RealtimeServer } from './connection.js';
import { cut, unreadBytes, type EngineSocket } from './unread.js';

const interval = 250;

@Injectable()
export class SlowReaders implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly log: Log) {}

  watch(server: RealtimeServer): void {
    this.timer = setInterval(() => this.sweep(server), interval);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private sweep(server: RealtimeServer): void {
    const { clients } = server.engine as unknown as { clients: Record<string, EngineSocket> };
    for (const id in clients) {
      const client = clients[id];
      if (client === undefined || unreadBytes(client, limits.unreadBytesPerConnection) <= limits.unreadBytesPerConnection) continue;
      this.log.warn('socket-cut', { rule: 'slow-reader' });
      cut(client);
    }
  }
}
