/**
 * A network in one process for tests of the socket: the real service on a real database, people with devices and
 * sessions, and typed sockets that act as them. Clients' checks are left out, so that a test can send what no client would.
 */
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import { clientEvents, suiteFor, type Ack, type ClientEvents, type Entry, type ItemId, type ItemKind, type Problem, type ServerEvents, type SpaceId } from '@comity/contracts';
import { commitChanges, contentKey, createGroup, epochTag, firstLink, groupInfoOf, newKeyPackage, sealItem, utf8, type CommittedChanges, type Group, type SpacePolicy } from '@comity/e2ee';
import { ChainService } from '../../apps/api/src/identity/statements/chain.service.js';
import { found, seat, type Founded, type Seat } from './community.js';
import { startService, type InProcessOptions, type RunningService } from './service.js';

export type EventName = keyof ClientEvents;
export { clientEvents };
const setUpToken = Buffer.alloc(32, 7).toString('base64url');

export interface TestNetwork { service: RunningService; founded: Founded; seats: Seat[] }

/** Starts the service and founds a network with `people`, each with one device. */
export async function startNetwork(people: number, options: InProcessOptions = {}): Promise<TestNetwork> {
  const service = await startService({ ...options, settings: { SET_UP_TOKEN: setUpToken, ...options.settings } });
  try {
    const founded = await found(service.url, setUpToken);
    return { service, founded, seats: await moreSeats(service, founded, people) };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

/** A second process of the same network: another service on the same database. */
export async function joinNetwork({ service }: TestNetwork, options: InProcessOptions = {}): Promise<RunningService> {
  return startService({ ...options, databaseUrl: service.databaseUrl, settings: { SET_UP_TOKEN: setUpToken, ...options.settings } });
}

export async function moreSeats(service: RunningService, founded: Founded, people: number): Promise<Seat[]> {
  const seats = await seat(service.databaseUrl, founded, people);
  await service.app.get(ChainService).refresh();
  return seats;
}

/** A socket that acts as a device. */
export class Wire {
  readonly posted: ServerEvents['messaging:posted'][] = [];
  readonly heard: { event: string; payload: unknown }[] = [];

  private constructor(readonly socket: Socket, readonly seat: Seat) {
    socket.onAny((event: string, payload: unknown) => {
      this.heard.push({ event, payload });
      if (event === 'messaging:posted') this.posted.push(payload as ServerEvents['messaging:posted']);
    });
  }

  /** Connects, or rejects with the problem of the handshake. */
  static async open(url: string, of: Seat, options: { headers?: Record<string, string>; auth?: object } = {}): Promise<Wire> {
    const socket = io(url, {
      transports: ['websocket'], parser: msgpack, reconnection: false, forceNew: true,
      auth: options.auth ?? { protocol: 1 }, extraHeaders: { cookie: of.cookie, ...options.headers },
    });
    const wire = new Wire(socket, of);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error: Error & { data?: Problem }) => {
        socket.close();
        reject(Object.assign(error, { problem: error.data }));
      });
    });
    return wire;
  }

  async ask<E extends EventName>(event: E, input: unknown): Promise<Ack<ClientEvents[E][1]>> {
    return await this.socket.timeout(20_000).emitWithAck(event, plain(input)) as Ack<ClientEvents[E][1]>;
  }

  /** As `ask`, for what must succeed. */
  async get<E extends EventName>(event: E, input: unknown): Promise<ClientEvents[E][1]> {
    const answer = await this.ask(event, input);
    if (!answer.ok) throw new Error(`${event}: ${answer.problem.code} ${answer.problem.detail ?? ''} ${JSON.stringify(answer.problem.errors ?? '')}`);
    return answer.value;
  }

  /** The code of the problem that must come back. */
  async refusal(event: EventName, input: unknown): Promise<string> {
    const answer = await this.ask(event, input);
    if (answer.ok) throw new Error(`${event} was not refused`);
    return answer.problem.code;
  }

  /** Every entry heard so far, in order of arrival. */
  entries(space: SpaceId): Entry[] {
    return this.posted.filter((event) => event.space === space).flatMap((event) => event.entries);
  }

  /** Waits until `condition` holds, looking again at everything that arrives. */
  async until(condition: () => boolean, what = 'the condition'): Promise<void> {
    const deadline = performance.now() + 60_000;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    this.socket.close();
  }
}

/** The stock encoder writes the whole memory behind a view, so byte strings go out as Buffers of their own. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value;
}

/** A space in the hands of one of its members. */
export interface HeldSpace { id: SpaceId; group: Group }

export async function foundSpace(wire: Wire, kind: 'channel' | 'direct' = 'channel', owners = [wire.seat.practitioner], suite = suiteFor(kind, 1)): Promise<HeldSpace> {
  const id = randomUUID() as SpaceId;
  const group = await createGroup({ space: id, policy: { v: 1, kind, owners, history: 'none', retention: null, hold: false, suite }, self: wire.seat });
  await wire.get('messaging:create', { space: id, kind, suite, groupInfo: await groupInfoOf(group) });
  return { id, group };
}

interface HeldChanges { add?: readonly Seat[]; remove?: readonly number[]; policy?: SpacePolicy }

/** A commit and what goes with it, not yet posted. */
export async function prepare(space: HeldSpace, changes: HeldChanges = {}, epoch?: number): Promise<{ input: unknown; made: CommittedChanges; id: ItemId }> {
  const packages = await Promise.all((changes.add ?? []).map((newcomer) => newKeyPackage(newcomer, space.group.suite, false, new Date())));
  const made = await commitChanges(space.group, { add: packages.map(({ bytes }) => bytes), remove: [...changes.remove ?? []], ...(changes.policy === undefined ? {} : { policy: changes.policy }) });
  const id = randomUUID() as ItemId;
  return { made, id, input: { space: space.id, id, epoch: epoch ?? epochNumber(space.group), commit: made.commit, welcome: made.welcome, groupInfo: made.groupInfo } };
}

export async function commit(wire: Wire, space: HeldSpace, changes: HeldChanges = {}): Promise<HeldSpace & { answer: ClientEvents['messaging:commit'][1] }> {
  const { input, made } = await prepare(space, changes);
  const answer = await wire.get('messaging:commit', input);
  return { id: space.id, group: made.next, answer };
}

/** A space of these people, the first of them its founder; every other is added by one commit. */
export async function spaceOf(wire: Wire, others: readonly Seat[]): Promise<HeldSpace> {
  return commit(wire, await foundSpace(wire, 'channel'), { add: others });
}

export const epochNumber = (group: Group): number => group.epoch;

/** A sealed item; `over` names what a test wants to be otherwise. */
export async function seal(space: HeldSpace, sender: Seat, over: { kind?: ItemKind; id?: ItemId; epoch?: number; space?: SpaceId; text?: string; device?: Seat['device'] } = {}): Promise<{ id: ItemId; bytes: Uint8Array }> {
  const id = over.id ?? randomUUID() as ItemId;
  const bytes = sealItem({
    header: {
      kind: over.kind ?? 'message', handling: 'none', space: over.space ?? space.id, epoch: over.epoch ?? epochNumber(space.group), epochTag: epochTag(space.group), id, sender: over.device ?? sender.device,
      transcript: { seq: 0, link: firstLink() }, treeHead: { size: 0, root: new Uint8Array(32) },
    },
    content: utf8(over.text ?? 'hello'), contentKey: await contentKey(space.group), deviceSecret: sender.secretKey,
  });
  return { id, bytes };
}
