/** What a person who is in league with somebody hands over: everything their own device holds. */
import type { ItemId, ItemKind, SpaceId } from '@comity/contracts';
import { networkTransport } from '@comity/sdk';
import { contentKey, decodeGroup, epochTag, firstLink, fromBase64Url, fromUtf8, historyKey, openVaultRecord, sealItem, type EpochKey, type Group } from '@comity/e2ee';
import { randomUUID } from 'node:crypto';
import { deviceKeysOf, localKeyOf, vaultKeyOf } from './accomplice.js';
import type { Person } from './people.js';

/** Every value of the device's store, or those of some names, opened, by name. */
export async function valuesOf(person: Pick<Person, 'id' | 'device'>, wanted: (name: string) => boolean = () => true): Promise<Map<string, Uint8Array>> {
  const key = await localKeyOf(person);
  const prefix = `person/${person.id}/`;
  const values = (await person.device.store.list(prefix)).map(([name, value]) => [name.slice(prefix.length), value] as const).filter(([name]) => wanted(name));
  return new Map(values.map(([name, value]) => [name, openVaultRecord(key, `local:${name}`, 1, value)!]));
}

/** Every record of the person's vault as the service has it, opened, by name. */
export async function vaultOf(person: Pick<Person, 'id' | 'device'>): Promise<Map<string, Uint8Array>> {
  const [key, { records }] = [await vaultKeyOf(person), await networkTransport(person.device.platform).rest.call('vault')];
  return new Map(records.map(({ name, version, sealed }) => [name, openVaultRecord(key, name, version, fromBase64Url(sealed))!]));
}

/** The content keys of a space that a device holds, by epoch. */
export async function epochKeysOf(person: Pick<Person, 'id' | 'device'>, space: SpaceId): Promise<Map<number, EpochKey>> {
  const keys = new Map<number, EpochKey>();
  for (const [name, value] of await valuesOf(person)) {
    if (!name.startsWith(`space/${space}/epoch/`)) continue;
    const { epoch, key, tag } = JSON.parse(fromUtf8(value)!) as { epoch: number; key: string; tag: string };
    keys.set(epoch, { key: fromBase64Url(key), tag: fromBase64Url(tag) });
  }
  return keys;
}

export async function groupOf(person: Person, space: SpaceId): Promise<Group> {
  return decodeGroup((await valuesOf(person)).get(`space/${space}/group`)!, await deviceKeysOf(person));
}

/** Seals what no client of ours would, with the person's own keys, under the present epoch. */
export async function sealAs(person: Person, space: SpaceId, kind: ItemKind, content: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const [group, { device, secretKey }] = [await groupOf(person, space), await deviceKeysOf(person)];
  return new Uint8Array(sealItem({
    header: { kind, handling: 'none', space, epoch: group.epoch, epochTag: epochTag(group), id: randomUUID() as ItemId, sender: device, transcript: { seq: 0, link: firstLink() }, treeHead: { size: 0, root: new Uint8Array(32) } },
    content, contentKey: await (kind === 'history' || kind === 'keys' ? historyKey : contentKey)(group), deviceSecret: secretKey,
  }));
}
