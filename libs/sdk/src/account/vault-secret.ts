/** From what a person has (passphrase, recovery code, passkey) to the vault key. Trust: wraps come from the service or from this device; a wrong one only fails to open. */
import { openVaultWithPasskey, openVaultWithPassphraseKey, openVaultWithRecoveryCode, parseRecoveryCode, wipe } from '@comity/e2ee';
import type { HeldWraps, VaultWraps } from '@comity/contracts';
import type { VaultSecret } from '../api.js';
import { ComityFailure } from '../failure.js';
import type { PassphraseKeys } from './passphrase-keys.js';

/** Secrets that open wraps by themselves; `signedIn` stands for a vault key the client already has. */
export type OpeningSecret = Exclude<VaultSecret, { signedIn: true }>;

/** The vault key; throws `wrong-passphrase`, `wrong-recovery-code` or `wrong-passkey`. */
export function vaultKeyOf(wraps: HeldWraps, secret: OpeningSecret, keys: PassphraseKeys): Uint8Array {
  if ('recoveryCode' in secret) return vaultKeyOfCode(wraps, secret.recoveryCode);
  if ('passphrase' in secret) return openVaultWithPassphraseKey(wraps, keys.of(secret.passphrase, wraps.passphrase.kdf).wrapKey) ?? wrong('wrong-passphrase');
  return openVaultWithPasskey(wraps, secret.passkey, secret.prf) ?? wrong('wrong-passkey');
}

export function vaultKeyOfCode(wraps: VaultWraps, code: string): Uint8Array {
  const parsed = parseRecoveryCode(code);
  if (!parsed.ok) throw new ComityFailure({ kind: 'wrong-recovery-code', fault: parsed.rule });
  const opened = openVaultWithRecoveryCode(wraps, parsed.secret);
  wipe(parsed.secret);
  if (opened === undefined) throw new ComityFailure({ kind: 'wrong-recovery-code', fault: 'other' });
  return opened;
}

/** Whether a secret was refused, rather than something else having failed. */
export const isWrongSecret = (error: unknown): boolean => error instanceof ComityFailure && ['wrong-passphrase', 'wrong-passkey', 'wrong-recovery-code'].includes(error.kind);

/** What a passkey computed is of no use once it was tried. */
export function wipeSecret(secret: VaultSecret): void { if ('prf' in secret) wipe(secret.prf); }

function wrong(kind: 'wrong-passphrase' | 'wrong-passkey'): never { throw new ComityFailure({ kind }); }
