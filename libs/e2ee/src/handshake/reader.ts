/**
 * Reading TLS presentation language as MLS uses it (RFC 9420 section 2.1): big-endian integers and vectors behind a variable-length
 * size of the fewest bytes. Strict: what has two encodings is refused in all but one.
 * Trust: made for hostile input. It never reads beyond its bytes and does work in proportion to them.
 */

/** Thrown inside parsers only; `parsing` turns it into undefined. */
class Malformed extends Error {}

export class Reader {
  #at: number;
  readonly #end: number;
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array, from = 0, to = bytes.length) {
    this.#at = from;
    this.#end = to;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.#at === this.#end;
  }

  #advance(length: number): number {
    const from = this.#at;
    if (length > this.#end - from) throw new Malformed();
    this.#at = from + length;
    return from;
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2));
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4));
  }

  /** A 64-bit count; refused beyond what a number holds exactly. */
  uint64(): number {
    const value = this.#view.getBigUint64(this.#advance(8));
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed();
    return Number(value);
  }

  /** An instant of a lifetime in Unix seconds; one beyond any calendar counts as the largest number held exactly. */
  instant(): number {
    const value = this.#view.getBigUint64(this.#advance(8));
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }

  #size(): number {
    const first = this.uint8();
    const form = first >> 6;
    if (form === 0) return first;
    if (form === 3) throw new Malformed();
    const size = form === 1 ? ((first & 0x3f) << 8) | this.uint8() : ((first & 0x3f) << 24) | (this.uint8() << 16) | this.uint16();
    if (size < (form === 1 ? 0x40 : 0x4000)) throw new Malformed();
    return size;
  }

  /** A vector of bytes, copied. */
  vector(): Uint8Array {
    const size = this.#size();
    const from = this.#advance(size);
    return this.bytes.slice(from, from + size);
  }

  /** A vector whose content is not needed. */
  skip(): void {
    this.#advance(this.#size());
  }

  /** A vector of elements, each read by `element` from the vector's own bytes. */
  list<T>(element: (reader: Reader) => T): T[] {
    const size = this.#size();
    const from = this.#advance(size);
    const inner = new Reader(this.bytes, from, from + size);
    const elements: T[] = [];
    while (!inner.done) elements.push(element(inner));
    return elements;
  }

  optional<T>(element: (reader: Reader) => T): T | undefined {
    const present = this.uint8();
    if (present > 1) throw new Malformed();
    return present === 1 ? element(this) : undefined;
  }

  refuse(): never {
    throw new Malformed();
  }

  expect(condition: boolean): asserts condition {
    if (!condition) throw new Malformed();
  }
}

/** Runs a parser over all of `bytes`; undefined if it refuses or leaves some unread. */
export function parsing<T>(bytes: Uint8Array, parser: (reader: Reader) => T): T | undefined {
  const reader = new Reader(bytes);
  try {
    const parsed = parser(reader);
    return reader.done ? parsed : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
