import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesToUuid, concat, decodeBase64Url, equal, fromBase64Url, fromUtf8, randomBytes, ready, toBase64Url, utf8, uuidToBytes, wipe } from '@comity/e2ee';

beforeAll(ready);

describe('base64url', () => {
  it('agrees with Node’s for any bytes, both ways', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url');
      expect(toBase64Url(bytes)).toBe(text);
      expect(fromBase64Url(text)).toEqual(bytes);
    }));
  });
  it('refuses padding, other alphabets, impossible lengths and left-over bits', () => {
    for (const text of ['AA==', 'A+/=', 'A', 'AAAAA', 'AB', 'AAB', 'A A', 'AÄAA']) expect(decodeBase64Url(text)).toBeUndefined();
    expect(() => fromBase64Url('A')).toThrow(RangeError);
  });
  it('accepts no second spelling of any bytes', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => {
      const bytes = decodeBase64Url(text);
      if (bytes !== undefined) expect(toBase64Url(bytes)).toBe(text);
    }));
  });
});

describe('UUIDs', () => {
  it('survive the way to bytes and back', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => { expect(bytesToUuid(uuidToBytes(uuid))).toBe(uuid); }));
  });
  it('are refused in capitals, without dashes, shortened or prolonged', () => {
    const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';
    for (const bad of [uuid.toUpperCase(), uuid.replaceAll('-', ''), uuid.slice(0, -1), `${uuid}0`, `{${uuid}}`, '']) expect(() => uuidToBytes(bad)).toThrow(RangeError);
    expect(() => bytesToUuid(new Uint8Array(15))).toThrow(RangeError);
  });
});

describe('byte strings', () => {
  it('are concatenated and compared by value', () => {
    expect(concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
    expect([equal(utf8('a'), utf8('a')), equal(utf8('a'), utf8('b')), equal(utf8('a'), utf8('aa'))]).toEqual([true, false, false]);
  });
  it('are read as UTF-8 strictly, byte order marks included', () => {
    expect(fromUtf8(utf8('é\ufeff'))).toBe('é\ufeff');
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
    expect(fromUtf8(Uint8Array.of(0xff))).toBeUndefined();
  });
  it('are random when asked for, and zero when wiped', () => {
    const secret = randomBytes(32);
    expect(equal(secret, randomBytes(32))).toBe(false);
    wipe(secret);
    expect(secret).toEqual(new Uint8Array(32));
  });
});
