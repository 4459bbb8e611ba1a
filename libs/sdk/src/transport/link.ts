/**
 * The socket to the service: events with acknowledgements one way, hints the other way.
 * Trust: an acknowledgement says that the service stored something (G1); hints say nothing and are only reasons to look.
 */
import { io, type Socket } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import { clientAnswers, Problem, problem, serverEvents, type ClientEvents, type ServerEvents } from '@comity/contracts';
import type { Platform } from '../api.js';
import { isProblem, offline, refused } from '../failure.js';
import { cookieName } from './rest.js';
import { incoming, outgoing } from './wire.js';

/** An event's argument; byte strings may lie in any buffer. */
export type Argument<E extends keyof ClientEvents> = Loose<ClientEvents[E][0]>;
type Loose<T> = T extends Uint8Array ? Uint8Array : T extends string | number | boolean | null ? T : T extends readonly (infer U)[] ? Loose<U>[] : { [K in keyof T]: Loose<T[K]> };
export type Answer<E extends keyof ClientEvents> = ClientEvents[E][1];
export interface LinkEvents extends ServerEvents { 'link:online': undefined; 'link:offline': undefined; /** The service turned the connection away: the session may have ended. */ 'link:refused': undefined }
type Listener<E extends keyof LinkEvents> = (value: LinkEvents[E]) => void;

/** Anything that carries messaging events; tests put a hostile service in between. */
export interface Link {
  readonly online: boolean;
  open(): void;
  close(): void;
  /** Resolves with the acknowledgement's value; throws the service's problem, or `offline` when none came in time. */
  ask<E extends keyof ClientEvents>(event: E, argument: Argument<E>, timeout?: number): Promise<Answer<E>>;
  on<E extends keyof LinkEvents>(event: E, listener: Listener<E>): void;
}

const hints = Object.keys(serverEvents) as (keyof ServerEvents)[];

/** The value of an acknowledgement; throws the problem it names, or `malformed` for what follows no contract: another version, or a hostile service. */
export function readAck<E extends keyof ClientEvents>(event: E, ack: unknown): Answer<E> {
  const told = typeof ack === 'object' && ack !== null ? ack as { ok?: unknown; value?: unknown; problem?: unknown } : {};
  const value = told.ok === true ? clientAnswers[event].safeParse(incoming(told.value)) : undefined;
  if (value?.success === true) return value.data as Answer<E>;
  const named = told.ok === false ? Problem.safeParse(told.problem) : undefined;
  throw refused(named?.success === true ? named.data : problem('malformed', { detail: `the service's answer to ${event} does not follow its contract` }));
}

export class SocketLink implements Link {
  private readonly socket: Socket;
  private readonly listeners = new Map<keyof LinkEvents, Listener<never>[]>();
  private wanted = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly platform: Pick<Platform, 'origin' | 'cookies'>) {
    this.socket = io(platform.origin, {
      autoConnect: false, parser, transports: ['websocket'], withCredentials: true, forceNew: true,
      auth: { protocol: 1 }, reconnectionDelay: 300, reconnectionDelayMax: 8_000, randomizationFactor: 0.5, timeout: 10_000,
    });
    this.socket.on('connect', () => { this.tell('link:online', undefined); });
    this.socket.on('disconnect', (reason) => {
      this.tell('link:offline', undefined);
      // After a disconnection by the service Socket.IO does not return by itself.
      if (reason === 'io server disconnect') this.connectLater();
    });
    // A refusal by the service's middleware is not retried by Socket.IO either.
    this.socket.on('connect_error', () => {
      if (this.socket.active) return;
      this.tell('link:refused', undefined);
      this.connectLater();
    });
    for (const event of hints) this.socket.on(event, (value: unknown) => {
      // A hint in no known form is a reason for nothing.
      const hint = serverEvents[event].safeParse(incoming(value));
      if (hint.success) this.tell(event, hint.data as never);
    });
  }

  get online(): boolean { return this.socket.connected; }

  open(): void {
    this.wanted = true;
    this.presentCookie();
    this.socket.connect();
  }

  close(): void {
    this.wanted = false;
    if (this.retry !== undefined) clearTimeout(this.retry);
    this.socket.disconnect();
  }

  async ask<E extends keyof ClientEvents>(event: E, argument: Argument<E>, timeout = 15_000): Promise<Answer<E>> {
    if (!this.socket.connected) throw offline();
    let ack: unknown;
    try {
      ack = await (this.socket.timeout(timeout).emitWithAck(event, outgoing(argument)) as Promise<unknown>);
    } catch (error) {
      throw offline(error);
    }
    try {
      return readAck(event, ack);
    } catch (error) {
      // The session that this connection was opened with is over: there may be another by now, and who asks on is asked to wait.
      if (isProblem(error, 'not-signed-in')) {
        this.socket.disconnect();
        this.connectLater();
      }
      throw error;
    }
  }

  on<E extends keyof LinkEvents>(event: E, listener: Listener<E>): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener as Listener<never>]);
  }

  private tell<E extends keyof LinkEvents>(event: E, value: LinkEvents[E]): void {
    for (const listener of this.listeners.get(event) ?? []) (listener as Listener<E>)(value);
  }

  private connectLater(): void {
    if (!this.wanted) return;
    if (this.retry !== undefined) clearTimeout(this.retry);
    this.retry = setTimeout(() => { if (this.wanted) this.open(); }, 500 + Math.random() * 1_500);
  }

  private presentCookie(): void {
    const cookie = this.platform.cookies?.get();
    if (cookie !== undefined) this.socket.io.opts.extraHeaders = { cookie: `${cookieName(this.platform.origin)}=${cookie}` };
  }
}
