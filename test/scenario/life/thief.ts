/**
 * Somebody who copied everything the service held and every key there was while it was there, and who in the end is handed
 * the service's database and every device and vault that is in use: of what is over they must open nothing, and find nothing.
 */
import type { DeviceId, PractitionerId, SpaceId } from '@comity/contracts';
import { contentKey, decodeGroup, historyKey, openItem, openVaultRecord, verifyItem } from '@comity/e2ee';
import { deviceKeysOf } from '../accomplice.js';
import { valuesOf } from '../insider.js';
import type { Device } from '../people.js';
import { headerOf } from './diary.js';
import { asked } from './log.js';

interface Desk { id: DeviceId; device: Device; diary: { by: PractitionerId } }
interface Copy { seq: number; sender: DeviceId; bytes: Buffer }
interface Kept { space: SpaceId; epoch: number; key: string }
/** What a desk and its person's vault hold: all texts, all other bytes in a row, and what may open the items of each space. */
export interface Haul { texts: ReadonlySet<string>; bytes: Buffer; keys: ReadonlyMap<SpaceId, readonly Uint8Array[]> }

const epochKey = /^space\/([0-9a-f-]{36})\/epoch\//;
const group = /^space\/([0-9a-f-]{36})\/group$/;
const text = /"(?:[^"\\]|\\.)*"/g;
const encoded = /^[A-Za-z0-9_-]{44,}$/;
const parsed = <T>(value: Uint8Array): T => JSON.parse(Buffer.from(value).toString()) as T;
const owner = ({ diary, device }: Desk) => ({ id: diary.by, device });

export class Thief {
  private readonly copies = new Map<SpaceId, Copy[]>();
  private readonly keys = new Map<SpaceId, Map<number, string>>();
  private readonly publicKeys = new Map<DeviceId, Uint8Array>();

  constructor(private readonly databaseUrl: string) {}

  /** Copies what the service has, and takes the keys that desks hold. */
  async copy(desks: readonly Desk[]): Promise<void> {
    const rows = await asked(this.databaseUrl, async (client) => (await client.query<{ space: SpaceId; seq: string; sender: DeviceId; bytes: Buffer }>(`select space, seq, sender, bytes from entry where type = 'item' and bytes is not null order by seq`)).rows);
    for (const { space, seq, sender, bytes } of rows) {
      const copies = this.copies.get(space) ?? [];
      if (Number(seq) > (copies.at(-1)?.seq ?? 0)) copies.push({ seq: Number(seq), sender, bytes });
      this.copies.set(space, copies);
    }
    for (const desk of desks) {
      this.publicKeys.set(desk.id, (await deviceKeysOf(owner(desk))).publicKey);
      for (const { space, epoch, key } of keysIn(await valuesOf(owner(desk), (name) => epochKey.test(name)))) this.keys.set(space, (this.keys.get(space) ?? new Map<number, string>()).set(epoch, key));
    }
  }

  /** Everything on a desk, opened, and in its person's vault. */
  async haul(desk: Desk): Promise<Haul> {
    const values = await valuesOf(owner(desk));
    const vaultKey = Buffer.from(parsed<{ vaultKey: string }>(values.get('keys')!).vaultKey, 'base64url');
    const records = await asked(this.databaseUrl, async (client) => (await client.query<{ name: string; version: number; sealed: Buffer }>('select name, version, sealed from vault_record where practitioner = $1', [desk.diary.by])).rows);
    const vault = records.map(({ name, version, sealed }): [string, Uint8Array] => [`vault ${name}`, openVaultRecord(vaultKey, name, version, sealed)!]);
    const keys = new Map<SpaceId, Uint8Array[]>();
    const add = (space: SpaceId, ...those: Uint8Array[]): void => { keys.set(space, [...(keys.get(space) ?? []), ...those]); };
    for (const { space, key } of keysIn(values)) add(space, Buffer.from(key, 'base64url'));
    for (const [name, value] of values) {
      const space = group.exec(name)?.[1] as SpaceId | undefined;
      if (space === undefined) continue;
      const held = decodeGroup(value, await deviceKeysOf(owner(desk)));
      add(space, await contentKey(held), await historyKey(held));
    }
    const texts = new Set<string>();
    const bytes: Buffer[] = [];
    for (const [, value] of [...values, ...vault]) {
      const found = isJson(value) ? Buffer.from(value).toString().match(text) ?? [] : [];
      if (!isJson(value)) bytes.push(Buffer.from(value));
      for (const each of found) {
        const said = JSON.parse(each) as string;
        texts.add(said);
        if (encoded.test(said)) bytes.push(Buffer.from(said, 'base64url'));
      }
    }
    return { texts, bytes: Buffer.concat(bytes), keys };
  }

  /** The content keys of a space's epochs up to an item. */
  keysUpTo(space: SpaceId, gone: number): string[] {
    const last = Math.max(-1, ...(this.copies.get(space) ?? []).filter(({ seq }) => seq <= gone).map(({ bytes }) => headerOf(bytes).epoch));
    return [...(this.keys.get(space) ?? [])].filter(([epoch]) => epoch <= last).map(([, key]) => key);
  }

  /** Which items of a space some keys open. */
  opens(space: SpaceId, keys: readonly Uint8Array[]): number[] {
    const distinct = [...new Map(keys.map((key) => [Buffer.from(key).toString('hex'), key])).values()];
    return (this.copies.get(space) ?? []).filter(({ sender, bytes }) => {
      const key = this.publicKeys.get(sender);
      const verified = key === undefined ? undefined : verifyItem(bytes, key);
      return verified !== undefined && distinct.some((each) => openItem(verified, each) !== undefined);
    }).map(({ seq }) => seq);
  }

  /** The database, in hexadecimal where it is bytes. */
  async database(): Promise<string> {
    return asked(this.databaseUrl, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`);
      let text = '';
      for (const { name } of tables) text += (await client.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => row).join('\n');
      return text;
    });
  }
}

function keysIn(values: ReadonlyMap<string, Uint8Array>): Kept[] {
  return [...values].flatMap(([name, value]) => {
    const space = epochKey.exec(name)?.[1] as SpaceId | undefined;
    return space === undefined ? [] : [{ space, ...parsed<{ epoch: number; key: string }>(value) }];
  });
}

function isJson(value: Uint8Array): boolean {
  try {
    parsed(value);
    return true;
  } catch {
    return false;
  }
}
