/**
 * Socket.IO parsers that remember the last packets they decoded. One process plays every client, so a broadcast frame
 * arrives many times, byte for byte the same: comparing it is much cheaper than decoding it, and leaves the cores to
 * what is measured.
 */
import { Decoder as TextDecoder, Encoder as TextEncoder, type Packet } from 'socket.io-parser';
import msgpack from 'socket.io-msgpack-parser';

const remembered = 64;

interface Decoding { add(data: unknown): void; on(event: 'decoded', listener: (packet: Packet) => void): unknown; off(): unknown; destroy(): void; emitReserved?: unknown; emit?: unknown }

function sharing<T>(same: (a: T, b: T) => boolean, make: () => Decoding): new () => Decoding {
  const recent: { data: T; packet: Packet }[] = [];
  let oldest = 0;
  const decoder = make();
  let decoded: Packet | undefined;
  decoder.on('decoded', (packet) => { decoded = packet; });
  return class {
    readonly #listeners: ((packet: Packet) => void)[] = [];
    add(data: T): void {
      let packet = recent.find((entry) => same(entry.data, data))?.packet;
      if (packet === undefined) {
        decoded = undefined;
        decoder.add(data);
        if (decoded === undefined) throw new Error('the packet came in parts');
        packet = decoded;
        recent[oldest] = { data, packet };
        oldest = (oldest + 1) % remembered;
      }
      // Socket.IO's client appends to the arguments of an event, so that every client needs its own array.
      const own = Array.isArray(packet.data) ? { ...packet, data: [...(packet.data as unknown[])] } : packet;
      for (const listener of this.#listeners) listener(own);
    }
    on(event: 'decoded', listener: (packet: Packet) => void): void { if (event === 'decoded') this.#listeners.push(listener); }
    off(): void { this.#listeners.length = 0; }
    destroy(): void { this.#listeners.length = 0; }
  } as unknown as new () => Decoding;
}

const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && a.equals(b);

export const sharedTextParser = { Encoder: TextEncoder, Decoder: sharing<string>((a, b) => a === b, () => new TextDecoder() as unknown as Decoding) };
export const sharedBinaryParser = { Encoder: msgpack.Encoder, Decoder: sharing<Buffer>(sameBytes, () => new msgpack.Decoder() as unknown as Decoding) };
