/** What officers and focal points do: invite, vouch, end and renew access, admit authorities, sign second. */
import { decodeBase64Url, newInvitationLink, statementId, statementSignature, toBase64Url, verifyEnrolmentProof, fromBase64Url, verifyStatementSignature } from '@comity/e2ee';
import { problem, type AuthorityId, type AuthorityKind, type Instant, type Invitation, type InvitationId, type PractitionerId, type Role, type StatementBody, type StatementId } from '@comity/contracts';
import type { InvitationView } from '../api.js';
import { alarmed, refused } from '../failure.js';
import { newId } from '../id.js';
import type { Surroundings } from '../surroundings.js';
import { Access } from './access.js';
import type { Main } from './main.js';
import type { Invited } from './main-record.js';
import { isOfficer, issue, propose } from './statements.js';

export class Governance {
  readonly access: Access;

  constructor(private readonly env: Surroundings, private readonly main: Main, private readonly origin: string) {
    this.access = new Access(env);
  }

  /** Makes a link. Its secret goes to the vault before the link is known to anybody, so that any device can check the enrolment. */
  invite(input: { authority: AuthorityId; role: Role; validDays: number; accessUntil: Instant | null }): Promise<{ id: InvitationId; link: string }> {
    return this.makeLink({ ...input, supersedes: null });
  }

  /** For somebody who lost everything: the same authority and role, and their name. */
  async inviteAnew(person: PractitionerId, validDays: number): Promise<{ id: InvitationId; link: string }> {
    return this.makeLink({ ...this.access.anew(person), validDays, supersedes: person });
  }

  private async makeLink(input: Omit<Invited, 'secret'> & { validDays: number }): Promise<{ id: InvitationId; link: string }> {
    const { env } = this;
    const made = newInvitationLink(this.origin, env.secrets.network.pin);
    const { id } = await env.rest.call('invite', { body: { ...input, tokenHash: toBase64Url(made.tokenHash) } });
    const { authority, role, accessUntil, supersedes } = input;
    await this.main.update((main) => ({ ...main, invitations: { ...main.invitations, [id]: { secret: toBase64Url(made.secret), authority, role, accessUntil, supersedes } } }));
    env.emit({ type: 'invitations' });
    return { id, link: made.link };
  }

  async invitations(): Promise<InvitationView[]> {
    const all = await this.env.rest.call('invitations');
    if (all.some(({ id, enrolment, invitedBy }) => enrolment !== null && invitedBy === this.env.secrets.practitioner && !(id in this.main.record.invitations))) await this.main.read();
    return all.map((invitation) => ({
      ...invitation,
      enrolment: invitation.enrolment === null ? null : { person: invitation.enrolment.person, name: invitation.enrolment.name, title: invitation.enrolment.title, at: invitation.enrolment.at, proved: this.proved(invitation) },
    }));
  }

  async withdraw(id: InvitationId): Promise<void> {
    await this.env.rest.call('withdrawInvitation', { params: { id } });
    this.env.emit({ type: 'invitations' });
  }

  /** Signs for whoever enrolled, if they proved to have had the link; throws an alarm if the service may have swapped the key. */
  async vouch(id: InvitationId): Promise<{ complete: boolean }> {
    const { env } = this;
    const invitation = (await env.rest.call('invitations')).find((each) => each.id === id);
    if (invitation?.enrolment == null) throw refused(problem('not-found'));
    if (!(id in this.main.record.invitations)) await this.main.read();
    const invited = this.main.record.invitations[id];
    // Who they are is theirs to prove; where and as what they come in is what the inviter asked for, not what the service says now.
    if (invited === undefined || this.proved(invitation) !== true || !sameAsked(invitation, invited) || !this.isNamed(invitation.enrolment, invited.supersedes)) {
      await env.alarms.raise('statement-refused');
      throw alarmed('statement-refused');
    }
    const { person, name, title, key } = invitation.enrolment;
    const { authority, role, accessUntil, supersedes } = invited;
    const own = { authority, person: { id: person, name, title, key }, ...(supersedes !== null && { supersedes }) };
    if (role === 'focal-point' && isOfficer(env)) {
      await propose(env, 'focal-point-appointed', own, accessUntil);
      env.emit({ type: 'invitations' });
      return { complete: false };
    }
    await (role === 'focal-point' ? issue(env, 'focal-point-appointed', own, accessUntil) : issue(env, 'practitioner-vouched', own, accessUntil));
    env.emit({ type: 'invitations' });
    return { complete: true };
  }

  async admitAuthority(input: { name: string; state: string; kind: AuthorityKind }): Promise<void> {
    await propose(this.env, 'authority-admitted', { authority: { id: newId<AuthorityId>(), ...input } });
  }

  /** What waits for a second signature; entries whose first signature does not verify are not shown. */
  async pending(): Promise<{ id: StatementId; body: StatementBody; signedBy: PractitionerId[]; canSign: boolean }[]> {
    const { env } = this;
    const waiting = await env.rest.call('pendingStatements');
    return waiting.flatMap(({ id, body, signatures }) => {
      if (statementId(body) !== id) return [];
      const signedBy: PractitionerId[] = [];
      for (const [i, issuer] of body.issuers.entries()) {
        const signature = signatures[i];
        const key = env.directory.chain.persons.get(issuer)?.key;
        if (signature == null) continue;
        if (key === undefined || decodeBase64Url(signature) === undefined || !verifyStatementSignature(body, signature, key)) return [];
        signedBy.push(issuer);
      }
      const canSign = body.issuers.includes(env.secrets.practitioner) && !signedBy.includes(env.secrets.practitioner);
      return [{ id, body, signedBy, canSign }];
    });
  }

  async coSign(id: StatementId): Promise<void> {
    const { env } = this;
    const proposal = (await this.pending()).find((each) => each.id === id);
    if (proposal?.canSign !== true) throw refused(problem('not-found'));
    await env.rest.call('coSignStatement', { params: { id }, body: { signature: statementSignature(proposal.body, env.secrets.identity.secretKey) } });
    await env.directory.refresh();
  }

  /** A link made for one person admits nobody else. */
  private isNamed({ name, title }: { name: string; title: string | null }, supersedes: PractitionerId | null): boolean {
    if (supersedes === null) return true;
    const former = this.env.directory.chain.persons.get(supersedes);
    return former?.name === name && former.title === title;
  }

  private proved(invitation: Invitation): boolean | null {
    const invited = this.main.record.invitations[invitation.id];
    if (invited === undefined || invitation.enrolment === null) return null;
    const { person, name, title, key, proof } = invitation.enrolment;
    return verifyEnrolmentProof(fromBase64Url(invited.secret), { id: person, name, title, key }, decodeBase64Url(proof) ?? new Uint8Array());
  }
}

const sameAsked = (invitation: Invitation, invited: Invited): boolean =>
  invitation.authority === invited.authority && invitation.role === invited.role && invitation.accessUntil === invited.accessUntil && invitation.supersedes === invited.supersedes;
