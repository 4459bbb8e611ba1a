/** Key encapsulation for HPKE: what a suite's KEM has to offer, and DHKEM. The hybrid one is in xwing.ts. */
import { concat, randomBytes, utf8, wipe } from '../../bytes.js';
import { hkdf, x25519, x25519PublicKey } from './primitives.js';

export interface KemKeyPair { secretKey: Uint8Array; publicKey: Uint8Array }

/** A KEM of the HPKE registry (RFC 9180 section 7.1). */
export interface Kem {
  readonly id: number;
  readonly publicKeyBytes: number;
  readonly secretKeyBytes: number;
  readonly encapsulationBytes: number;
  deriveKeyPair(material: Uint8Array): KemKeyPair;
  generateKeyPair(): KemKeyPair;
  encapsulate(publicKey: Uint8Array): { shared: Uint8Array; encapsulation: Uint8Array };
  /** `publicKey` is the secret key's own; it is computed when absent. */
  decapsulate(secretKey: Uint8Array, encapsulation: Uint8Array, publicKey?: Uint8Array): Uint8Array;
}

const nothing = new Uint8Array(0);
export const twoBytes = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 255);
export const hpkeVersion = utf8('HPKE-v1');

const id = 0x0020;
const suiteId = concat(utf8('KEM'), twoBytes(id));

function labeledExtract(label: string, secret: Uint8Array): Uint8Array {
  return hkdf.extract(nothing, concat(hpkeVersion, suiteId, utf8(label), secret));
}

function labeledExpand(key: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array {
  return hkdf.expand(key, concat(twoBytes(length), hpkeVersion, suiteId, utf8(label), info), length);
}

function extractAndExpand(secret: Uint8Array, context: Uint8Array): Uint8Array {
  const key = labeledExtract('eae_prk', secret);
  const shared = labeledExpand(key, 'shared_secret', context, 32);
  wipe(secret, key);
  return shared;
}

const keyPairOf = (secretKey: Uint8Array): KemKeyPair => ({ secretKey, publicKey: x25519PublicKey(secretKey) });

/** DHKEM(X25519, HKDF-SHA256) (RFC 9180 section 4.1). */
export const dhkemX25519: Kem = {
  id,
  publicKeyBytes: 32,
  secretKeyBytes: 32,
  encapsulationBytes: 32,
  deriveKeyPair(material) {
    const key = labeledExtract('dkp_prk', material);
    const secretKey = labeledExpand(key, 'sk', nothing, 32);
    wipe(key);
    return keyPairOf(secretKey);
  },
  generateKeyPair: () => keyPairOf(randomBytes(32)),
  encapsulate(publicKey) {
    const ephemeral = this.generateKeyPair();
    const shared = extractAndExpand(x25519(ephemeral.secretKey, publicKey), concat(ephemeral.publicKey, publicKey));
    wipe(ephemeral.secretKey);
    return { shared, encapsulation: ephemeral.publicKey };
  },
  decapsulate(secretKey, encapsulation, publicKey = x25519PublicKey(secretKey)) {
    return extractAndExpand(x25519(secretKey, encapsulation), concat(encapsulation, publicKey));
  },
};
