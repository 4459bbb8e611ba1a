/** Somebody of the network who is in league with the service: what they can hand over, and what they can ask for in their own name. */
import type { DeviceId, Suite } from '@comity/contracts';
import { fromBase64Url, fromUtf8, openVaultRecord, type DeviceKeys, type KeyPair } from '@comity/e2ee';
import { networkTransport, type Link } from '@comity/sdk';
import type { Device, Person } from './people.js';

type Held = Pick<Person, 'id'> & { device: Device };
type Kept = Record<'devicePublic' | 'deviceSecret' | 'identityPublic' | 'identitySecret' | 'vaultKey', string> & { device: DeviceId };

/** The device keys of a person, from their own store. */
export async function deviceKeysOf(held: Held): Promise<DeviceKeys> {
  const { device, devicePublic, deviceSecret } = await keptBy(held);
  return { practitioner: held.id, device, publicKey: fromBase64Url(devicePublic), secretKey: fromBase64Url(deviceSecret) };
}

/** The identity keys of a person, from a device of theirs that is unlocked. */
export async function identityOf(held: Held): Promise<KeyPair> {
  const { identityPublic, identitySecret } = await keptBy(held);
  return { publicKey: fromBase64Url(identityPublic), secretKey: fromBase64Url(identitySecret) };
}

/** What opens a person's vault, from a device of theirs that is unlocked. */
export async function vaultKeyOf(held: Held): Promise<Uint8Array> { return fromBase64Url((await keptBy(held)).vaultKey); }

/** The key under which a device of theirs keeps everything, while it is unlocked. */
export async function localKeyOf({ id, device: { store } }: Held): Promise<Uint8Array> {
  const { key } = JSON.parse(fromUtf8((await store.get(`accounts/${id}`))!)!) as { key: string };
  return fromBase64Url(key);
}

async function keptBy(held: Held): Promise<Kept> {
  const kept = openVaultRecord(await localKeyOf(held), 'local:keys', 1, (await held.device.store.get(`person/${held.id}/keys`))!)!;
  return JSON.parse(fromUtf8(kept)!) as Kept;
}

/** Asks the service in their name, past their client. */
export async function askAs<T>({ device }: Person, question: (link: Link) => Promise<T>): Promise<T> {
  const link = networkTransport(device.platform).link();
  try {
    await new Promise<void>((resolve) => {
      link.on('link:online', () => { resolve(); });
      link.open();
    });
    return await question(link);
  } finally {
    link.close();
  }
}

/** A key package of somebody's device, claimed in the accomplice's name. */
export async function claimAs(accomplice: Person, suite: Suite, device: DeviceId): Promise<Uint8Array> {
  const { packages } = await askAs(accomplice, (link) => link.ask('messaging:claim-key-packages', { suite, devices: [device] }));
  const [found] = packages;
  if (found === undefined) throw new Error('the device has no key package in store');
  return found.bytes;
}
