/** Keeps vaults: opaque records with versions, written by compare and set, so that two devices cannot lose each other's work. */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { limits, type HeldWraps, type PractitionerId, type Vault, type VaultRecord, type VaultRewrap } from '@comity/contracts';
import { Audited } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { run } from '../../database/run.js';
import { invalid, Refusal } from '../../http/refusal.js';
import { hashAuthKey } from '../accounts/auth-key.js';
import { StoredPasskey } from '../passkeys/stored-passkey.js';
import { SessionEvents } from '../sessions/session-events.js';
import { StoredVault, StoredVaultRecord } from './stored-vault.js';

const text = (bytes: Buffer): string => bytes.toString('base64url');
const view = ({ name, version, sealed }: StoredVaultRecord): VaultRecord => ({ name, version, sealed: text(sealed) });

@Injectable()
export class VaultService {
  constructor(private readonly em: EntityManager, private readonly events: SessionEvents, private readonly audited: Audited, private readonly clock: Clock) {}

  async read(practitioner: PractitionerId): Promise<Vault> {
    const wraps = await this.wraps(practitioner);
    const records = await this.em.fork().find(StoredVaultRecord, { practitioner }, { orderBy: { name: 'asc' } });
    return { wraps, records: records.map(view) };
  }

  async wraps(practitioner: PractitionerId): Promise<HeldWraps> {
    const em = this.em.fork();
    const vault = await em.findOne(StoredVault, { practitioner });
    if (!vault) throw new Refusal('not-found');
    const passkeys = await em.find(StoredPasskey, { practitioner, vaultSealed: { $ne: null } }, { orderBy: { createdAt: 'asc' } });
    return {
      passphrase: { kdf: vault.passphraseKdf, sealed: text(vault.passphraseSealed) }, recovery: { sealed: text(vault.recoverySealed) },
      passkeys: passkeys.flatMap(({ id, vaultSealed }) => (vaultSealed == null ? [] : [{ passkey: id, sealed: text(vaultSealed) }])),
    };
  }

  /** Refuses with `not-found` a record that was never written. */
  async record(practitioner: PractitionerId, name: string): Promise<VaultRecord> {
    const found = await this.em.fork().findOne(StoredVaultRecord, { practitioner, name });
    if (!found) throw new Refusal('not-found');
    return view(found);
  }

  /** Which versions the records have, so that a device reads only what it does not know. */
  async versions(practitioner: PractitionerId): Promise<{ name: string; version: number }[]> {
    const records = await this.em.fork().find(StoredVaultRecord, { practitioner }, { orderBy: { name: 'asc' }, fields: ['name', 'version'] });
    return records.map(({ name, version }) => ({ name, version }));
  }

  /** Replaces version `replaces` (0: none yet) and answers the new version; refuses with `stale-version` when it is another. */
  async write(practitioner: PractitionerId, name: string, replaces: number, sealed: string): Promise<number> {
    return this.audited.perform({ action: 'identity.write-vault-record', actor: practitioner }, async ({ em, afterCommit }) => {
      const bytes = Buffer.from(sealed, 'base64url'), now = this.clock.now();
      afterCommit(() => this.events.emit('vault', { practitioner, name, version: replaces + 1 }));
      // The vault's row is locked so that the number of records is counted by one writer at a time.
      await run(em, 'select 1 from vault where practitioner = ? for update', [practitioner]);
      const [held] = await run<{ version: number }>(em, 'select version from vault_record where practitioner = ? and name = ?', [practitioner, name]);
      if ((held?.version ?? 0) !== replaces) throw new Refusal('stale-version', { version: held?.version ?? 0 });
      if (held !== undefined) {
        await run(em, 'update vault_record set version = version + 1, sealed = ?, updated_at = ? where practitioner = ? and name = ?', [bytes, now, practitioner, name]);
        return replaces + 1;
      }
      const [count] = await run<{ records: number }>(em, 'select count(*)::int as records from vault_record where practitioner = ?', [practitioner]);
      if ((count?.records ?? 0) >= limits.vaultRecords) throw new Refusal('not-acceptable', { detail: `A vault holds at most ${limits.vaultRecords} records.` });
      await run(em, 'insert into vault_record (practitioner, name, version, sealed, updated_at) values (?, ?, 1, ?, ?)', [practitioner, name, bytes, now]);
      return 1;
    });
  }

  /** Replaces how the vault key is wrapped: the client changed the passphrase or made a new recovery code. */
  async rewrap(practitioner: PractitionerId, { passphrase, recovery, authKey }: VaultRewrap): Promise<void> {
    await this.audited.perform({ action: 'identity.rewrap-vault', actor: practitioner }, async ({ em }) => {
      const [held] = await run<{ salt: string }>(em, `select passphrase_kdf->>'salt' as salt from vault where practitioner = ? for update`, [practitioner]);
      // Other parameters yield another key at sign-in: both change together, or the person locks themselves out.
      if ((passphrase !== undefined && held?.salt !== passphrase.kdf.salt) !== (authKey !== undefined)) throw invalid('/authKey', 'must come with a new salt, and only with one');
      const now = this.clock.now();
      if (passphrase !== undefined) await run(em, 'update vault set passphrase_kdf = ?::jsonb, passphrase_sealed = ?, updated_at = ? where practitioner = ?', [JSON.stringify(passphrase.kdf), Buffer.from(passphrase.sealed, 'base64url'), now, practitioner]);
      if (recovery !== undefined) await run(em, 'update vault set recovery_sealed = ?, updated_at = ? where practitioner = ?', [Buffer.from(recovery.sealed, 'base64url'), now, practitioner]);
      if (authKey === undefined) return;
      const auth = await hashAuthKey(Buffer.from(authKey, 'base64url'));
      await run(em, 'update account set auth_hash = ?, auth_salt = ?, auth_memory = ?, auth_passes = ? where practitioner = ?', [auth.hash, auth.salt, auth.memory, auth.passes, practitioner]);
    });
  }
}
