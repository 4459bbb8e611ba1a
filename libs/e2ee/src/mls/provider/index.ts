/**
 * Cryptography for ts-mls, all of it libsodium. The two suites differ in their KEM alone.
 * Trust: `await ready()` came first. Private keys travel as plain bytes behind the library's key types.
 */
import type { CiphersuiteImpl, CiphersuiteName } from 'ts-mls/crypto/ciphersuite.js';
import type { PrivateKey, PublicKey } from 'ts-mls/crypto/hpke.js';
import { type Suite, everySuite, suites } from '@comity/contracts';
import { equal, randomBytes } from '../../bytes.js';
import { hpkeWith } from './hpke.js';
import { type Kem, dhkemX25519 } from './kem.js';
import { CryptoRefusal, chacha20Poly1305, ed25519KeyPair, ed25519Sign, ed25519Verify, hkdf, hmacSha256, sha256 } from './primitives.js';
import { xwing } from './xwing.js';

export { CryptoRefusal } from './primitives.js';

/** Key pairs of the KEM as ts-mls carries them; its types are written for WebCrypto and never looked into. */
interface HeldKey { bytes: Uint8Array; publicKey: Uint8Array | undefined }
const privateKey = (bytes: Uint8Array, publicKey?: Uint8Array): PrivateKey => ({ bytes, publicKey }) as unknown as PrivateKey;
const publicKey = (bytes: Uint8Array): PublicKey => ({ bytes }) as unknown as PublicKey;
const held = (key: PrivateKey | PublicKey): HeldKey => key as unknown as HeldKey;

const nothing = new Uint8Array(0);

function suite(name: CiphersuiteName, kem: Kem): CiphersuiteImpl {
  const hpke = hpkeWith(kem);
  const pair = (keys: { secretKey: Uint8Array; publicKey: Uint8Array }) => ({ privateKey: privateKey(keys.secretKey, keys.publicKey), publicKey: publicKey(keys.publicKey) });
  const sized = (bytes: Uint8Array, length: number): Uint8Array => {
    if (bytes.length !== length) throw new CryptoRefusal(`expected ${length} bytes`);
    return bytes;
  };
  return {
    name,
    hash: {
      digest: async (data) => sha256(data),
      mac: async (key, data) => hmacSha256(key, data),
      verifyMac: async (key, mac, data) => equal(hmacSha256(key, data), mac),
    },
    kdf: {
      size: hkdf.size,
      extract: async (salt, material) => hkdf.extract(salt, material),
      expand: async (key, info, length) => hkdf.expand(key, info, length),
    },
    rng: { randomBytes },
    signature: {
      sign: async (key, message) => ed25519Sign(key, message),
      verify: async (key, message, signature) => ed25519Verify(key, message, signature),
      async keygen() {
        const keys = ed25519KeyPair(randomBytes(32));
        return { publicKey: keys.publicKey, signKey: keys.secretKey };
      },
    },
    hpke: {
      keyLength: chacha20Poly1305.keyBytes,
      nonceLength: chacha20Poly1305.nonceBytes,
      importPrivateKey: async (bytes) => privateKey(sized(bytes, kem.secretKeyBytes)),
      importPublicKey: async (bytes) => publicKey(sized(bytes, kem.publicKeyBytes)),
      exportPrivateKey: async (key) => held(key).bytes,
      exportPublicKey: async (key) => held(key).bytes,
      deriveKeyPair: async (material) => pair(kem.deriveKeyPair(material)),
      generateKeyPair: async () => pair(kem.generateKeyPair()),
      async seal(key, plaintext, info, data = nothing) {
        const { sealed, encapsulation } = hpke.seal(held(key).bytes, plaintext, info, data);
        return { ct: sealed, enc: encapsulation };
      },
      open: async (key, encapsulation, sealed, info, data = nothing) =>
        hpke.open(held(key).bytes, sized(encapsulation, kem.encapsulationBytes), sealed, info, data, held(key).publicKey),
      async exportSecret(key, context, length, info) {
        const { secret, encapsulation } = hpke.sendExport(held(key).bytes, context, length, info);
        return { enc: encapsulation, secret };
      },
      importSecret: async (key, context, encapsulation, length, info) =>
        hpke.receiveExport(held(key).bytes, sized(encapsulation, kem.encapsulationBytes), context, length, info, held(key).publicKey),
      encryptAead: async (key, nonce, data, plaintext) => chacha20Poly1305.seal(key, nonce, data ?? nothing, plaintext),
      decryptAead: async (key, nonce, data, sealed) => chacha20Poly1305.open(key, nonce, data ?? nothing, sealed),
    },
  };
}

/** ts-mls writes a suite it has no name for as its number, which is how it takes ours. */
const kinds: Record<Suite, { name: CiphersuiteName; kem: Kem }> = {
  [suites.classical]: { name: 'MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519', kem: dhkemX25519 },
  [suites.hybrid]: { name: String(suites.hybrid) as CiphersuiteName, kem: xwing },
};
const built = new Map<Suite, CiphersuiteImpl>();

export const suiteName = (number: Suite): CiphersuiteName => kinds[number].name;
/** The suite ts-mls calls so; undefined for one that spaces do not use. */
export const suiteNamed = (name: CiphersuiteName): Suite | undefined => everySuite.find((number) => kinds[number].name === name);

/** The implementation of a suite; the same object each time, which ts-mls relies on to recognise cached tree hashes. */
export function suiteOf(number: Suite): CiphersuiteImpl {
  const known = built.get(number);
  if (known !== undefined) return known;
  const made = suite(kinds[number].name, kinds[number].kem);
  built.set(number, made);
  return made;
}
