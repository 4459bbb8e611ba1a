/**
 * The packets of Socket.IO protocol 5 over MessagePack: what `socket.io-msgpack-parser` writes and reads, with the
 * checks it lacks. A packet that breaks a rule throws, upon which Socket.IO closes that connection. Names of events
 * are checked here because Socket.IO hands them to Node's event emitter, where `error` or `disconnect` from a client
 * would pass for its own.
 */
import { EventEmitter } from 'node:events';
import { decode, MalformedPacket } from './msgpack/decode.js';
import { encode } from './msgpack/encode.js';

/** No contract of an event nests deeper or holds more. */
const bounds = { depth: 8, values: 4_096 };
const eventName = /^[a-z]{1,32}:[a-z-]{1,64}$/;

enum PacketType { CONNECT = 0, DISCONNECT = 1, EVENT = 2, ACK = 3, CONNECT_ERROR = 4 }

export interface Packet { type: PacketType; nsp: string; data?: unknown; id?: number }

export class Encoder {
  encode(packet: Packet): Buffer[] {
    const { type, nsp, data, id } = packet;
    return [encode(id === undefined ? { type, nsp, data } : { type, nsp, data, id })];
  }
}

export class Decoder extends EventEmitter<{ decoded: [Packet] }> {
  /** Takes one frame; emits `decoded` or throws `MalformedPacket`. */
  add(frame: unknown): void {
    if (!Buffer.isBuffer(frame)) throw new MalformedPacket('not a binary frame');
    this.emit('decoded', checked(decode(frame, bounds)));
  }

  destroy(): void {
    this.removeAllListeners();
  }
}

/** What a client may send: connect, disconnect and events with one argument, in the one namespace. */
function checked(value: unknown): Packet {
  if (!isRecord(value)) throw new MalformedPacket('not a packet');
  const { type, nsp, data, id } = value;
  if (nsp !== '/') throw new MalformedPacket('unknown namespace');
  if (id !== undefined && !(Number.isSafeInteger(id) && (id as number) >= 0)) throw new MalformedPacket('unfit packet id');
  const numbered = id === undefined ? {} : { id: id as number };
  switch (type) {
    case PacketType.CONNECT:
      if (data !== undefined && !isRecord(data)) throw new MalformedPacket('unfit connect packet');
      return { type, nsp, ...numbered, data };
    case PacketType.DISCONNECT:
      if (data !== undefined) throw new MalformedPacket('unfit disconnect packet');
      return { type, nsp };
    case PacketType.EVENT:
      if (!Array.isArray(data) || data.length < 1 || data.length > 2 || typeof data[0] !== 'string' || !eventName.test(data[0])) throw new MalformedPacket('unfit event');
      return { type, nsp, ...numbered, data };
    default: throw new MalformedPacket('unfit packet type');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
