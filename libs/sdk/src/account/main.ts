/** The vault's main record as this device holds it: a local copy, changed at the service first. */
import { line, problem, type DeviceId } from '@comity/contracts';
import { refused } from '../failure.js';
import type { SealedStore } from '../store/sealed.js';
import { decodeMain, encodeMain, type MainRecord } from './main-record.js';
import type { VaultClient } from './vault-client.js';

const key = 'main';

export class Main {
  constructor(public record: MainRecord, private readonly vault: VaultClient, private readonly store: SealedStore) {}

  static async stored(store: SealedStore): Promise<MainRecord | undefined> {
    const bytes = await store.get(key);
    return bytes === undefined ? undefined : decodeMain(bytes);
  }

  /** Reads what other devices of this person changed. */
  async read(): Promise<void> {
    const bytes = await this.vault.readRecord(key);
    if (bytes !== undefined) await this.keep(decodeMain(bytes));
  }

  /** Takes what another device of this person just wrote. */
  follow(version: number): Promise<boolean> { return this.vault.followNewer(key, version, (bytes) => this.keep(decodeMain(bytes))); }

  /** Applies a change to the newest version, whoever wrote it. */
  async update(change: (main: MainRecord) => MainRecord): Promise<void> {
    let changed = this.record;
    await this.vault.write(key, (current) => {
      changed = change(current === undefined ? this.record : decodeMain(current));
      return encodeMain(changed);
    });
    await this.keep(changed);
  }

  async keep(record: MainRecord): Promise<void> {
    this.record = record;
    await this.store.write({ put: [[key, encodeMain(record)]], delete: [] });
  }
}

const DeviceName = line(60);

/** What the person calls one of their devices from now on. */
export async function renameDevice(main: Main, device: DeviceId, name: string): Promise<void> {
  const parsed = DeviceName.safeParse(name);
  if (!parsed.success) throw refused(problem('invalid-input', { errors: [{ pointer: '/name', rule: parsed.error.issues[0]?.message ?? 'must be a line' }] }));
  await main.update((record) => ({ ...record, deviceNames: { ...record.deviceNames, [device]: parsed.data } }));
}
