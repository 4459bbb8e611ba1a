/** Judges a passkey's assertion: challenge unused and given to this attempt, origin and relying party ours, user verified, counter ahead. */
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { uuidToBytes } from '@comity/e2ee/verify';
import { Clock } from '../../clock.js';
import { run } from '../../database/run.js';
import { Account } from '../accounts/account.js';
import { CeremonyService, type Purpose } from './ceremony.service.js';
import { AuthenticationResponse, challengeOf } from './credential-response.js';
import { RelyingParty } from './relying-party.js';
import { StoredPasskey } from './stored-passkey.js';

@Injectable()
export class PasskeyVerifier {
  constructor(private readonly em: EntityManager, private readonly ceremonies: CeremonyService, private readonly relyingParty: RelyingParty, private readonly clock: Clock) {}

  /** The account the passkey signs in, or undefined for whatever is wrong. The challenge is spent either way. */
  async verify(response: Record<string, unknown>, purpose: Purpose, boundTo: string): Promise<Account | undefined> {
    const given = AuthenticationResponse.safeParse(response).data;
    const challenge = given === undefined ? undefined : challengeOf(given.response.clientDataJSON);
    if (given === undefined || challenge === undefined || !await this.ceremonies.consume(purpose, boundTo, challenge)) return undefined;
    const em = this.em.fork();
    const passkey = await em.findOne(StoredPasskey, { id: given.id });
    if (!passkey) return undefined;
    const handle = given.response.userHandle;
    if (handle !== undefined && handle !== Buffer.from(uuidToBytes(passkey.practitioner)).toString('base64url')) return undefined;
    const counter = await this.relyingParty.verifyAuthentication(given, challenge, passkey);
    if (counter === undefined) return undefined;
    // A counter that stands still says that the credential was copied, unless the authenticator keeps none.
    const moved = await run(em, 'update passkey set counter = ?, last_used_at = ? where id = ? and (counter < ? or (counter = 0 and ? = 0)) returning id', [counter, this.clock.now(), passkey.id, counter, counter]);
    if (moved.length === 0) return undefined;
    const account = await em.findOne(Account, { practitioner: passkey.practitioner });
    return account && account.state !== 'ended' ? account : undefined;
  }
}
