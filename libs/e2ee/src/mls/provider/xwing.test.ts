/** X-Wing against the draft's own vectors, and what becomes of keys and encapsulations that somebody changed. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { suites } from '@comity/contracts';
import fc from 'fast-check';
import { randomBytes } from '../../bytes.js';
import { ready } from '../../sodium.js';
import { CryptoRefusal, suiteOf } from './index.js';
import { raw } from './scratch.js';
import { encapsulateWith, xwing } from './xwing.js';

const draft = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../../vectors/x-wing/draft.json'), 'utf8')) as
  Record<'seed' | 'publicKey' | 'encapsulationSeed' | 'encapsulation' | 'shared', string>[];
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (some: Uint8Array) => Buffer.from(some).toString('hex');
/** SHAKE256 of nothing, FIPS 202's well-known value, to 32 bytes. */
const shakeOfNothing = '46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f';

beforeAll(() => ready());

describe('X-Wing', () => {
  it.each(draft)('encapsulates and opens as the draft does ($seed)', (vector) => {
    const made = encapsulateWith(bytes(vector.encapsulationSeed), bytes(vector.publicKey));
    expect(hex(made.encapsulation)).toBe(vector.encapsulation);
    expect(hex(made.shared)).toBe(vector.shared);
    expect(hex(xwing.decapsulate(bytes(vector.seed), bytes(vector.encapsulation)))).toBe(vector.shared);
  });

  it('has all three vectors of the draft', () => {
    expect(draft.map(({ shared }) => shared)).toEqual([
      'd2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384',
      'f2e86241c64d60f6649fbc6c5b7d17180b780a3f34355e64a85749949c45f150',
      '953f7f4e8c5b5049bdc771d1dffada0dd961477d1a2ae0988baa7ea6898d893f',
    ]);
  });

  it('derives a key pair from a seed that is SHAKE256 of the material', () => {
    const pair = xwing.deriveKeyPair(new Uint8Array(0));
    expect(hex(pair.secretKey)).toBe(shakeOfNothing);
    const { shared, encapsulation } = xwing.encapsulate(pair.publicKey);
    expect(xwing.decapsulate(bytes(shakeOfNothing), encapsulation)).toEqual(shared);
  });

  it('agrees on a secret, a new one each time', () => {
    const { secretKey, publicKey } = xwing.generateKeyPair();
    const [one, other] = [xwing.encapsulate(publicKey), xwing.encapsulate(publicKey)];
    expect(xwing.decapsulate(secretKey, one.encapsulation)).toEqual(one.shared);
    expect(one.shared).not.toEqual(other.shared);
    expect(xwing.generateKeyPair().publicKey).not.toEqual(publicKey);
  });

  it('agrees on nothing once any bit of the encapsulation changed, in either half', () => {
    const { secretKey, publicKey } = xwing.generateKeyPair();
    const { shared, encapsulation } = xwing.encapsulate(publicKey);
    fc.assert(fc.property(fc.nat({ max: encapsulation.length * 8 - 1 }), (bit) => {
      const changed = encapsulation.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      // The top bit of an X25519 point is ignored by X25519 (RFC 7748 section 5), but not by the combiner.
      expect(xwing.decapsulate(secretKey, changed)).not.toEqual(shared);
    }), { numRuns: 200 });
  });

  it('refuses what has another length, and an ML-KEM key with coefficients beyond the modulus', () => {
    const { secretKey, publicKey } = xwing.generateKeyPair();
    expect(() => xwing.encapsulate(publicKey.subarray(1))).toThrow(CryptoRefusal);
    expect(() => xwing.encapsulate(new Uint8Array(1217))).toThrow(CryptoRefusal);
    expect(() => xwing.decapsulate(secretKey.subarray(1), new Uint8Array(1120))).toThrow(CryptoRefusal);
    expect(() => xwing.decapsulate(secretKey, new Uint8Array(1119))).toThrow(CryptoRefusal);
    expect(() => encapsulateWith(new Uint8Array(63), publicKey)).toThrow(CryptoRefusal);
    expect(() => xwing.encapsulate(publicKey.slice().fill(0xff, 0, 3))).toThrow(CryptoRefusal);
  });

  it("leaves no secret in libsodium's memory", () => {
    const { secretKey, publicKey } = xwing.deriveKeyPair(randomBytes(32));
    const entropy = randomBytes(64);
    const { shared, encapsulation } = encapsulateWith(entropy, publicKey);
    expect(xwing.decapsulate(secretKey, encapsulation)).toEqual(shared);
    const memory = Buffer.from(raw().HEAPU8.buffer);
    for (const secret of [secretKey, shared, entropy.subarray(0, 32), entropy.subarray(32)]) expect(memory.includes(Buffer.from(secret))).toBe(false);
  });
});

describe('the hybrid suite', () => {
  it('is the same object each time, and another than the classical one', () => {
    expect(suiteOf(suites.hybrid)).toBe(suiteOf(suites.hybrid));
    expect(suiteOf(suites.hybrid)).not.toBe(suiteOf(suites.classical));
  });

  it('opens what was sealed to its key under the same info and data, and nothing else', async () => {
    const { hpke } = suiteOf(suites.hybrid);
    const { privateKey, publicKey } = await hpke.deriveKeyPair(randomBytes(32));
    const other = await hpke.generateKeyPair();
    const [plaintext, info, data] = [randomBytes(48), randomBytes(5), randomBytes(7)];
    const { ct, enc } = await hpke.seal(publicKey, plaintext, info, data);
    expect(await hpke.open(privateKey, enc, ct, info, data)).toEqual(plaintext);
    await expect(hpke.open(other.privateKey, enc, ct, info, data)).rejects.toThrow(CryptoRefusal);
    await expect(hpke.open(privateKey, enc, ct, data, info)).rejects.toThrow(CryptoRefusal);
    for (const at of [0, 500, 1088, 1119]) {
      const changed = enc.slice();
      changed[at]! ^= 1;
      await expect(hpke.open(privateKey, changed, ct, info, data)).rejects.toThrow(CryptoRefusal);
    }
  });

  it('refuses keys and encapsulations of the classical suite', async () => {
    const [hybrid, classical] = [suiteOf(suites.hybrid).hpke, suiteOf(suites.classical).hpke];
    const pair = await classical.generateKeyPair();
    await expect(hybrid.importPublicKey(await classical.exportPublicKey(pair.publicKey))).rejects.toThrow(CryptoRefusal);
    const own = await hybrid.generateKeyPair();
    await expect(hybrid.open(own.privateKey, randomBytes(32), randomBytes(32), new Uint8Array(0))).rejects.toThrow(CryptoRefusal);
  });
});
