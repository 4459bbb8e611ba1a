/** An invitation, and, once somebody used it, who they say they are. */
import { defineEntity, p } from '@mikro-orm/core';
import type { AuthorityId, Instant, Invitation, InvitationId, NetworkId, PractitionerId, Role } from '@comity/contracts';

const schema = defineEntity({
  name: 'StoredInvitation',
  tableName: 'invitation',
  properties: {
    id: p.uuid().primary().$type<InvitationId>(),
    network: p.uuid().$type<NetworkId>(),
    authority: p.uuid().$type<AuthorityId>(),
    role: p.text().$type<Role>(),
    tokenHash: p.blob().$type<Buffer>(),
    invitedBy: p.uuid().$type<PractitionerId>(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    accessUntil: p.datetime(3).nullable(),
    supersedes: p.uuid().$type<PractitionerId>().nullable(),
    withdrawnAt: p.datetime(3).nullable(),
    vouchedAt: p.datetime(3).nullable(),
    person: p.uuid().$type<PractitionerId>().nullable(),
    personName: p.text().nullable(),
    personTitle: p.text().nullable(),
    personKey: p.blob().$type<Buffer>().nullable(),
    personProof: p.blob().$type<Buffer>().nullable(),
    enrolledAt: p.datetime(3).nullable(),
  },
});
export class StoredInvitation extends schema.class {}
schema.setClass(StoredInvitation);

const instant = (at: Date): Instant => at.toISOString() as Instant;

export function stateOf(invitation: StoredInvitation, now: Date): Invitation['state'] {
  if (invitation.withdrawnAt) return 'withdrawn';
  if (invitation.vouchedAt) return 'vouched';
  if (invitation.person) return 'enrolled';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}

/** The invitation as its inviter sees it. */
export function viewOf(invitation: StoredInvitation, now: Date): Invitation {
  const { id, authority, role, invitedBy, person, personName, personTitle, personKey, personProof, enrolledAt } = invitation;
  return {
    id, authority, role, invitedBy, createdAt: instant(invitation.createdAt), expiresAt: instant(invitation.expiresAt), accessUntil: invitation.accessUntil ? instant(invitation.accessUntil) : null, supersedes: invitation.supersedes ?? null, state: stateOf(invitation, now),
    enrolment: person && personName && personKey && personProof && enrolledAt
      ? { person, name: personName, title: personTitle ?? null, key: personKey.toString('base64url'), proof: personProof.toString('base64url'), at: instant(enrolledAt) } : null,
  };
}
