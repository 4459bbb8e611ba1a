/**
 * Judges a passphrase sign-in: the derived key and a TOTP code, together. Whether the login exists, which of the two was
 * wrong and how long it took do not show: an unknown login goes through the same work with invented secrets.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../../clock.js';
import { run, type Transaction } from '../../database/run.js';
import { Refusal } from '../../http/refusal.js';
import { Account } from '../accounts/account.js';
import { authKeyFits, policy } from '../accounts/auth-key.js';
import { totpStep } from '../accounts/totp.js';
import { ServiceSecrets } from '../service-secrets.js';
import { Attempts } from './attempts.js';
import { Turnstile } from './turnstile.js';

export interface PassphraseClaim { login: string; authKey: string; code: string; source: string }
/** `step`: burn it in the transaction of the sign-in. */
export interface Verified { account: Account; step: number }

@Injectable()
export class PassphraseVerifier {
  private readonly attempts = new Attempts();
  private readonly turnstile = new Turnstile(3, 60);

  constructor(private readonly em: EntityManager, private readonly secrets: ServiceSecrets, private readonly clock: Clock) {}

  /** The account, or undefined. Refuses with `too-many-requests` when this source must wait. `practitioner` is noted for the audit as soon as it is known. */
  async verify(claim: PassphraseClaim, note: (practitioner: string) => void): Promise<Verified | undefined> {
    const now = this.clock.now();
    const wait = this.attempts.wait(claim.login, claim.source, now.getTime());
    if (wait > 0) throw new Refusal('too-many-requests', { retryAfter: wait });
    const account = await this.em.fork().findOne(Account, { login: claim.login });
    if (account) note(account.practitioner);
    const kept = account ? { hash: account.authHash, salt: account.authSalt, memory: account.authMemory, passes: account.authPasses }
      : { hash: this.secrets.decoy('hash', claim.login, 32), salt: this.secrets.decoy('salt', claim.login, 16), ...policy };
    const sealed = account?.totpSealed ?? this.secrets.seal(this.secrets.decoy('totp', claim.login, 20), claim.login);
    const fits = await this.turnstile.pass(() => authKeyFits(Buffer.from(claim.authKey, 'base64url'), kept));
    const step = totpStep(this.secrets.open(sealed, account?.practitioner ?? claim.login), claim.code, now, account?.totpLastStep ?? 0);
    if (!account || account.state === 'ended' || !fits || step === undefined) {
      this.attempts.failed(claim.login, claim.source, now.getTime());
      return undefined;
    }
    return { account, step };
  }

  /** Makes the code count, once: of two sign-ins with the same code one succeeds. */
  async burn(transaction: Transaction, { account, step }: Verified, source: string): Promise<boolean> {
    const rows = await run(transaction, 'update account set totp_last_step = ? where practitioner = ? and totp_last_step < ? returning practitioner', [step, account.practitioner, step]);
    if (rows.length === 0) {
      this.attempts.failed(account.login, source, this.clock.now().getTime());
      return false;
    }
    this.attempts.succeeded(account.login, source);
    return true;
  }
}
