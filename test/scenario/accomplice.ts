/** Somebody of the network who is in league with the service: what they can hand over, and what they can ask for in their own name. */
import type { DeviceId, Suite } from '@comity/contracts';
import { fromBase64Url, fromUtf8, openVaultRecord, type DeviceKeys } from '@comity/e2ee';
import { networkTransport, type Link } from '@comity/sdk';
import type { Device, Person } from './people.js';

/** The device keys of a person, from their own store. */
export async function deviceKeysOf({ id, device: { store } }: Pick<Person, 'id'> & { device: Device }): Promise<DeviceKeys> {
  const read = async (name: string): Promise<Uint8Array> => (await store.get(name)) ?? new Uint8Array();
  const { key } = JSON.parse(fromUtf8(await read('account'))!) as { key: string };
  const kept = openVaultRecord(fromBase64Url(key), 'local:keys', 1, await read(`person/${id}/keys`))!;
  const { device, devicePublic, deviceSecret } = JSON.parse(fromUtf8(kept)!) as Record<'devicePublic' | 'deviceSecret', string> & { device: DeviceId };
  return { practitioner: id, device, publicKey: fromBase64Url(devicePublic), secretKey: fromBase64Url(deviceSecret) };
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
