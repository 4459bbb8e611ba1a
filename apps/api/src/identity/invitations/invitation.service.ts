/**
 * Invitations: a focal point invites to their authority, an officer to the secretariat or, as focal point, to any
 * authority. The service keeps the hash of the link's token; the link's other secret it never sees.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { AuthorityId, Invitation, InvitationId, InvitationRequest, PractitionerId, Role } from '@comity/contracts';
import { Audited } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { isDuplicate } from '../../database/outage.js';
import { run } from '../../database/run.js';
import { Refusal } from '../../http/refusal.js';
import { ChainService } from '../statements/chain.service.js';
import type { SessionContext } from '../sessions/session-context.js';
import { InvitationEnding } from './invitation-ending.js';
import { stateOf, StoredInvitation, viewOf } from './stored-invitation.js';

const day = 86_400_000;
/** Open invitations of one authority at a time. */
const most = 500;
/** Without what was withdrawn by then; whoever is vouched for anew was invited once already. */
const countsAsInvited = (of: 'i' | 'l'): string => `${of}.role = 'focal-point' and ${of}.supersedes is null and ${of}.created_at <= at and (${of}.withdrawn_at is null or ${of}.withdrawn_at > at)`;
/** Unused: where the authority was sent another link after that, it is taken for one to the same person, since a link names nobody. */
const ranOut = 'i.expires_at <= at and (i.enrolled_at is null or i.enrolled_at > at)';

@Injectable()
export class InvitationService {
  constructor(private readonly em: EntityManager, private readonly chains: ChainService, private readonly ending: InvitationEnding, private readonly audited: Audited, private readonly clock: Clock) {}

  async invite(by: SessionContext, { authority, role, tokenHash, validDays, accessUntil, supersedes }: z.infer<typeof InvitationRequest>): Promise<Invitation> {
    return this.audited.perform({ action: 'identity.invite', actor: by.practitioner }, async ({ em, trace }) => {
      const now = this.clock.now();
      if (!this.mayInvite(by, authority, role)) throw new Refusal('not-allowed', { detail: 'A focal point invites to their own authority, an officer to the secretariat or as focal point.' });
      if (supersedes !== null && !this.maySucceed(supersedes, authority, role)) throw new Refusal('not-acceptable', { detail: 'Somebody is vouched for anew where they were, as what they were, and once.' });
      if (await em.count(StoredInvitation, { authority, person: null, withdrawnAt: null, expiresAt: { $gt: now } }) >= most) throw new Refusal('not-acceptable', { detail: `An authority has at most ${most} open invitations.` });
      const invitation = em.create(StoredInvitation, {
        id: randomUUID() as InvitationId, network: by.network, authority, role, tokenHash: Buffer.from(tokenHash, 'base64url'), invitedBy: by.practitioner,
        createdAt: now, expiresAt: new Date(now.getTime() + validDays * day), accessUntil: accessUntil === null ? null : new Date(accessUntil), supersedes,
      });
      trace.subject = invitation.id;
      try {
        await em.flush();
      } catch (error) {
        throw isDuplicate(error) ? new Refusal('already-exists') : error;
      }
      return viewOf(invitation, now);
    });
  }

  /** The invitations the caller may act on, newest first; empty for who may invite nobody. */
  async list(by: SessionContext): Promise<Invitation[]> {
    const now = this.clock.now();
    const found = await this.em.fork().find(StoredInvitation, this.visible(by), { orderBy: { createdAt: 'desc' }, limit: 1_000 });
    return found.map((each) => viewOf(each, now));
  }

  /** How many people were invited to be a focal point until each of these moments, as it stood then. */
  async focalPointsInvited(moments: readonly Date[]): Promise<number[]> {
    const rows = await run<{ invited: number }>(this.em.fork(), `select (select count(*)::integer from invitation i where ${countsAsInvited('i')} and not (${ranOut} and exists (select 1 from invitation l where l.authority = i.authority and l.created_at >= i.expires_at and ${countsAsInvited('l')}))) as invited
      from unnest(?::timestamptz[]) with ordinality moments (at, n) order by n`, [`{${moments.map((at) => at.toISOString()).join(',')}}`]);
    return rows.map(({ invited }) => invited);
  }

  /** Withdraws an open invitation, or one whose newcomer nobody vouched for: their account ends. */
  async withdraw(by: SessionContext, id: InvitationId): Promise<void> {
    await this.audited.perform({ action: 'identity.withdraw-invitation', actor: by.practitioner, subject: id }, async (unit) => {
      const invitation = await unit.em.findOne(StoredInvitation, { $and: [{ id }, this.visible(by)] }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!invitation) throw new Refusal('not-found');
      const state = stateOf(invitation, this.clock.now());
      if (state === 'withdrawn') return;
      if (state === 'vouched') throw new Refusal('not-acceptable', { detail: 'The newcomer was vouched for; revoke their access instead.' });
      invitation.withdrawnAt = this.clock.now();
      if (invitation.person) await this.ending.end(unit, invitation.person);
    });
  }

  private visible(by: SessionContext): object {
    const person = this.chains.current().person(by.practitioner, this.clock.now());
    return person === undefined || person.role === 'practitioner' ? { invitedBy: by.practitioner } : { $or: [{ invitedBy: by.practitioner }, { authority: person.authority }] };
  }

  private maySucceed(earlier: PractitionerId, authority: AuthorityId, role: Role): boolean {
    const former = this.chains.current().persons.get(earlier);
    return former?.authority === authority && former.role === role && former.successor === null;
  }

  private mayInvite(by: SessionContext, authority: AuthorityId, role: Role): boolean {
    const chain = this.chains.current(), person = chain.person(by.practitioner, this.clock.now()), target = chain.authorities.get(authority);
    if (person === undefined || target === undefined || target.ended !== null) return false;
    if (person.role === 'officer') return role === 'focal-point' ? authority !== chain.network.secretariat : authority === chain.network.secretariat;
    return person.role === 'focal-point' && person.authority === authority;
  }
}
