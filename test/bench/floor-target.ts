/** Drives the floor: see floor.ts. */
import { io, type Socket } from 'socket.io-client';
import { sharedBinaryParser, sharedTextParser } from './parser.js';
import { bodyBytes, type Client, type Listener, type Shape, type Target } from './target.js';

export class FloorTarget implements Target {
  readonly #channelsOf: number[][] = [];
  #run = '';
  #shape: Shape | undefined;

  constructor(private readonly url: string, private readonly wire: 'text' | 'binary') {}

  async prepare(shape: Shape): Promise<void> {
    this.#shape = shape;
    this.#run = crypto.randomUUID().slice(0, 8);
    this.#channelsOf.length = 0;
    for (const [channel, members] of shape.channels.entries()) for (const member of members) (this.#channelsOf[member] ??= []).push(channel);
  }

  async connect(client: number, listener: Listener): Promise<Client> {
    const parser = this.wire === 'binary' ? sharedBinaryParser : sharedTextParser;
    const socket: Socket = io(this.url, { transports: ['websocket'], forceNew: true, reconnection: false, parser });
    await new Promise<void>((resolve, reject) => { socket.once('connect', resolve); socket.once('connect_error', reject); });
    socket.on('disconnect', () => listener.closed());
    const own = this.#channelsOf[client] ?? [];
    await socket.timeout(30_000).emitWithAck('join', own.map((channel) => this.#name(channel)));
    const senders = this.#shape?.senders ?? [];
    socket.on('messages', (messages: { id: string; seq: number }[]) => {
      for (const { id, seq } of messages) {
        const [, number, channel] = id.split(':').map(Number) as [number, number, number];
        listener.delivered(number, channel, seq, senders[number % senders.length] === client);
      }
    });
    const body = this.wire === 'binary' ? Buffer.alloc(bodyBytes, 'x') : 'x'.repeat(bodyBytes);
    const channel = own[0] ?? 0;
    return {
      send: (message) => {
        // a UUID's length, as the product's ids
        const id = `0:${message}:${channel}:`.padEnd(36, '0');
        socket.emit('post', { channel: this.#name(channel), id, body }, (answer: { ok: boolean }) => {
          if (answer.ok) listener.acknowledged(message); else listener.refused(message, 'refused');
        });
      },
      close: () => socket.close(),
    };
  }

  async close(): Promise<void> { /* nothing was opened */ }

  #name(channel: number): string { return `${this.#run}-${String(channel).padStart(27, '0')}`; }
}
