/**
 * Safety numbers: 60 digits two people compare, in person or by voice, to know that they hold each other's true keys.
 * Built as Signal's numeric fingerprint: 5200 rounds make finding a second key with the same digits dear.
 */
import type { PractitionerId } from '@comity/contracts';
import { concat, uuidToBytes } from './bytes.js';
import { domain } from './hash.js';
import { sodium } from './sodium.js';

const safetyDomain = domain('safety');
const rounds = 5_200;

export interface SafetyParty { id: PractitionerId; key: Uint8Array }

/** Twelve groups of five digits, the same whoever asks. `key` are the 32 bytes of the identity key. */
export function safetyNumber(a: SafetyParty, b: SafetyParty): string {
  const digits = [digitsOf(a), digitsOf(b)].sort().join('');
  return digits.match(/.{5}/g)!.join(' ');
}

/** SHA-512, 5200 times over the last hash and the key; thirty digits from the first thirty bytes. */
function digitsOf({ id, key }: SafetyParty): string {
  let hash = sodium.crypto_hash_sha512(concat(safetyDomain, key, uuidToBytes(id)));
  for (let round = 1; round < rounds; round++) hash = sodium.crypto_hash_sha512(concat(hash, key));
  let digits = '';
  for (let i = 0; i < 30; i += 5) {
    const number = hash[i]! * 2 ** 32 + hash[i + 1]! * 2 ** 24 + hash[i + 2]! * 2 ** 16 + hash[i + 3]! * 2 ** 8 + hash[i + 4]!;
    digits += String(number % 100_000).padStart(5, '0');
  }
  return digits;
}
