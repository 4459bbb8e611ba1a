/** Drives the product: sessions by cookie, real devices in real groups, items sealed beforehand. */
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack, ClientEvents, Entry, ItemId } from '@comity/contracts';
import type { Seat } from '../support/community.js';
import { sharedBinaryParser } from './parser.js';
import { foundSpace, Items, messageOf, sealMessage, type Space } from '../support/sealing.js';
import { bodyBytes, type Client, type Listener, type Shape, type Target } from './target.js';

export interface ProductAddress { kind: 'product'; url: string; seats: Seat[] }

const content = Buffer.alloc(bodyBytes, 'x');
/** The same bytes as a Buffer, which the stock encoder writes without what lies around them. */
export const buffer = (bytes: Uint8Array): Buffer<ArrayBuffer> => Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);

export class ProductTarget implements Target {
  #spaces: Space[] = [];
  #channelOf = new Map<string, number>();
  #items = new Items(0);

  constructor(private readonly url: string, private readonly seats: readonly Seat[]) {}

  async prepare(shape: Shape, messages: number): Promise<void> {
    if (shape.clients > this.seats.length) throw new RangeError(`${shape.clients} clients need as many seats`);
    this.#spaces = [];
    for (const members of shape.channels) this.#spaces.push(await this.#open(members.map((member) => this.#seat(member))));
    this.#channelOf = new Map(this.#spaces.map(({ id }, channel) => [id, channel]));
    const homes = new Map(shape.channels.flatMap((members, channel) => members.map((member) => [member, channel])));
    this.#items = new Items(messages);
    for (let message = 0; message < messages; message += 1) {
      const sender = shape.senders[message % shape.senders.length] ?? 0;
      this.#items.add(sealMessage(this.#space(homes.get(sender) ?? 0), this.#seat(sender), message, content));
    }
  }

  async connect(client: number, listener: Listener): Promise<Client> {
    const socket = await openSocket(this.url, this.#seat(client).cookie);
    await ask(socket, 'messaging:spaces', {});
    socket.on('disconnect', () => listener.closed());
    const own = this.#seat(client).device;
    socket.on('messaging:posted', ({ space, entries }: { space: string; entries: Entry[] }) => {
      const channel = this.#channelOf.get(space);
      if (channel === undefined) return; // of an earlier load
      for (const entry of entries) listener.delivered(messageOf(buffer(entry.bytes)), channel, entry.seq, entry.sender === own);
    });
    return {
      send: (message) => {
        socket.emit('messaging:post', { item: this.#items.at(message) }, (answer: Ack<unknown>) => {
          if (answer.ok) listener.acknowledged(message); else listener.refused(message, answer.problem.code);
        });
      },
      close: () => socket.close(),
    };
  }

  async close(): Promise<void> { /* every client closed its own connection */ }

  #seat(client: number): Seat {
    const found = this.seats[client];
    if (found === undefined) throw new RangeError(`no seat ${client}`);
    return found;
  }
  #space(channel: number): Space {
    const space = this.#spaces[channel];
    if (space === undefined) throw new RangeError(`no space ${channel}`);
    return space;
  }

  /** The founder creates the space and commits everybody into it. */
  async #open(members: Seat[]): Promise<Space> {
    const space = await foundSpace(members);
    const socket = await openSocket(this.url, (members[0] ?? this.#seat(0)).cookie);
    await ask(socket, 'messaging:create', { space: space.id, kind: space.kind, suite: space.suite, groupInfo: buffer(space.founding) });
    const { commit, welcome, groupInfo } = space.changes;
    const { seq } = await ask(socket, 'messaging:commit', { space: space.id, id: randomUUID() as ItemId, epoch: 0, commit: buffer(commit), welcome: welcome === null ? null : buffer(welcome), groupInfo: buffer(groupInfo) });
    if (seq !== space.transcript.seq) throw new Error(`the commit that opens a space became entry ${seq}`);
    socket.close();
    return space;
  }
}

/** A connection with a session's cookie. */
export async function openSocket(url: string, cookie: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, parser: sharedBinaryParser, auth: { protocol: 1 }, extraHeaders: { cookie } });
  await new Promise<void>((resolve, reject) => { socket.once('connect', resolve); socket.once('connect_error', reject); });
  return socket;
}

/** Asks and answers the value of the acknowledgement; throws what was refused. */
export async function ask<E extends keyof ClientEvents>(socket: Socket, event: E, argument: ClientEvents[E][0]): Promise<ClientEvents[E][1]> {
  const answer = await socket.timeout(30_000).emitWithAck(event, argument) as Ack<ClientEvents[E][1]>;
  if (!answer.ok) throw new Error(`${event} was refused: ${JSON.stringify(answer.problem)}`);
  return answer.value;
}

