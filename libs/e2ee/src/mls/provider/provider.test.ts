import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from '../../bytes.js';
import { ready } from '../../sodium.js';
import { CryptoRefusal, suiteOf } from './index.js';
import { chacha20Poly1305, ed25519KeyPair, ed25519Sign, ed25519Verify, hkdf, hmacSha256, sha256, x25519, x25519PublicKey } from './primitives.js';
import { raw, withScratch } from './scratch.js';

const hex = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'hex'));
const asHex = (value: Uint8Array): string => Buffer.from(value).toString('hex');
const none = new Uint8Array(0);

beforeAll(() => ready());

describe('the primitives', () => {
  it('derive with HKDF as RFC 5869 does (test cases 1 and 2)', () => {
    const first = hkdf.extract(hex('000102030405060708090a0b0c'), hex('0b'.repeat(22)));
    expect(asHex(first)).toBe('077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5');
    expect(asHex(hkdf.expand(first, hex('f0f1f2f3f4f5f6f7f8f9'), 42))).toBe('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865');
    const bytes = (from: number) => Uint8Array.from({ length: 80 }, (_, at) => from + at);
    const second = hkdf.extract(bytes(0x60), bytes(0));
    expect(asHex(hkdf.expand(second, bytes(0xb0), 82)).startsWith('b11e398dc80327a1c8e7f78c596a4934')).toBe(true);
    expect(() => hkdf.expand(second, none, 255 * 32 + 1)).toThrow(CryptoRefusal);
  });

  it('authenticate with HMAC as RFC 4231 does, with keys of any length (test cases 2 and 6)', () => {
    expect(asHex(hmacSha256(Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')))).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    expect(asHex(hmacSha256(hex('aa'.repeat(131)), Buffer.from('Test Using Larger Than Block-Size Key - Hash Key First')))).toBe('60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54');
  });

  it('hash inputs larger than the scratch area', () => {
    expect(asHex(sha256(new Uint8Array(1_000_000).fill(0x61)))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  });

  it('agree with X25519 as RFC 7748 does (section 6.1), and refuse points of low order', () => {
    const secret = hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb');
    expect(asHex(x25519PublicKey(secret))).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
    expect(() => x25519(secret, new Uint8Array(32))).toThrow(CryptoRefusal);
    expect(() => x25519(secret.subarray(1), secret)).toThrow(CryptoRefusal);
  });

  it('sign with Ed25519 as RFC 8032 does (section 7.1, test 1), and verify nothing else', () => {
    const { publicKey, secretKey } = ed25519KeyPair(hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'));
    expect(asHex(publicKey)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    const signature = ed25519Sign(secretKey, none);
    expect(asHex(signature)).toBe('e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b');
    expect(ed25519Verify(publicKey, none, signature)).toBe(true);
    expect(ed25519Verify(publicKey, Uint8Array.of(0), signature)).toBe(false);
    expect(ed25519Verify(publicKey, none, signature.subarray(1))).toBe(false);
    expect(() => ed25519Sign(secretKey.subarray(32), none)).toThrow(CryptoRefusal);
  });

  it('open only what was sealed with the same key, nonce and data', () => {
    const [key, nonce, data, plaintext] = [randomBytes(32), randomBytes(12), Uint8Array.of(1), Uint8Array.of(2, 3)];
    const sealed = chacha20Poly1305.seal(key, nonce, data, plaintext);
    expect(chacha20Poly1305.open(key, nonce, data, sealed)).toEqual(plaintext);
    expect(() => chacha20Poly1305.open(key, nonce, none, sealed)).toThrow(CryptoRefusal);
    expect(() => chacha20Poly1305.open(randomBytes(32), nonce, data, sealed)).toThrow(CryptoRefusal);
    expect(() => chacha20Poly1305.open(key, nonce, data, sealed.subarray(3))).toThrow(CryptoRefusal);
    expect(() => chacha20Poly1305.open(key, nonce, data, none)).toThrow(CryptoRefusal);
  });
});

describe('the suite', () => {
  it('is the same object each time', () => {
    expect(suiteOf(3)).toBe(suiteOf(3));
  });

  it('refuses keys and encapsulations of another length', async () => {
    const { hpke } = suiteOf(3);
    const { privateKey } = await hpke.generateKeyPair();
    await expect(hpke.importPublicKey(new Uint8Array(31))).rejects.toThrow(CryptoRefusal);
    await expect(hpke.importPrivateKey(new Uint8Array(33))).rejects.toThrow(CryptoRefusal);
    await expect(hpke.open(privateKey, new Uint8Array(31), new Uint8Array(16), none)).rejects.toThrow(CryptoRefusal);
  });
});

describe("libsodium's memory", () => {
  const holds = (secret: Uint8Array): boolean => Buffer.from(raw().HEAPU8.buffer).includes(Buffer.from(secret));

  it('holds no secret after a call', () => {
    const keys = ed25519KeyPair(randomBytes(32));
    const [key, plaintext, scalar] = [randomBytes(32), randomBytes(64), randomBytes(32)];
    const { publicKey } = ed25519KeyPair(randomBytes(32));
    ed25519Sign(keys.secretKey, plaintext);
    const shared = x25519(scalar, x25519PublicKey(randomBytes(32)));
    const mac = hmacSha256(key, plaintext);
    chacha20Poly1305.open(key, new Uint8Array(12), none, chacha20Poly1305.seal(key, new Uint8Array(12), none, plaintext));
    expect(ed25519Verify(publicKey, plaintext, new Uint8Array(64))).toBe(false);
    for (const secret of [keys.secretKey, keys.secretKey.subarray(0, 32), key, plaintext, scalar, shared, mac]) expect(holds(secret)).toBe(false);
  });

  it('holds no secret after a call that failed, or one too large for the scratch area', () => {
    const secret = randomBytes(32);
    const failing = () => withScratch((scratch) => {
      scratch.put(secret);
      expect(holds(secret)).toBe(true);
      throw new Error('failed');
    });
    expect(failing).toThrow('failed');
    const large = randomBytes(40_000);
    chacha20Poly1305.seal(secret, new Uint8Array(12), none, large);
    expect(holds(secret)).toBe(false);
    expect(holds(large.subarray(0, 64))).toBe(false);
  });
});
