/** What happens to a socket once the handshake let it in. */
import { Injectable } from '@nestjs/common';
import type { Ack } from '@comity/contracts';
import type { RealtimeServer, RealtimeSocket } from './connection.js';
import { EventRouter } from './event-router.js';
import { FanOut } from './fan-out.js';
import { SessionWatch } from './session-watch.js';
import { SlowReaders } from './slow-readers.js';
import { Subscriptions } from './subscriptions.js';

@Injectable()
export class Entrance {
  constructor(
    private readonly router: EventRouter, private readonly fanOut: FanOut, private readonly watch: SessionWatch, private readonly subscriptions: Subscriptions, private readonly slowReaders: SlowReaders,
  ) {}

  open(server: RealtimeServer): void {
    this.fanOut.bind(server);
    this.slowReaders.watch(server);
  }

  /**
   * Deliveries begin when the subscriptions stand, and what a client asks to catch up is answered only then: an entry that
   * comes after such an answer is told, or there would be a gap that nothing shows until the next entry.
   */
  enter(socket: RealtimeSocket): void {
    this.watch.admit(socket);
    socket.once('disconnect', () => this.watch.forget(socket));
    socket.data.connection.bulky = this.subscriptions.subscribe(socket).catch(() => socket.disconnect(true));
  }

  take(socket: RealtimeSocket, name: string, argument: unknown, reply: (answer: Ack<unknown>) => void): Promise<void> {
    return this.router.dispatch(socket, name, argument, reply);
  }
}
