/** What a vault is made and wrapped with: loaded where somebody does, and not to open one. */
import type { KdfParameters, PasskeyWrap, VaultWraps } from '@comity/contracts';
import { concat, randomBytes, toBase64Url } from './bytes.js';
import { canonicalJson } from './canonical.js';
import { sealBox } from './sealed-box.js';
import { labels, passkeyContext, wrapDomain } from './vault.js';

/** A passphrase's part: `wrapKey` as derived with these parameters. The parameters are authenticated with the wrap. */
export interface PassphraseWrap { wrapKey: Uint8Array; kdf: KdfParameters }

/** A new vault key (32 bytes) and its wraps. `recoverySecret` are the 32 bytes behind the recovery code. */
export function createVault(input: PassphraseWrap & { recoverySecret: Uint8Array }): { vaultKey: Uint8Array; wraps: VaultWraps } {
  const vaultKey = randomBytes(32);
  return { vaultKey, wraps: { passphrase: wrapForPassphrase(vaultKey, input), recovery: wrapForRecovery(vaultKey, input.recoverySecret) } };
}

/** A new passphrase: the wrap to put in the place of the old one. */
export const wrapForPassphrase = (vaultKey: Uint8Array, { wrapKey, kdf }: PassphraseWrap): VaultWraps['passphrase'] =>
  ({ kdf, sealed: toBase64Url(sealBox(wrapKey, labels.passphrase, concat(wrapDomain, canonicalJson(kdf)), vaultKey)) });

/** A new recovery code: the wrap to put in the place of the old one. */
export const wrapForRecovery = (vaultKey: Uint8Array, recoverySecret: Uint8Array): VaultWraps['recovery'] =>
  ({ sealed: toBase64Url(sealBox(recoverySecret, labels.recovery, wrapDomain, vaultKey)) });

/** A wrap for a passkey: `output` are the 32 bytes of its PRF over `passkeyInput`, `passkey` its credential id. */
export const wrapForPasskey = (vaultKey: Uint8Array, passkey: string, output: Uint8Array): PasskeyWrap =>
  ({ passkey, sealed: toBase64Url(sealBox(output, labels.passkey, passkeyContext(passkey), vaultKey)) });

/** New wraps for both: after a recovery, or when either may have become known. The vault key stays. */
export const rewrapVault = (vaultKey: Uint8Array, input: PassphraseWrap & { recoverySecret: Uint8Array }): VaultWraps =>
  ({ passphrase: wrapForPassphrase(vaultKey, input), recovery: wrapForRecovery(vaultKey, input.recoverySecret) });
