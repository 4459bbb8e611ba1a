/**
 * The vault: what a person's devices share, sealed under one random key that a passphrase, a recovery code and any
 * number of passkeys wrap.
 * Trust: the service stores all of it and can lose it or serve older copies. A record names itself and its version in
 * what it authenticates, so that swapped records do not open and a rolled-back one shows by its version.
 */
import type { HeldWraps, VaultWraps } from '@comity/contracts';
import { concat, decodeBase64Url, utf8 } from './bytes.js';
import { canonicalJson } from './canonical.js';
import { domain } from './hash.js';
import { viewOf, writeU64 } from './integers.js';
import { pad, unpad } from './padding.js';
import { openBox, sealBox } from './sealed-box.js';

export const wrapDomain = domain('vault-wrap');
const recordDomain = domain('vault-record');
export const labels = { passphrase: 'comity vault passphrase v1', recovery: 'comity vault recovery v1', passkey: 'comity vault passkey v1', record: 'comity vault record v1' } as const;

/** The vault key, or undefined: a wrong passphrase and a damaged wrap look alike. */
export function openVaultWithPassphraseKey(wraps: VaultWraps, wrapKey: Uint8Array): Uint8Array | undefined {
  const { kdf, sealed } = wraps.passphrase;
  return openWrap(wrapKey, labels.passphrase, concat(wrapDomain, canonicalJson(kdf)), sealed);
}

/** The vault key, or undefined: a wrong code and a damaged wrap look alike. */
export const openVaultWithRecoveryCode = (wraps: VaultWraps, recoverySecret: Uint8Array): Uint8Array | undefined =>
  openWrap(recoverySecret, labels.recovery, wrapDomain, wraps.recovery.sealed);

/**
 * What a passkey is asked to compute its secret from (WebAuthn PRF, `eval.first`). One input for all passkeys: their
 * secrets differ all the same, and a browser that does not know yet who signs in can ask for it.
 */
export const passkeyInput = (): Uint8Array<ArrayBuffer> => new Uint8Array(domain('vault-passkey'));

/** The vault key, or undefined: no wrap for this passkey, another's output and a damaged wrap look alike. */
export function openVaultWithPasskey(wraps: HeldWraps, passkey: string, output: Uint8Array): Uint8Array | undefined {
  const wrap = wraps.passkeys.find((each) => each.passkey === passkey);
  return wrap === undefined || output.length !== 32 ? undefined : openWrap(output, labels.passkey, passkeyContext(passkey), wrap.sealed);
}

export const passkeyContext = (passkey: string): Uint8Array => concat(wrapDomain, canonicalJson({ passkey }));

/** Seals a record, padded, under its name and version; `version` is a whole number from 1 that each write raises. */
export const sealVaultRecord = (vaultKey: Uint8Array, name: string, version: number, content: Uint8Array): Uint8Array =>
  sealBox(vaultKey, labels.record, recordContext(name, version), pad(content));

/**
 * The content of the record of that name and version, or undefined. The caller remembers the highest version it has
 * seen of each record and refuses a lower one: that part of a roll-back no cipher can see.
 */
export function openVaultRecord(vaultKey: Uint8Array, name: string, version: number, sealed: Uint8Array): Uint8Array | undefined {
  const padded = openBox(vaultKey, labels.record, recordContext(name, version), sealed);
  return padded === undefined ? undefined : unpad(padded);
}

/** domain string | version u64 | name, which ends the string and so needs no length. */
function recordContext(name: string, version: number): Uint8Array {
  const number = new Uint8Array(8);
  writeU64(viewOf(number), 0, version);
  return concat(recordDomain, number, utf8(name));
}

function openWrap(secret: Uint8Array, label: string, associated: Uint8Array, sealed: string): Uint8Array | undefined {
  const bytes = decodeBase64Url(sealed);
  const vaultKey = bytes === undefined ? undefined : openBox(secret, label, associated, bytes);
  return vaultKey?.length === 32 ? vaultKey : undefined;
}
