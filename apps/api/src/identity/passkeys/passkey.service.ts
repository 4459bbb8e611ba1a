/** A practitioner's own passkeys: list, add, remove. */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { limits, type Instant, type Passkey, type PractitionerId } from '@comity/contracts';
import { Audited } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { isDuplicate } from '../../database/outage.js';
import { run } from '../../database/run.js';
import { invalid, Refusal } from '../../http/refusal.js';
import type { SessionContext } from '../sessions/session-context.js';
import { CeremonyService } from './ceremony.service.js';
import { challengeOf, RegistrationResponse } from './credential-response.js';
import { RelyingParty } from './relying-party.js';
import { StoredPasskey } from './stored-passkey.js';

const instant = (at: Date): Instant => at.toISOString() as Instant;
const view = ({ id, name, createdAt, lastUsedAt, vaultSealed }: StoredPasskey): Passkey => ({ id, name, createdAt: instant(createdAt), lastUsedAt: lastUsedAt ? instant(lastUsedAt) : null, opensVault: vaultSealed != null });

@Injectable()
export class PasskeyService {
  constructor(private readonly em: EntityManager, private readonly ceremonies: CeremonyService, private readonly relyingParty: RelyingParty, private readonly audited: Audited, private readonly clock: Clock) {}

  async list(practitioner: PractitionerId): Promise<Passkey[]> {
    return (await this.of(practitioner)).map(view);
  }

  async options(session: SessionContext): Promise<object> {
    return this.relyingParty.registrationOptions(await this.ceremonies.issue('registration', session.session), session, await this.of(session.practitioner));
  }

  /** Refuses with `invalid-input` whatever is wrong with the attestation. */
  async add(session: SessionContext, response: Record<string, unknown>, name: string): Promise<Passkey> {
    return this.audited.perform({ action: 'identity.add-passkey', actor: session.practitioner }, async ({ em, trace }) => {
      const given = RegistrationResponse.safeParse(response).data;
      const challenge = given === undefined ? undefined : challengeOf(given.response.clientDataJSON);
      const fits = challenge !== undefined && await this.ceremonies.consume('registration', session.session, challenge);
      const made = fits && given !== undefined ? await this.relyingParty.verifyRegistration(given, challenge) : undefined;
      if (made === undefined || given === undefined) throw invalid('/response', 'must be the authenticator\'s answer to this session\'s challenge');
      if (await em.count(StoredPasskey, { practitioner: session.practitioner }) >= limits.passkeysPerPractitioner) throw new Refusal('not-acceptable', { detail: `A practitioner has at most ${limits.passkeysPerPractitioner} passkeys.` });
      trace.subject = made.id;
      const passkey = em.create(StoredPasskey, { ...made, practitioner: session.practitioner, name, transports: given.response.transports, createdAt: this.clock.now(), lastUsedAt: null, vaultSealed: null });
      try {
        await em.flush();
      } catch (error) {
        throw isDuplicate(error) ? new Refusal('already-exists') : error;
      }
      return view(passkey);
    });
  }

  /** Keeps, or replaces, the passkey's wrap of the vault key; refuses with `not-found` what is unknown or somebody else's. */
  async wrap(practitioner: PractitionerId, id: string, sealed: string): Promise<void> {
    await this.audited.perform({ action: 'identity.wrap-for-passkey', actor: practitioner, subject: id.slice(0, 100) }, async ({ em }) => {
      const kept = await run(em, 'update passkey set vault_sealed = ? where id = ? and practitioner = ? returning id', [Buffer.from(sealed, 'base64url'), id, practitioner]);
      if (kept.length === 0) throw new Refusal('not-found');
    });
  }

  /** Removes a passkey and its wrap with it; refuses with `not-found` what is unknown or somebody else's. */
  async remove(practitioner: PractitionerId, id: string): Promise<void> {
    await this.audited.perform({ action: 'identity.remove-passkey', actor: practitioner, subject: id.slice(0, 100) }, async ({ em }) => {
      const removed = await run(em, 'delete from passkey where id = ? and practitioner = ? returning id', [id, practitioner]);
      if (removed.length === 0) throw new Refusal('not-found');
    });
  }

  private of(practitioner: PractitionerId): Promise<StoredPasskey[]> {
    return this.em.fork().find(StoredPasskey, { practitioner }, { orderBy: { createdAt: 'asc' } });
  }
}
