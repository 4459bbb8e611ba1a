/**
 * The socket's door: who may connect, what a connection is entered under, and where its events go. A refused handshake
 * answers `connect_error` with the problem as its `data`.
 */
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import { SocketAuth, limits, problem, type Ack, type Problem } from '@comity/contracts';
import { Clock } from '../clock.js';
import { problemOf } from '../http/problem-of.js';
import { SessionService } from '../identity/sessions/session.service.js';
import { Connection, type RealtimeServer, type RealtimeSocket } from './connection.js';
import { Entrance } from './entrance.js';

class Refused extends Error {
  constructor(readonly data: Problem) {
    super(data.code);
  }
}

@WebSocketGateway()
export class Gateway implements OnGatewayInit<RealtimeServer>, OnGatewayConnection<RealtimeSocket> {
  private readonly held = new Map<string, number>();

  constructor(private readonly sessions: SessionService, private readonly entrance: Entrance, private readonly clock: Clock) {}

  afterInit(server: RealtimeServer): void {
    this.entrance.open(server);
    server.use((socket, next) => {
      this.admit(socket).then((refusal) => next(refusal && new Refused(refusal)), (error: unknown) => next(new Refused(problemOf(error).problem)));
    });
  }

  private async admit(socket: RealtimeSocket): Promise<Problem | undefined> {
    if (!SocketAuth.safeParse(socket.handshake.auth).success) return problem('protocol-version');
    const session = await this.sessions.authenticate(socket.handshake.headers.cookie);
    if (session === null) return problem('not-signed-in');
    if (!this.hold(socket, session.practitioner)) return problem('too-many-requests', { detail: 'Too many connections of one person.', retryAfter: 30 });
    socket.data.connection = new Connection(session, this.clock.now().getTime());
    return undefined;
  }

  private hold(socket: RealtimeSocket, practitioner: string): boolean {
    const count = this.held.get(practitioner) ?? 0;
    if (count >= limits.socketsPerPractitioner) return false;
    this.held.set(practitioner, count + 1);
    socket.conn.once('close', () => {
      const rest = (this.held.get(practitioner) ?? 1) - 1;
      if (rest === 0) this.held.delete(practitioner);
      else this.held.set(practitioner, rest);
    });
    return true;
  }

  handleConnection(socket: RealtimeSocket): void {
    // Without a listener, a malformed packet would throw in the middle of the service.
    socket.on('error', () => undefined);
    socket.onAny((name: string, ...rest: unknown[]) => {
      const reply = rest.at(-1);
      const answer = typeof reply === 'function' ? reply as (answer: Ack<unknown>) => void : () => undefined;
      void this.entrance.take(socket, name, typeof reply === 'function' ? rest[0] === reply ? undefined : rest[0] : reply, answer);
    });
    this.entrance.enter(socket);
  }
}
