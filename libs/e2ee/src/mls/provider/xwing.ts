/**
 * X-Wing, the hybrid of ML-KEM-768 and X25519 (draft-connolly-cfrg-xwing-kem), computed by libsodium through wiped scratch. A shared
 * secret stays closed as long as either of the two holds. Secret keys are the 32-byte seed both keys come from.
 * Trust: inputs may be an attacker's. A changed encapsulation yields another secret, not an error; what is sealed under it does not open.
 */
import { randomBytes, wipe } from '../../bytes.js';
import type { Kem, KemKeyPair } from './kem.js';
import { CryptoRefusal, exactly } from './primitives.js';
import { forget, withScratch } from './scratch.js';

const publicKeyBytes = 1216;
const secretKeyBytes = 32;
const encapsulationBytes = 1120;
const sharedBytes = 32;
const entropyBytes = 64;

/** Runs a call that leaves its result on the module's stack, too. */
function leavingNothing(work: Parameters<typeof withScratch<Uint8Array>>[0]): Uint8Array {
  const secret = withScratch(work);
  forget(secret);
  return secret;
}

const keyPairOf = (seed: Uint8Array): KemKeyPair => withScratch((scratch, sodium) => {
  const publicKey = scratch.reserve(publicKeyBytes);
  const secretKey = scratch.reserve(secretKeyBytes);
  if (sodium._crypto_kem_xwing_seed_keypair(publicKey, secretKey, scratch.put(seed)) !== 0) throw new CryptoRefusal('no X-Wing key pair');
  return { secretKey: scratch.take(secretKey, secretKeyBytes), publicKey: scratch.take(publicKey, publicKeyBytes) };
});

/** SHAKE256 (FIPS 202) to 32 bytes. */
const shake256 = (material: Uint8Array): Uint8Array => leavingNothing((scratch, sodium) => {
  const out = scratch.reserve(secretKeyBytes);
  sodium._crypto_xof_shake256(out, secretKeyBytes, scratch.put(material), material.length, 0);
  return scratch.take(out, secretKeyBytes);
});

/** EncapsulateDerand of the draft: 32 bytes of entropy for ML-KEM, then 32 for X25519. */
export function encapsulateWith(entropy: Uint8Array, publicKey: Uint8Array): { shared: Uint8Array; encapsulation: Uint8Array } {
  exactly(entropy, entropyBytes, 'the entropy of an encapsulation');
  exactly(publicKey, publicKeyBytes, 'an X-Wing public key');
  const made = withScratch((scratch, sodium) => {
    const encapsulation = scratch.reserve(encapsulationBytes);
    const shared = scratch.reserve(sharedBytes);
    if (sodium._crypto_kem_xwing_enc_deterministic(encapsulation, shared, scratch.put(publicKey), scratch.put(entropy)) !== 0) throw new CryptoRefusal('not an X-Wing public key');
    return { shared: scratch.take(shared, sharedBytes), encapsulation: scratch.take(encapsulation, encapsulationBytes) };
  });
  forget(made.shared);
  return made;
}

export const xwing: Kem = {
  id: 0x647a,
  publicKeyBytes,
  secretKeyBytes,
  encapsulationBytes,
  deriveKeyPair(material) {
    const seed = shake256(material);
    const pair = keyPairOf(seed);
    wipe(seed);
    return pair;
  },
  generateKeyPair() {
    const seed = randomBytes(secretKeyBytes);
    const pair = keyPairOf(seed);
    wipe(seed);
    return pair;
  },
  encapsulate(publicKey) {
    const entropy = randomBytes(entropyBytes);
    const made = encapsulateWith(entropy, publicKey);
    wipe(entropy);
    return made;
  },
  decapsulate(secretKey, encapsulation) {
    exactly(secretKey, secretKeyBytes, 'an X-Wing secret key');
    exactly(encapsulation, encapsulationBytes, 'an X-Wing encapsulation');
    return leavingNothing((scratch, sodium) => {
      const shared = scratch.reserve(sharedBytes);
      if (sodium._crypto_kem_xwing_dec(shared, scratch.put(encapsulation), scratch.put(secretKey)) !== 0) throw new CryptoRefusal('X-Wing encapsulation refused');
      return scratch.take(shared, sharedBytes);
    });
  },
};
