/** Opening the vault on a new device: from the vault key alone, with no older device's help. */
import { decodeBase64Url, equal, newDevice, openVaultRecord } from '@comity/e2ee';
import type { DeviceId, Session, Vault } from '@comity/contracts';
import type { Store } from '../api.js';
import { alarmed } from '../failure.js';
import { newId } from '../id.js';
import { keepKeys } from './kept-keys.js';
import { LocalAccount } from './local-account.js';
import { decodeMain, type MainRecord } from './main-record.js';

/** Makes this device's account and keys. The device is not certified yet. */
export async function openVault(raw: Store, vault: Vault, session: Session, vaultKey: Uint8Array, deviceName: string): Promise<MainRecord> {
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
