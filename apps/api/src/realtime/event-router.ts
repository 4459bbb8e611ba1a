/**
 * The border of the socket: every event passes rate, session, device and contract here before its handler sees it, and
 * every outcome leaves as an `Ack`. Handlers throw `Refusal` for what they expect to fail.
 */
import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { OfSpace, clientEvents, limits, problem, type Ack, type ClientEvents, type DeviceId, type NetworkId, type PractitionerId, type Problem } from '@comity/contracts';
import type { z } from 'zod';
import { Clock } from '../clock.js';
import { parseContract } from '../http/contract.pipe.js';
import { Log } from '../http/log.js';
import { problemOf } from '../http/problem-of.js';
import { Refusal } from '../http/refusal.js';
import type { RealtimeSocket } from './connection.js';
import { Denials } from './denials.js';
import { SessionWatch } from './session-watch.js';
import { cut, drained } from './unread.js';

/** Who calls: a live session whose device proved its key. */
export interface Caller { session: string; network: NetworkId; practitioner: PractitionerId; device: DeviceId }

export type EventName = keyof ClientEvents;
type Input<E extends EventName> = z.output<(typeof clientEvents)[E]>;
export type Handlers = { [E in EventName]: (caller: Caller, input: Input<E>) => Promise<ClientEvents[E][1]> };
type Handler = (caller: Caller, input: unknown) => Promise<unknown>;

/** Answers that may be large. A connection gets one at a time, and none while it has much unread. */
const bulky: ReadonlySet<string> = new Set<EventName>(['messaging:spaces', 'messaging:sync', 'messaging:group-info', 'messaging:welcomes', 'messaging:claim-key-packages']);

@Injectable()
export class EventRouter implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly handlers = new Map<string, Handler>();
  private closing = false;

  constructor(private readonly sessions: SessionWatch, private readonly denials: Denials, private readonly clock: Clock, private readonly log: Log) {}

  register(handlers: Partial<Handlers>): void {
    for (const [name, handler] of Object.entries(handlers)) this.handlers.set(name, handler as Handler);
  }

  onApplicationBootstrap(): void {
    const unanswered = Object.keys(clientEvents).filter((name) => !this.handlers.has(name));
    if (unanswered.length > 0) throw new Error(`Nothing answers ${unanswered.join(', ')}`);
  }

  /** What is under way may end; nothing new begins. */
  onModuleDestroy(): void {
    this.closing = true;
  }

  /** Takes one event; always answers, unless the socket is gone. */
  async dispatch(socket: RealtimeSocket, name: string, argument: unknown, reply: (answer: Ack<unknown>) => void): Promise<void> {
    const { connection } = socket.data;
    const refusal = this.congestion(socket);
    if (refusal !== undefined) {
      reply({ ok: false, problem: refusal });
      return;
    }
    connection.pending += 1;
    try {
      reply({ ok: true, value: await (bulky.has(name) ? this.inTurn(socket, name, argument) : this.handle(socket, name, argument)) });
    } catch (error) {
      const said = this.explain(name, error);
      this.denials.record(connection.session, name, subjectOf(argument), said.code);
      reply({ ok: false, problem: said });
    } finally {
      connection.pending -= 1;
    }
  }

  private inTurn(socket: RealtimeSocket, name: string, argument: unknown): Promise<unknown> {
    const { connection } = socket.data;
    const turn = connection.bulky.then(async () => {
      await drained(socket.conn, limits.unreadBytesPerConnection / 4);
      if (!socket.connected) throw new Refusal('unavailable');
      return this.handle(socket, name, argument);
    });
    connection.bulky = turn.catch(() => undefined);
    return turn;
  }

  private async handle(socket: RealtimeSocket, name: string, argument: unknown): Promise<unknown> {
    if (this.closing) throw new Refusal('unavailable');
    const handler = this.handlers.get(name);
    if (handler === undefined) throw new Refusal('invalid-input', { detail: 'There is no such event.' });
    const session = this.sessions.fresh(socket) ?? await this.sessions.check(socket);
    if (session.state !== 'active') throw new Refusal('not-allowed');
    if (session.device === null) throw new Refusal('device-required');
    const caller: Caller = { session: session.session, network: session.network, practitioner: session.practitioner, device: session.device };
    return handler(caller, parseContract(clientEvents[name as EventName], argument));
  }

  /** The problem for a connection that sends too fast or waits for too much; one that does not heed it is cut. */
  private congestion(socket: RealtimeSocket): Problem | undefined {
    const { connection } = socket.data;
    const now = this.clock.now().getTime();
    if (connection.pending < limits.pendingPerConnection && connection.rate.take(now)) return undefined;
    if (!connection.patience.take(now) && !connection.ended) {
      connection.ended = true;
      this.log.warn('socket-cut', { rule: 'flood', session: connection.session.session });
      cut(socket.conn);
    }
    return problem('slow-down', { retryAfter: Math.max(0.05, connection.rate.wait) });
  }

  private explain(name: string, error: unknown): Problem {
    const { problem: said, surprise } = problemOf(error);
    if (!surprise) return said;
    const reference = randomUUID();
    this.log.error('event-failed', { reference, kind: name, code: said.code, error });
    return { ...said, reference };
  }
}

/** The space an event is about, as far as it says so in clear. */
function subjectOf(argument: unknown): string | null {
  const parsed = OfSpace.safeParse({ space: typeof argument === 'object' && argument !== null && 'space' in argument ? argument.space : undefined });
  return parsed.success ? parsed.data.space : null;
}
