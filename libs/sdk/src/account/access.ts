/** Ending and renewing people's access: who may, with whose signatures, and the statements that do it. */
import { endOf, isFocalPointOrOfficerOf, mayEnd, toBase64Url, type ChainPerson } from '@comity/e2ee';
import { problem, type AuthorityId, type Instant, type PractitionerId, type Role, type StatementKind } from '@comity/contracts';
import type { AccessView, EndReason, Signing } from '../api.js';
import { refused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import { isOfficer, issue, propose } from './statements.js';

/** What stands about a person's access, and what the signed-in person may do about it. */
export function viewAccess(env: Surroundings, person: ChainPerson): AccessView {
  const isSelf = person.id === env.secrets.practitioner;
  return { until: endOf(person), ended: isOver(person, env.now()) ? person.ended ?? { at: person.until!, reason: 'expired' } : null, mayEnd: isSelf ? null : ending(env, person), mayRenew: isSelf ? null : renewing(env, person), mayVouchAnew: isSelf ? null : vouchingAnew(env, person) };
}

export class Access {
  constructor(private readonly env: Surroundings) {}

  /** Ends access now, for a reason, or at an instant; what is already limited is only ever shortened. */
  async end(id: PractitionerId, { at, reason }: { at: Instant | null; reason: EndReason }): Promise<{ complete: boolean }> {
    const signing = must(ending(this.env, this.known(id)));
    return at === null ? this.state(signing, 'revoked', { subject: { type: 'practitioner', id }, reason }, null) : this.state(signing, 'access-expires', { practitioner: id, at }, null);
  }

  /** Vouches, or appoints, once more under the same key. */
  async renew(id: PractitionerId, until: Instant | null): Promise<{ complete: boolean }> {
    const known = this.known(id);
    const own = { authority: known.authority, person: { id, name: known.name, title: known.title, key: toBase64Url(known.key) } };
    return this.state(must(renewing(this.env, known)), known.role === 'focal-point' ? 'focal-point-appointed' : 'practitioner-vouched', own, until);
  }

  /** What an invitation for the same person under a new identity asks for. */
  anew(id: PractitionerId): { authority: AuthorityId; role: Role; accessUntil: Instant | null } {
    const known = this.known(id);
    const signing = vouchingAnew(this.env, known);
    if (signing === null || known.role === 'officer') throw refused(problem('not-allowed', { detail: 'somebody is vouched for anew by a focal point of the authority, or by the officers' }));
    const end = endOf(known);
    return { authority: known.authority, role: known.role, accessUntil: end !== null && new Date(end) > this.env.now() ? end : null };
  }

  private async state<K extends StatementKind>(signing: Signing, kind: K, own: Parameters<typeof issue<K>>[2], until: Instant | null): Promise<{ complete: boolean }> {
    await (signing === 'alone' ? issue(this.env, kind, own, until) : propose(this.env, kind, own, until));
    this.env.emit({ type: 'invitations' });
    return { complete: signing === 'alone' };
  }

  private known(id: PractitionerId): ChainPerson {
    const person = this.env.directory.chain.persons.get(id);
    if (person === undefined) throw refused(problem('not-found'));
    return person;
  }
}

const isOver = (person: ChainPerson, now: Date): boolean => { const end = endOf(person); return end !== null && new Date(end) <= now; };
const wasRevoked = ({ ended }: ChainPerson): boolean => ended !== null && ended.reason !== 'expired';

function ending(env: Surroundings, person: ChainPerson): Signing | null {
  const self = current(env);
  if (self === undefined || wasRevoked(person) || isOver(person, env.now())) return null;
  if (mayEnd([self], person, env.directory.chain.network)) return 'alone';
  return self.role === 'officer' && person.role !== 'officer' ? 'together' : null;
}

function renewing(env: Surroundings, person: ChainPerson): Signing | null {
  const { chain } = env.directory;
  const self = current(env);
  if (self === undefined || person.role === 'officer' || wasRevoked(person) || endOf(person) === null || chain.authorities.get(person.authority)?.ended != null) return null;
  if (isFocalPointOrOfficerOf([self], person.authority, chain.network) && (person.role === 'practitioner' || self.role === 'focal-point')) return 'alone';
  return isOfficer(env) && person.role === 'focal-point' ? 'together' : null;
}

function vouchingAnew(env: Surroundings, person: ChainPerson): Signing | null {
  const { chain } = env.directory;
  const self = current(env);
  if (self === undefined || person.role === 'officer' || person.successor !== null || chain.authorities.get(person.authority)?.ended != null) return null;
  if (isFocalPointOrOfficerOf([self], person.authority, chain.network) && (person.role === 'practitioner' || self.role === 'focal-point')) return 'alone';
  return self.role === 'officer' && person.role === 'focal-point' ? 'together' : null;
}

const current = (env: Surroundings): ChainPerson | undefined => env.directory.chain.person(env.secrets.practitioner, env.now());

function must(signing: Signing | null): Signing {
  if (signing === null) throw refused(problem('not-allowed', { detail: 'access is ended and renewed by a focal point of the authority, or by the officers' }));
  return signing;
}
