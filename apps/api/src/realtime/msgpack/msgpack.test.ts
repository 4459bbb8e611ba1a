import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import msgpack from 'socket.io-msgpack-parser';
import { decode, MalformedPacket } from './decode.js';
import { encode } from './encode.js';

const bounds = { depth: 8, values: 4_096 };
const back = (value: unknown) => decode(encode(value), bounds);

/** The stock encoder writes whole numbers beyond 2^53 as garbage, so they are left to the test of exact numbers. */
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
const leaf = fc.oneof(fc.string(), fc.integer(), double, fc.boolean(), fc.constant(null), fc.maxSafeInteger(), fc.uint8Array().map((bytes) => Buffer.from(bytes)));
const key = fc.string().filter((name) => name !== '__proto__');
const tree = fc.letrec<{ value: unknown }>((tie) => ({ value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 6 }), fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true })) })).value;
/** Stock decoders give -0 as 0, as whole numbers are integers on the wire. */
const plainZero = (value: unknown): unknown => JSON.stringify(value, (_, item: unknown) => (Object.is(item, -0) ? 0 : item));

describe('MessagePack', () => {
  it('reads back what it writes', () => {
    fc.assert(fc.property(tree, (value) => { expect(plainZero(back(value))).toBe(plainZero(value)); }));
  });

  it('is read by the stock parser of clients, and reads what that writes', () => {
    fc.assert(fc.property(tree, (value) => {
      const data = [value];
      const decoder = new msgpack.Decoder();
      let heard: unknown;
      decoder.on('decoded', (packet: { data: unknown }) => { heard = packet.data; });
      decoder.add(encode({ type: 2, nsp: '/', data }));
      expect(plainZero(heard)).toBe(plainZero(data));
      const [stock] = new msgpack.Encoder().encode({ type: 2, nsp: '/', data } as never) as unknown as [Buffer];
      expect(plainZero((decode(stock, { depth: 16, values: 100_000 }) as { data: unknown }).data)).toBe(plainZero(data));
    }));
  });

  it('writes exactly the bytes of a view, not the memory behind it', () => {
    const memory = new Uint8Array(1_000).fill(7);
    expect(encode(memory.subarray(10, 13)).toString('hex')).toBe('c403070707');
    expect(back({ bytes: memory.subarray(10, 13) })).toEqual({ bytes: Buffer.from([7, 7, 7]) });
  });

  it('reads an ArrayBuffer and undefined as clients write them', () => {
    expect(decode(Buffer.from('c70300010203', 'hex'), bounds)).toEqual(Buffer.from([1, 2, 3]));
    expect(decode(Buffer.from('d40000', 'hex'), bounds)).toBeUndefined();
    expect(back({ a: undefined })).toEqual({ a: undefined });
  });

  it('keeps every number', () => {
    for (const value of [0, 127, 128, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER, -1, -32, -33, -128, -129, -32_768, -(2 ** 31), -(2 ** 31) - 1, Number.MIN_SAFE_INTEGER, 2 ** 64, -(2 ** 63) - 4_096, 1.5, 1e300]) expect(back(value)).toBe(value);
  });

  it('refuses any bytes with one kind of error, or reads a value', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        decode(Buffer.from(bytes), bounds);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedPacket);
      }
    }), { numRuns: 2_000 });
  });

  it('never allocates by what is announced', () => {
    const before = process.memoryUsage().heapUsed;
    for (const hex of ['ddffffffff', 'dfffffffff', 'c6ffffffff', 'dbffffffff', 'c9ffffffff00', 'dd01ffffffdd01ffffffdd01ffffffdd01ffffff']) expect(() => decode(Buffer.from(hex, 'hex'), bounds)).toThrow(MalformedPacket);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  });

  it('refuses depth, number of values, prototypes, odd keys, unknown extensions and trailing bytes', () => {
    for (const hex of ['91919191919191919190', '81a95f5f70726f746f5f5f80', '810101', 'c7010005'.replace('00', '01'), 'd40100', 'd60000000000', '0101', 'c1', '']) expect(() => decode(Buffer.from(hex, 'hex'), bounds)).toThrow(MalformedPacket);
    expect(() => decode(encode(Array.from({ length: 5_000 }, () => 1)), bounds)).toThrow(MalformedPacket);
  });

  it('will not write what has no form', () => {
    expect(() => encode(() => 1)).toThrow(TypeError);
    expect(() => encode(1n)).toThrow(TypeError);
  });
});
