/**
 * Keeps sockets and sessions together: each event is answered for a live session only, and a session that ended takes
 * its sockets with it. The database is asked again when the last look is older than `staleAfter`; what ends in this
 * process is known at once by `SessionEvents`, what ends by time by the watch's own timer.
 */
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ServerEvents } from '@comity/contracts';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { Log } from '../http/log.js';
import { Refusal } from '../http/refusal.js';
import { SessionEvents } from '../identity/sessions/session-events.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { SessionService } from '../identity/sessions/session.service.js';
import type { RealtimeSocket } from './connection.js';

/** Milliseconds for which a session found alive is believed to be, unless this process hears otherwise. */
const staleAfter = 1_500;
/** Milliseconds after which even a socket that only listens is looked at. */
const lookAgain = 60_000;
/** Sockets looked at in one sweep, at least: a crowd that came back at once is not asked for at once. */
const looksAtOnce = 200;
const interval = 1_000;
/** Milliseconds a client has to read why it is cut. */
const farewell = 500;

type Reason = ServerEvents['session:ended']['reason'];

@Injectable()
export class SessionWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sockets = new Map<string, Set<RealtimeSocket>>();
  private readonly looking = new Map<string, Promise<SessionContext | null>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionService, private readonly events: SessionEvents, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.sweep(), interval);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  admit(socket: RealtimeSocket): void {
    const { session } = socket.data.connection.session;
    const others = this.sockets.get(session);
    if (others) others.add(socket);
    else this.sockets.set(session, new Set([socket]));
  }

  forget(socket: RealtimeSocket): void {
    const { session } = socket.data.connection.session;
    const others = this.sockets.get(session);
    others?.delete(socket);
    if (others?.size === 0) this.sockets.delete(session);
  }

  of(session: string): ReadonlySet<RealtimeSocket> {
    return this.sockets.get(session) ?? new Set();
  }

  /** The socket's session when it was found alive a moment ago, else undefined: then `check`. */
  fresh(socket: RealtimeSocket): SessionContext | undefined {
    const { connection } = socket.data;
    const now = this.clock.now();
    return !connection.ended && now.getTime() - connection.checkedAt < staleAfter && connection.session.expiresAt > now ? connection.session : undefined;
  }

  /** Asks the database, once for all sockets of the session; refuses with `not-signed-in` and ends the sockets when it is gone. */
  async check(socket: RealtimeSocket): Promise<SessionContext> {
    const { connection } = socket.data;
    const found = await this.look(connection.session.session, true);
    if (found === null || connection.ended) throw new Refusal('not-signed-in');
    return found;
  }

  private look(session: string, seen: boolean): Promise<SessionContext | null> {
    const running = this.looking.get(session);
    if (running) return running;
    const look = this.sessions.current(session, { seen }).then((found) => {
      if (found === null) this.end(session, 'expired');
      else this.renew(session, found);
      return found;
    }).finally(() => this.looking.delete(session));
    this.looking.set(session, look);
    return look;
  }

  private renew(session: string, found: SessionContext): void {
    const now = this.clock.now().getTime();
    let attached = false;
    for (const { data: { connection } } of this.of(session)) {
      attached ||= found.device !== null && connection.session.device !== found.device;
      connection.session = found;
      connection.checkedAt = now;
    }
    // Another process attached the device.
    if (attached && found.device !== null) this.events.emit('attached', { session, practitioner: found.practitioner, device: found.device });
  }

  /** Tells the session's sockets why, and cuts them. From here on none of their events is served, nothing is delivered. */
  end(session: string, reason: Reason): void {
    const sockets = this.sockets.get(session);
    if (sockets === undefined) return;
    this.sockets.delete(session);
    for (const socket of sockets) {
      socket.data.connection.ended = true;
      for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room);
      socket.emit('session:ended', { reason });
      setTimeout(() => socket.disconnect(true), farewell).unref();
    }
    this.log.info('sockets-ended', { session, kind: reason, count: sockets.size });
  }

  private sweep(): void {
    const now = this.clock.now().getTime();
    let looks = Math.max(looksAtOnce, (this.sockets.size * 2 * interval) / lookAgain);
    for (const [session, sockets] of this.sockets) {
      const [socket] = sockets;
      if (socket === undefined) continue;
      const { session: context, checkedAt } = socket.data.connection;
      if (context.expiresAt.getTime() <= now) this.end(session, 'expired');
      else if ((now - checkedAt > lookAgain && looks > 0) || context.lastSeenAt.getTime() + this.config.session.idle * 1000 <= now) {
        looks -= 1;
        this.look(session, false).catch((error: unknown) => this.log.warn('session-look-failed', { session, error }));
      }
    }
  }
}
