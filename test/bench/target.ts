/** What the load generator drives: the product or the floor, behind one interface. */

/** Who writes where. Message `n` is written by `senders[n % senders.length]`. */
export interface Shape {
  name: string;
  clients: number;
  /** Client numbers of each channel. */
  channels: number[][];
  senders: number[];
  /** Whether a sender's slot frees when its own copy arrives, instead of with the acknowledgement. */
  reflected: boolean;
}

/** Everybody in one channel with one other. */
export function direct(clients: number): Shape {
  const half = clients / 2;
  return {
    name: '1:1', clients, reflected: false,
    channels: Array.from({ length: half }, (_, i) => [i, i + half]),
    senders: Array.from({ length: clients }, (_, i) => (i * 7) % clients),
  };
}

/** Rooms of `size`; `writers` of each room write. */
export function rooms(clients: number, size: number, writers: number): Shape {
  const channels = Array.from({ length: clients / size }, (_, r) => Array.from({ length: size }, (_, i) => r * size + i));
  return { name: `room of ${size}`, clients, reflected: true, channels, senders: Array.from({ length: writers }, (_, w) => channels.map((members) => members[w] ?? 0)).flat() };
}

export interface Listener {
  acknowledged(message: number): void;
  refused(message: number, reason: string): void;
  /** A copy of a message, in its channel's order; `own` when this client wrote it. */
  delivered(message: number, channel: number, seq: number, own: boolean): void;
  closed(): void;
}
export interface Client {
  send(message: number): void;
  close(): void;
}
export interface Target {
  /** Makes whatever the shape needs, and messages `0` to `messages - 1`, before the clock starts. */
  prepare(shape: Shape, messages: number): Promise<void>;
  connect(client: number, listener: Listener): Promise<Client>;
  close(): Promise<void>;
}

/** Bytes of text in each message, as in the published figures of the peers. */
export const bodyBytes = 512;
