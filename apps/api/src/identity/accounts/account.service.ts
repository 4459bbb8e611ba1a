/** Makes accounts with their vaults, within the transaction of whoever makes them (set-up, enrolment). */
import { Injectable } from '@nestjs/common';
import type { AuthorityId, Enrolment, NetworkId } from '@comity/contracts';
import { Clock } from '../../clock.js';
import { isDuplicate } from '../../database/outage.js';
import type { Unit } from '../../audit/audited.js';
import { invalid, Refusal } from '../../http/refusal.js';
import { ServiceSecrets } from '../service-secrets.js';
import { StoredVault, StoredVaultRecord } from '../vault/stored-vault.js';
import { Account } from './account.js';
import { hashAuthKey } from './auth-key.js';
import { totpStep } from './totp.js';

type NewAccount = Enrolment['account'];

@Injectable()
export class AccountService {
  constructor(private readonly secrets: ServiceSecrets, private readonly clock: Clock) {}

  /**
   * Stores an account. `at` is the JSON pointer of `given` in the request. Refuses a first TOTP code that does not fit
   * (`invalid-input`), and a person or login that is taken (`already-exists`).
   */
  async create(unit: Unit, given: NewAccount, as: { network: NetworkId; authority: AuthorityId; state: Account['state'] }, at: string): Promise<Account> {
    const now = this.clock.now(), { login, authKey, totp } = given.credentials;
    const secret = Buffer.from(totp.secret, 'base64url');
    const step = totpStep(secret, totp.code, now, 0);
    if (step === undefined) throw invalid(`${at}/credentials/totp/code`, 'must be a current code of the secret');
    const auth = await hashAuthKey(Buffer.from(authKey, 'base64url'));
    const account = unit.em.create(Account, {
      practitioner: given.person, ...as, login, authHash: auth.hash, authSalt: auth.salt, authMemory: auth.memory, authPasses: auth.passes,
      totpSealed: this.secrets.seal(secret, given.person), totpLastStep: step, createdAt: now,
    });
    try {
      await unit.em.flush();
    } catch (error) {
      if (isDuplicate(error)) throw new Refusal('already-exists', { detail: 'The login is taken.' });
      throw error;
    }
    // The unit of work knows no relations between these: one flush each keeps the order of their foreign keys.
    unit.em.create(StoredVault, {
      practitioner: given.person, passphraseKdf: given.wraps.passphrase.kdf, passphraseSealed: Buffer.from(given.wraps.passphrase.sealed, 'base64url'),
      recoverySealed: Buffer.from(given.wraps.recovery.sealed, 'base64url'), updatedAt: now,
    });
    await unit.em.flush();
    unit.em.create(StoredVaultRecord, { practitioner: given.person, name: 'main', version: 1, sealed: Buffer.from(given.main, 'base64url'), updatedAt: now });
    await unit.em.flush();
    return account;
  }
}
