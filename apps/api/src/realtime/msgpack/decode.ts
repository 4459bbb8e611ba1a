/**
 * MessagePack as Socket.IO clients send it, read with bounds. The stock parser allocates arrays of any announced length,
 * recurses without limit, and takes any key; a few bytes from a hostile client would cost it hundreds of megabytes.
 * Here an announced length can never exceed the bytes that follow, depth and number of values are capped, and byte
 * strings are views of the frame, not copies.
 *
 * Source: https://github.com/msgpack/msgpack/blob/master/spec.md; extension type 0 as `notepack.io` uses it
 * (ArrayBuffer; one byte 0 for undefined).
 */
export interface Bounds { depth: number; values: number }

/** The bytes are no MessagePack, or exceed the bounds. Never quotes them. */
export class MalformedPacket extends Error {
  constructor(rule: string) {
    super(rule);
    this.name = 'MalformedPacket';
  }
}

/** Decodes exactly one value that fills `bytes`; throws `MalformedPacket`. */
export function decode(bytes: Buffer, bounds: Bounds): unknown {
  const reader = new Reader(bytes, bounds);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;
  private count = 0;

  constructor(private readonly bytes: Buffer, private readonly bounds: Bounds) {}

  end(): void {
    if (this.at !== this.bytes.length) throw new MalformedPacket('bytes follow the value');
  }

  value(depth: number): unknown {
    this.count += 1;
    if (this.count > this.bounds.values) throw new MalformedPacket('too many values');
    const prefix = this.uint8();
    if (prefix < 0x80) return prefix;
    if (prefix < 0x90) return this.map(prefix & 0x0f, depth);
    if (prefix < 0xa0) return this.array(prefix & 0x0f, depth);
    if (prefix < 0xc0) return this.string(prefix & 0x1f);
    if (prefix >= 0xe0) return prefix - 0x100;
    switch (prefix) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: return this.binary(this.uint8());
      case 0xc5: return this.binary(this.uint16());
      case 0xc6: return this.binary(this.uint32());
      case 0xc7: return this.extension(this.uint8());
      case 0xc8: return this.extension(this.uint16());
      case 0xc9: return this.extension(this.uint32());
      case 0xca: return this.bytes.readFloatBE(this.advance(4));
      case 0xcb: return this.bytes.readDoubleBE(this.advance(8));
      case 0xcc: return this.uint8();
      case 0xcd: return this.uint16();
      case 0xce: return this.uint32();
      case 0xcf: return this.wide(this.uint32());
      case 0xd0: return this.bytes.readInt8(this.advance(1));
      case 0xd1: return this.bytes.readInt16BE(this.advance(2));
      case 0xd2: return this.bytes.readInt32BE(this.advance(4));
      case 0xd3: return this.wide(this.bytes.readInt32BE(this.advance(4)));
      case 0xd4: return this.nothing();
      case 0xd9: return this.string(this.uint8());
      case 0xda: return this.string(this.uint16());
      case 0xdb: return this.string(this.uint32());
      case 0xdc: return this.array(this.uint16(), depth);
      case 0xdd: return this.array(this.uint32(), depth);
      case 0xde: return this.map(this.uint16(), depth);
      case 0xdf: return this.map(this.uint32(), depth);
      default: throw new MalformedPacket('unknown type of value');
    }
  }

  private array(length: number, depth: number): unknown[] {
    this.enter(length, depth);
    const items: unknown[] = [];
    for (let i = 0; i < length; i += 1) items.push(this.value(depth + 1));
    return items;
  }

  private map(length: number, depth: number): Record<string, unknown> {
    this.enter(length * 2, depth);
    const entries: Record<string, unknown> = {};
    for (let i = 0; i < length; i += 1) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string' || key === '__proto__') throw new MalformedPacket('unfit key');
      entries[key] = this.value(depth + 1);
    }
    return entries;
  }

  private enter(values: number, depth: number): void {
    if (depth >= this.bounds.depth) throw new MalformedPacket('nested too deeply');
    if (values > this.bytes.length - this.at) throw new MalformedPacket('announces more than follows');
  }

  private string(length: number): string {
    const start = this.advance(length);
    return this.bytes.toString('utf8', start, start + length);
  }

  private binary(length: number): Buffer {
    const start = this.advance(length);
    return this.bytes.subarray(start, start + length);
  }

  private extension(length: number): Buffer {
    if (this.uint8() !== 0) throw new MalformedPacket('unknown extension');
    return this.binary(length);
  }

  private nothing(): undefined {
    if (this.uint16() !== 0) throw new MalformedPacket('unknown extension');
    return undefined;
  }

  /** Integers beyond 2^53 lose precision here and are refused by every contract. */
  private wide(high: number): number {
    return high * 0x1_0000_0000 + this.uint32();
  }

  private uint8(): number { return this.bytes[this.advance(1)] ?? 0; }
  private uint16(): number { return this.bytes.readUInt16BE(this.advance(2)); }
  private uint32(): number { return this.bytes.readUInt32BE(this.advance(4)); }

  private advance(length: number): number {
    const start = this.at;
    if (length > this.bytes.length - start) throw new MalformedPacket('ends too early');
    this.at = start + length;
    return start;
  }
}
