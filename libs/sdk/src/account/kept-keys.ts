/** The secrets of a person and a device as they stand in the sealed store. */
import { fromBase64Url, toBase64Url, type DeviceKeys } from '@comity/e2ee';
import type { NetworkId, StatementId, DeviceId, PractitionerId } from '@comity/contracts';
import type { SealedStore } from '../store/sealed.js';
import type { LocalAccount } from './local-account.js';

export interface KeptKeys {
  network: { id: NetworkId; name: string; pin: StatementId };
  identity: { publicKey: Uint8Array; secretKey: Uint8Array };
  vaultKey: Uint8Array;
  device: DeviceKeys;
  deviceName: string;
}
type Text = Record<'identityPublic' | 'identitySecret' | 'vaultKey' | 'devicePublic' | 'deviceSecret' | 'deviceName', string>
  & { network: KeptKeys['network']; practitioner: PractitionerId; device: DeviceId };

const key = 'keys';

export async function keepKeys(account: LocalAccount, keys: KeptKeys): Promise<void> {
  const text: Text = {
    network: keys.network, practitioner: keys.device.practitioner, device: keys.device.device, deviceName: keys.deviceName,
    identityPublic: toBase64Url(keys.identity.publicKey), identitySecret: toBase64Url(keys.identity.secretKey), vaultKey: toBase64Url(keys.vaultKey),
    devicePublic: toBase64Url(keys.device.publicKey), deviceSecret: toBase64Url(keys.device.secretKey),
  };
  await account.store()?.putJson(key, text);
}

export async function keptKeys(store: SealedStore): Promise<KeptKeys | undefined> {
  const text = await store.getJson<Text>(key);
  if (text === undefined) return undefined;
  return {
    network: text.network, deviceName: text.deviceName, vaultKey: fromBase64Url(text.vaultKey),
    identity: { publicKey: fromBase64Url(text.identityPublic), secretKey: fromBase64Url(text.identitySecret) },
    device: { practitioner: text.practitioner, device: text.device, publicKey: fromBase64Url(text.devicePublic), secretKey: fromBase64Url(text.deviceSecret) },
  };
}
