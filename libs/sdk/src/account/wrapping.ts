/**
 * How the vault key is wrapped, and how a person changes that: a new passphrase, a new recovery code, passkeys.
 * Trust: the service keeps the wraps and cannot make one; what it answers here is tried against the key this client holds.
 */
import { checkPassphrase, derivePassphraseKeys, equal, formatRecoveryCode, newKdfParameters, newRecoveryCode, parseRecoveryCode, toBase64Url, wipe, wrapForPasskey, wrapForPassphrase, wrapForRecovery } from '@comity/e2ee';
import { problem, type HeldWraps } from '@comity/contracts';
import { ComityFailure, refused } from '../failure.js';
import type { Rest } from '../transport/rest.js';
import type { PassphraseKeys } from './passphrase-keys.js';
import { vaultKeyOf, vaultKeyOfCode, wipeSecret, type OpeningSecret } from './vault-secret.js';

export class Wrapping {
  /** A recovery code that was shown and has not been typed back yet. */
  private drafted: Uint8Array | undefined;

  constructor(private readonly rest: Rest, private readonly vaultKey: Uint8Array) {}

  held(): Promise<HeldWraps> { return this.rest.call('vaultWraps'); }

  /** Opens what the service holds now, as one day in need. */
  async check(code: string): Promise<void> {
    this.mustBeOurs(vaultKeyOfCode(await this.held(), code), () => new ComityFailure({ kind: 'wrong-recovery-code', fault: 'other' }));
  }

  draft(): string {
    this.forget();
    const { secret } = newRecoveryCode();
    this.drafted = secret;
    return formatRecoveryCode(secret);
  }

  /** Puts the drafted code in force, once it came back; throws `wrong-recovery-code` for another. */
  async replace(code: string): Promise<void> {
    const parsed = parseRecoveryCode(code);
    if (!parsed.ok) throw new ComityFailure({ kind: 'wrong-recovery-code', fault: parsed.rule });
    if (this.drafted === undefined || !equal(this.drafted, parsed.secret)) throw new ComityFailure({ kind: 'wrong-recovery-code', fault: 'other' });
    await this.rest.call('rewrapVault', { body: { recovery: wrapForRecovery(this.vaultKey, parsed.secret) } });
    await this.check(code);
    this.forget();
  }

  /** A new passphrase for signing in and for the vault. `person` are words of theirs that it must not consist of. */
  async changePassphrase(current: OpeningSecret, next: string, person: string[], keys: PassphraseKeys): Promise<void> {
    const verdict = checkPassphrase(next, person);
    if (!verdict.ok) throw refused(problem('invalid-input', { errors: [{ pointer: '/passphrase', rule: verdict.rule }] }));
    try {
      this.mustBeOurs(vaultKeyOf(await this.held(), current, keys), () => new ComityFailure({ kind: 'wrong-passphrase' }));
    } finally {
      wipeSecret(current);
      keys.forget();
    }
    const kdf = newKdfParameters();
    const derived = derivePassphraseKeys(next, kdf);
    if (!derived.ok) throw new Error('the own parameters lie below the own floor');
    await this.rest.call('rewrapVault', { body: { passphrase: wrapForPassphrase(this.vaultKey, { wrapKey: derived.wrapKey, kdf }), authKey: toBase64Url(derived.authKey) } });
    wipe(derived.authKey, derived.wrapKey);
  }

  async addPasskey(passkey: string, prf: Uint8Array): Promise<void> {
    try {
      if (prf.length !== 32) throw new ComityFailure({ kind: 'wrong-passkey' });
      const { sealed } = wrapForPasskey(this.vaultKey, passkey, prf);
      await this.rest.call('wrapForPasskey', { params: { id: passkey }, body: { sealed } });
    } finally {
      wipe(prf);
    }
  }

  forget(): void {
    if (this.drafted !== undefined) wipe(this.drafted);
    this.drafted = undefined;
  }

  private mustBeOurs(opened: Uint8Array, otherwise: () => ComityFailure): void {
    const ours = equal(opened, this.vaultKey);
    wipe(opened);
    if (!ours) throw otherwise();
  }
}
