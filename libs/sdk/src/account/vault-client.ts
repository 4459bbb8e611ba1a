/**
 * The vault as it stands at the service, read and written by compare-and-set.
 * Trust: the service cannot open or forge a record; that it serves an older one shows by the versions remembered here.
 */
import { fromBase64Url, openVaultRecord, sealVaultRecord, toBase64Url, wipe } from '@comity/e2ee';
import type { Vault, VaultRecord } from '@comity/contracts';
import type { Alarms } from '../alarms.js';
import { alarmed, isProblem, offline } from '../failure.js';
import { Serial } from '../serial.js';
import type { SealedStore } from '../store/sealed.js';
import type { Rest } from '../transport/rest.js';

interface Known { version: number; content: Uint8Array | undefined }

export class VaultClient {
  private readonly known = new Map<string, Known>();
  /** The versions whose contents were taken to heart here, as opposed to merely received. */
  private readonly followed = new Map<string, number>();
  private readonly serial = new Serial();
  private closed = false;

  constructor(private readonly rest: Rest, private readonly store: SealedStore, private readonly vaultKey: Uint8Array, private readonly alarms: Alarms) {}

  async load(): Promise<void> {
    for (const [name, version] of Object.entries((await this.store.getJson<Record<string, number>>('vault-versions')) ?? {})) this.known.set(name, { version, content: undefined });
    for (const [name, version] of Object.entries((await this.store.getJson<Record<string, number>>('vault-followed')) ?? {})) this.followed.set(name, version);
  }

  /** Reads the whole vault; throws an alarm for a record that does not open or is older than one seen before. */
  read(): Promise<ReadonlyMap<string, Uint8Array>> { return this.serial.run(() => this.fetch()); }

  /** Reads one record; undefined if it was never written. Throws an alarm as `read` does. */
  readRecord(name: string): Promise<Uint8Array | undefined> { return this.serial.run(() => this.fetchRecord(name)); }

  /** The version this device last saw of a record. */
  private versionOf(name: string): number { return this.known.get(name)?.version ?? 0; }

  /** The vault as just received, for a device that had to open it before it had a store. */
  async adopt(vault: Vault): Promise<ReadonlyMap<string, Uint8Array>> {
    this.mustBeOpen();
    const contents = new Map<string, Uint8Array>();
    for (const [name, { version }] of this.known) {
      if (!vault.records.some((record) => record.name === name) && version > 0) throw await this.alarm('vault-rolled-back');
    }
    for (const record of vault.records) contents.set(record.name, await this.take(record));
    await this.remember();
    return contents;
  }

  /** Hands over a record that has a version this device has not followed yet: it has when `take` went well. Answers whether it was newer. */
  async followNewer(name: string, version: number, take: (content: Uint8Array) => Promise<void>): Promise<boolean> {
    const newer = await this.serial.run(async () => {
      this.mustBeOpen();
      if (version <= this.followedOf(name)) return undefined;
      const held = this.known.get(name);
      const content = held?.content !== undefined && held.version >= version ? held.content : await this.fetchRecord(name);
      return content && { content, version: this.versionOf(name) };
    });
    if (newer === undefined) return false;
    await take(newer.content);
    await this.follow(name, newer.version);
    return true;
  }

  private followedOf(name: string): number { return this.followed.get(name) ?? 0; }

  private async follow(name: string, version: number): Promise<void> {
    this.followed.set(name, Math.max(version, this.followedOf(name)));
    await this.store.putJson('vault-followed', Object.fromEntries(this.followed));
  }

  /** Writes what `make` makes of the record's present content, again and again until nobody came in between. */
  write(name: string, make: (current: Uint8Array | undefined) => Uint8Array): Promise<void> {
    return this.serial.run(async () => {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        this.mustBeOpen();
        const known = this.known.get(name) ?? { version: 0, content: undefined };
        if (known.version > 0 && known.content === undefined) {
          await this.fetchRecord(name);
          continue;
        }
        const content = make(known.content);
        const version = known.version + 1;
        try {
          await this.rest.call('writeVaultRecord', { params: { name }, body: { replaces: known.version, sealed: toBase64Url(sealVaultRecord(this.vaultKey, name, version, content)) } });
          if (this.closed) return;
          this.known.set(name, { version, content });
          await this.remember();
          // What another device wrote is part of this one now, but nobody here has looked at it yet: the news of either leads to it.
          if (known.version <= this.followedOf(name)) await this.follow(name, version);
          return;
        } catch (error) {
          if (!isProblem(error, 'stale-version')) throw error;
          await this.fetchRecord(name);
        }
      }
      throw alarmed('vault-tampered');
    });
  }

  /** Forgets what was opened. From here on nothing is read or written: the key may be blank the next moment, and what is sealed under that is open to all. */
  close(): void {
    this.closed = true;
    for (const { content } of this.known.values()) if (content !== undefined) wipe(content);
    this.known.clear();
  }

  private async take(record: VaultRecord): Promise<Uint8Array> {
    if (record.version < this.versionOf(record.name)) throw await this.alarm('vault-rolled-back');
    const content = openVaultRecord(this.vaultKey, record.name, record.version, fromBase64Url(record.sealed));
    if (content === undefined) throw await this.alarm('vault-tampered');
    this.known.set(record.name, { version: record.version, content });
    return content;
  }

  private async fetchRecord(name: string): Promise<Uint8Array | undefined> {
    this.mustBeOpen();
    try {
      const record = await this.rest.call('vaultRecord', { params: { name } });
      this.mustBeOpen();
      // Another record in this one's place opens under its own name only.
      const content = await this.take({ ...record, name });
      await this.remember();
      return content;
    } catch (error) {
      if (!isProblem(error, 'not-found')) throw error;
      if (this.versionOf(name) > 0) throw await this.alarm('vault-rolled-back');
      return undefined;
    }
  }

  private mustBeOpen(): void { if (this.closed) throw offline(); }

  private async fetch(): Promise<ReadonlyMap<string, Uint8Array>> { return this.adopt(await this.rest.call('vault')); }

  private async remember(): Promise<void> {
    await this.store.putJson('vault-versions', Object.fromEntries([...this.known].map(([name, { version }]) => [name, version])));
  }

  private async alarm(rule: 'vault-rolled-back' | 'vault-tampered'): Promise<Error> {
    await this.alarms.raise(rule);
    return alarmed(rule);
  }
}
