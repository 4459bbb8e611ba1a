/**
 * People's accounts on this device. The values of the store are sealed under a local key, which lies beside them while
 * the device is unlocked and otherwise only under the vault key, which lies under the passphrase and the passkeys: locking
 * is deleting one copy. People who share a device have a part each, of which at most one is unlocked.
 */
import { fromBase64Url, openVaultRecord, randomBytes, sealVaultRecord, toBase64Url, utf8, fromUtf8 } from '@comity/e2ee';
import type { HeldWraps, Instant, PractitionerId } from '@comity/contracts';
import type { Self, Store } from '../api.js';
import { decodeJson, encodeJson } from '../store/json.js';
import { SealedStore } from '../store/sealed.js';
import { allOwed } from './owed-sign-out.js';

interface Kept {
  v: 1; practitioner: PractitionerId; wraps: HeldWraps; wrappedKey: string; key: string | null;
  /** Who it was when the service last said so, to show who may unlock. */
  self: Self | null;
  /** When the last known session ends by itself; null when it has ended. */
  session: Instant | null;
}

/** Names the person whose account is in use. */
const current = 'account';
const accounts = 'accounts/';
const localKeyName = 'local-key';

export class LocalAccount {
  private constructor(private readonly raw: Store, private kept: Kept) {}

  /** The account in use. */
  static async read(raw: Store): Promise<LocalAccount | undefined> {
    const name = await raw.get(current);
    return name === undefined ? undefined : LocalAccount.find(raw, fromUtf8(name) as PractitionerId);
  }

  /** A person's account, which is in use from then on; everybody else's is locked. */
  static async of(raw: Store, practitioner: PractitionerId): Promise<LocalAccount | undefined> {
    for (const other of await LocalAccount.others(raw, practitioner)) if (!other.locked) await other.lock();
    await raw.write({ put: [[current, utf8(practitioner)]], delete: [] });
    return LocalAccount.find(raw, practitioner);
  }

  /** Makes the account of a person whose vault was just made or opened; what this device had of them is erased. */
  static async create(raw: Store, practitioner: PractitionerId, wraps: HeldWraps, vaultKey: Uint8Array): Promise<LocalAccount> {
    await (await LocalAccount.of(raw, practitioner))?.forget();
    await raw.write({ put: [[current, utf8(practitioner)]], delete: [] });
    const localKey = randomBytes(32);
    const account = new LocalAccount(raw, {
      v: 1, practitioner, wraps, wrappedKey: toBase64Url(sealVaultRecord(vaultKey, localKeyName, 1, localKey)), key: toBase64Url(localKey), self: null, session: null,
    });
    // Sealed under a key that is gone, what an earlier version left behind would not open.
    await account.store()?.clear();
    await account.change({});
    return account;
  }

  private static async find(raw: Store, practitioner: PractitionerId): Promise<LocalAccount | undefined> {
    const value = await raw.get(accounts + practitioner);
    return value === undefined ? undefined : new LocalAccount(raw, decodeJson<Kept>(value));
  }

  private static async others(raw: Store, practitioner: PractitionerId): Promise<LocalAccount[]> {
    const all = (await raw.list(accounts)).map(([, value]) => new LocalAccount(raw, decodeJson<Kept>(value)));
    return all.filter((account) => account.practitioner !== practitioner);
  }

  get practitioner(): PractitionerId { return this.kept.practitioner; }
  get locked(): boolean { return this.kept.key === null; }
  get self(): Self | null { return this.kept.self; }

  /** Whether the last session this device knows of may still be alive; without one nothing opens that the service did not agree to. */
  signedIn(now: Date): boolean { return this.kept.session !== null && new Date(this.kept.session) > now; }

  /** The sealed store, or undefined while locked. */
  store(): SealedStore | undefined {
    return this.kept.key === null ? undefined : new SealedStore(this.raw, this.part, fromBase64Url(this.kept.key));
  }

  async lock(): Promise<void> { await this.change({ key: null }); }

  /** The session is over, whatever ended it: locked, until the service knows the person again. */
  async end(): Promise<void> { await this.change({ key: null, session: null }); }

  /** The service knows the person. */
  async keepSession(self: Self, until: Instant): Promise<void> { await this.change({ self, session: until }); }

  /** How the vault key is wrapped, as this device last heard. */
  get wraps(): HeldWraps { return this.kept.wraps; }

  async keepWraps(wraps: HeldWraps): Promise<void> { await this.change({ wraps }); }

  /** Whether the key is this vault's; the store opens from then on. */
  async unlock(vaultKey: Uint8Array): Promise<boolean> {
    const localKey = openVaultRecord(vaultKey, localKeyName, 1, fromBase64Url(this.kept.wrappedKey));
    if (localKey === undefined) return false;
    await this.change({ key: toBase64Url(localKey) });
    return true;
  }

  /** Erases keys and values; of the whole device, but for what is owed to the service, when nobody else has a part of it. */
  async forget(): Promise<void> {
    if ((await LocalAccount.others(this.raw, this.practitioner)).length === 0) {
      const owed = await allOwed(this.raw);
      await this.raw.clear();
      if (owed.length > 0) await this.raw.write({ put: owed, delete: [] });
      return;
    }
    const values = await this.raw.list(this.part);
    await this.raw.write({ put: [], delete: [...values.map(([name]) => name), accounts + this.practitioner, current] });
  }

  private get part(): string { return `person/${this.practitioner}/`; }

  private async change(change: Partial<Kept>): Promise<void> {
    this.kept = { ...this.kept, ...change };
    await this.raw.write({ put: [[accounts + this.practitioner, encodeJson(this.kept)]], delete: [] });
  }
}
