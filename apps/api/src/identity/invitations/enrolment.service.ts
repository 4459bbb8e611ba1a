/**
 * Enrolment: who holds an invitation's token makes an account that waits for vouching. Unknown, used, withdrawn and
 * expired tokens answer alike. The proof over the person's key is kept for the inviter's client; the service cannot check it.
 */
import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { Enrolment, Instant, InvitationView } from '@comity/contracts';
import { invitationTokenHash } from '@comity/e2ee/verify';
import { Audited } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { isDuplicate } from '../../database/outage.js';
import { Refusal } from '../../http/refusal.js';
import { AccountService } from '../accounts/account.service.js';
import { SessionEvents } from '../sessions/session-events.js';
import { ChainService } from '../statements/chain.service.js';
import { SignInService, type SignedIn } from '../sign-in/sign-in.service.js';
import { stateOf, StoredInvitation } from './stored-invitation.js';

const hashOf = (token: string): Buffer => Buffer.from(invitationTokenHash(Buffer.from(token, 'base64url')));

@Injectable()
export class EnrolmentService {
  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly accounts: AccountService, private readonly signIn: SignInService, private readonly events: SessionEvents, private readonly audited: Audited, private readonly clock: Clock) {}

  /** What the holder of a link sees before enrolling. */
  async view(token: string): Promise<InvitationView> {
    const invitation = await this.em.fork().findOne(StoredInvitation, { tokenHash: hashOf(token) });
    const chain = this.chains.current(), authority = invitation ? chain.authorities.get(invitation.authority) : undefined;
    if (!invitation || authority === undefined || authority.ended !== null || stateOf(invitation, this.clock.now()) !== 'open') throw new Refusal('not-found');
    const person = invitation.supersedes ? chain.persons.get(invitation.supersedes) : undefined;
    return { id: invitation.id, network: chain.network.name, authority: authority.name, state: authority.state, role: invitation.role, expiresAt: invitation.expiresAt.toISOString() as Instant, person: person ? { name: person.name, title: person.title } : null };
  }

  /** Makes the account and signs it in. */
  async enrol({ token, name, title, key, proof, account }: Enrolment): Promise<SignedIn> {
    return this.audited.perform({ action: 'identity.enrol', actor: null }, async (unit) => {
      const now = this.clock.now(), chain = this.chains.current();
      const invitation = await unit.em.findOne(StoredInvitation, { tokenHash: hashOf(token) }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const authority = invitation ? chain.authorities.get(invitation.authority) : undefined;
      if (!invitation || authority === undefined || authority.ended !== null || stateOf(invitation, now) !== 'open') throw new Refusal('not-found');
      unit.trace.subject = invitation.id;
      const former = invitation.supersedes ? chain.persons.get(invitation.supersedes) : undefined;
      if (former !== undefined && (former.name !== name || former.title !== title)) throw new Refusal('not-acceptable', { detail: 'This invitation is for one person, under their name and title.' });
      if (chain.persons.has(account.person)) throw new Refusal('already-exists');
      const made = await this.accounts.create(unit, account, { network: invitation.network, authority: invitation.authority, state: 'awaiting-vouching' }, '/account');
      unit.trace.actor = made.practitioner;
      Object.assign(invitation, { person: account.person, personName: name, personTitle: title, personKey: Buffer.from(key, 'base64url'), personProof: Buffer.from(proof, 'base64url'), enrolledAt: now });
      try {
        await unit.em.flush();
      } catch (error) {
        throw isDuplicate(error) ? new Refusal('already-exists') : error;
      }
      unit.afterCommit(() => this.events.emit('desk', { practitioner: invitation.invitedBy }));
      return this.signIn.open(unit, made, 'passphrase', null);
    });
  }
}
