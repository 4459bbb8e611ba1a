/**
 * From a passphrase to two independent keys: Argon2id (RFC 9106) to a master, HKDF-SHA-256 to the rest.
 * Trust: the parameters come from the service, which would like them weak; below the floor nothing is derived.
 */
import type { KdfParameters } from '@comity/contracts';
import { decodeBase64Url, randomBytes, toBase64Url, utf8, wipe } from './bytes.js';
import { hkdf64 } from './hash.js';
import { sodium } from './sodium.js';

/** Passes and bytes of memory a client insists on, which are its default, too; and the most it will spend. */
export const kdfFloor = { ops: 3, mem: 67_108_864 } as const;
export const kdfCeiling = { ops: 10, mem: 1_073_741_824 } as const;

/** `authKey` proves the passphrase to the service, `wrapKey` opens the vault and never leaves. 32 bytes each. */
export type PassphraseKeys = { ok: true; authKey: Uint8Array; wrapKey: Uint8Array } | { ok: false; rule: 'kdf-weakened' | 'kdf-excessive' | 'kdf-unknown' };

export const newKdfParameters = (): KdfParameters => ({ algorithm: 'argon2id13', salt: toBase64Url(randomBytes(16)), ops: kdfFloor.ops, mem: kdfFloor.mem });

/** Which rule the parameters break, or null. */
export function kdfRule(kdf: KdfParameters): 'kdf-weakened' | 'kdf-excessive' | 'kdf-unknown' | null {
  if (kdf.algorithm !== 'argon2id13' || !Number.isInteger(kdf.ops) || !Number.isInteger(kdf.mem)) return 'kdf-unknown';
  if (decodeBase64Url(kdf.salt)?.length !== 16) return 'kdf-unknown';
  if (kdf.ops < kdfFloor.ops || kdf.mem < kdfFloor.mem) return 'kdf-weakened';
  return kdf.ops > kdfCeiling.ops || kdf.mem > kdfCeiling.mem ? 'kdf-excessive' : null;
}

/** As RFC 8265 section 4.2 (OpaqueString) prepares it: every kind of space is one, composed characters (NFC). */
export const preparePassphrase = (passphrase: string): string => passphrase.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** Takes some hundred milliseconds and `kdf.mem` bytes, on the calling thread. */
export function derivePassphraseKeys(passphrase: string, kdf: KdfParameters): PassphraseKeys {
  const rule = kdfRule(kdf);
  if (rule !== null) return { ok: false, rule };
  const secret = utf8(preparePassphrase(passphrase));
  const master = sodium.crypto_pwhash(32, secret, decodeBase64Url(kdf.salt)!, kdf.ops, kdf.mem, sodium.crypto_pwhash_ALG_ARGON2ID13);
  const [authKey, wrapKey] = hkdf64(master, utf8('comity passphrase v1'));
  wipe(secret, master);
  return { ok: true, authKey, wrapKey };
}
