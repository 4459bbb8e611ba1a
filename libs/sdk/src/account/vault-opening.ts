/** Opening the vault on a new device: from the passphrase or the recovery code alone, with no older device's help. */
import { decodeBase64Url, equal, newDevice, openVaultRecord, openVaultWithPassphraseKey, openVaultWithRecoveryCode, parseRecoveryCode } from '@comity/e2ee';
import type { DeviceId, Session, Vault } from '@comity/contracts';
import type { Store } from '../api.js';
import { alarmed, ComityFailure } from '../failure.js';
import { newId } from '../id.js';
import { keepKeys } from './kept-keys.js';
import { LocalAccount } from './local-account.js';
import { decodeMain, type MainRecord } from './main-record.js';
import type { PassphraseKeys } from './passphrase-keys.js';

export type VaultSecret = { passphrase: string } | { recoveryCode: string };

/** Makes this device's account and keys. The device is not certified yet. */
export async function openVault(raw: Store, vault: Vault, session: Session, secret: VaultSecret, deviceName: string, keys: PassphraseKeys): Promise<MainRecord> {
  const vaultKey = vaultKeyOf(vault, secret, keys);
  const record = vault.records.find(({ name }) => name === 'main');
  const bytes = record === undefined ? undefined : openVaultRecord(vaultKey, 'main', record.version, decodeBase64Url(record.sealed) ?? new Uint8Array());
  if (bytes === undefined) throw alarmed('vault-tampered');
  const main = decodeMain(bytes);
  if (main.practitioner !== session.practitioner || !equal(main.identity.secretKey.subarray(32), main.identity.publicKey)) throw alarmed('vault-tampered');
  if (main.network.pin !== session.network.pin || main.network.id !== session.network.id) throw alarmed('pin-mismatch');
  const account = await LocalAccount.create(raw, session.practitioner, vault.wraps, vaultKey);
  await keepKeys(account, { network: main.network, identity: main.identity, vaultKey, deviceName, device: { practitioner: session.practitioner, device: newId<DeviceId>(), ...newDevice() } });
  return main;
}

function vaultKeyOf(vault: Vault, secret: VaultSecret, keys: PassphraseKeys): Uint8Array {
  if ('passphrase' in secret) {
    const opened = openVaultWithPassphraseKey(vault.wraps, keys.of(secret.passphrase, vault.wraps.passphrase.kdf).wrapKey);
    if (opened === undefined) throw new ComityFailure({ kind: 'wrong-passphrase' });
    return opened;
  }
  const parsed = parseRecoveryCode(secret.recoveryCode);
  const opened = parsed.ok ? openVaultWithRecoveryCode(vault.wraps, parsed.secret) : undefined;
  if (opened === undefined) throw new ComityFailure({ kind: 'wrong-recovery-code' });
  return opened;
}
