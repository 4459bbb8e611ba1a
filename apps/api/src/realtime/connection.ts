/** What the service remembers of one socket. Small on purpose: thousands of them are idle. */
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import { limits, type ServerEvents } from '@comity/contracts';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { TokenBucket } from './token-bucket.js';

type Emits = { [E in keyof ServerEvents]: (payload: ServerEvents[E]) => void };
export type RealtimeServer = Server<DefaultEventsMap, Emits, DefaultEventsMap, { connection: Connection }>;
export type RealtimeSocket = Socket<DefaultEventsMap, Emits, DefaultEventsMap, { connection: Connection }>;

export class Connection {
  /** The session ended; nothing more is served. */
  ended = false;
  /** Events that wait for their acknowledgement. */
  pending = 0;
  /** When the session was last found alive in the database; milliseconds. */
  checkedAt: number;
  /** The last of the answers that may be large; they are made one after the other. */
  bulky: Promise<unknown> = Promise.resolve();
  /** Events that may come. */
  readonly rate: TokenBucket;
  /** Events beyond that, which are refused; a connection that uses these up, too, is cut. */
  readonly patience: TokenBucket;

  constructor(public session: SessionContext, now: number) {
    this.checkedAt = now;
    this.rate = new TokenBucket(limits.eventsPerSecond, limits.eventsBurst, now);
    this.patience = new TokenBucket(limits.eventsPerSecond, limits.eventsBurst, now);
  }
}

/** Names of Socket.IO rooms. */
export const roomOf = {
  everybody: 'everybody',
  space: (id: string) => `space:${id}`,
  person: (id: string) => `person:${id}`,
  device: (id: string) => `device:${id}`,
};
