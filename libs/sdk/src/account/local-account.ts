/**
 * A person's account on this device. The values of the store are sealed under a local key, which lies beside them while
 * the device is unlocked and otherwise only under the vault key, which lies under the passphrase and the passkeys: locking
 * is deleting one copy.
 */
import { fromBase64Url, openVaultRecord, randomBytes, sealVaultRecord, toBase64Url } from '@comity/e2ee';
import type { HeldWraps, PractitionerId } from '@comity/contracts';
import type { Store } from '../api.js';
import { decodeJson, encodeJson } from '../store/json.js';
import { SealedStore } from '../store/sealed.js';

interface Kept { v: 1; practitioner: PractitionerId; wraps: HeldWraps; wrappedKey: string; key: string | null }

const key = 'account';
const localKeyName = 'local-key';

export class LocalAccount {
  private constructor(private readonly raw: Store, private kept: Kept) {}

  static async read(raw: Store): Promise<LocalAccount | undefined> {
    const value = await raw.get(key);
    return value === undefined ? undefined : new LocalAccount(raw, decodeJson<Kept>(value));
  }

  /** Makes the account of a person whose vault was just made or opened. Another person's account here is erased. */
  static async create(raw: Store, practitioner: PractitionerId, wraps: HeldWraps, vaultKey: Uint8Array): Promise<LocalAccount> {
    await raw.clear();
    const localKey = randomBytes(32);
    const account = new LocalAccount(raw, { v: 1, practitioner, wraps, wrappedKey: toBase64Url(sealVaultRecord(vaultKey, localKeyName, 1, localKey)), key: toBase64Url(localKey) });
    await account.keep();
    return account;
  }

  get practitioner(): PractitionerId { return this.kept.practitioner; }
  get locked(): boolean { return this.kept.key === null; }

  /** The sealed store, or undefined while locked. */
  store(): SealedStore | undefined {
    return this.kept.key === null ? undefined : new SealedStore(this.raw, `person/${this.kept.practitioner}/`, fromBase64Url(this.kept.key));
  }

  async lock(): Promise<void> {
    this.kept = { ...this.kept, key: null };
    await this.keep();
  }

  /** How the vault key is wrapped, as this device last heard. */
  get wraps(): HeldWraps { return this.kept.wraps; }

  async keepWraps(wraps: HeldWraps): Promise<void> {
    this.kept = { ...this.kept, wraps };
    await this.keep();
  }

  /** Whether the key is this vault's; the store opens from then on. */
  async unlock(vaultKey: Uint8Array): Promise<boolean> {
    const localKey = openVaultRecord(vaultKey, localKeyName, 1, fromBase64Url(this.kept.wrappedKey));
    if (localKey === undefined) return false;
    this.kept = { ...this.kept, key: toBase64Url(localKey) };
    await this.keep();
    return true;
  }

  async forget(): Promise<void> { await this.raw.clear(); }

  private async keep(): Promise<void> { await this.raw.write({ put: [[key, encodeJson(this.kept)]], delete: [] }); }
}
