/**
 * Spaces that this person left before this device was theirs. No device may know them any more, and the service lists them to
 * nobody: their keys lie in the vault, and go from there in their time, which stands beside them.
 */
import { withoutEpochsBefore } from '@comity/e2ee';
import type { Instant } from '@comity/contracts';
import type { VaultClient } from '../account/vault-client.js';
import type { SealedStore } from '../store/sealed.js';
import { readKeyring, recordPrefix, writeKeyring } from './keyring-sync.js';

const key = 'left-behind';

export class LeftBehind {
  constructor(private readonly vault: VaultClient, private readonly store: SealedStore) {}

  /** Destroys what is over as of `now`, but of spaces this device knows, which judge for themselves. The whole vault is looked through once, when the device is new. */
  async letGo(known: ReadonlySet<string>, now: Instant): Promise<void> {
    const waiting = (await this.store.getJson<Record<string, Instant>>(key)) ?? (await this.find(known));
    for (const [name, ends] of Object.entries(waiting)) {
      if (ends > now || known.has(name)) continue;
      await this.destroy(name, now);
      delete waiting[name];
      await this.store.putJson(key, waiting);
    }
  }

  private async find(known: ReadonlySet<string>): Promise<Record<string, Instant>> {
    const found: Record<string, Instant> = {};
    for (const [name, bytes] of await this.vault.read()) {
      const ends = name.startsWith(recordPrefix) && !known.has(name) ? readKeyring(bytes)?.ends : undefined;
      if (ends !== undefined && ends !== null) found[name] = ends;
    }
    await this.store.putJson(key, found);
    return found;
  }

  private async destroy(name: string, now: Instant): Promise<void> {
    const bytes = await this.vault.readRecord(name);
    if (bytes === undefined) return;
    await this.vault.write(name, (current = bytes) => {
      const there = readKeyring(current);
      // Who came back in has another device that says so.
      if (there?.ends === undefined || there.ends === null || there.ends > now) return current;
      return writeKeyring({ ...there, keyring: withoutEpochsBefore(there.keyring, Math.max(there.keyring.destroyedBefore, ...[...there.keyring.epochs.keys()].map((epoch) => epoch + 1))) });
    });
  }
}
