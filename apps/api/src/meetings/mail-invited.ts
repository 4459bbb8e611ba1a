/** Meetings as invitations look at them: whose they are, and which is another one than before for a person. */
import type { AuthorityId, DelegateId, MeetingRequestId, MeetingSessionId, PractitionerId } from '@comity/contracts';
import { run, type Transaction } from '../database/run.js';
import type { Stored } from './access.js';

export interface Invited { request: MeetingRequestId; parties: AuthorityId[]; startsAt: Stored; endsAt: Stored; roomName: string | null; delegates: DelegateId[] }
/** Whose account a name on a delegation's list is. */
export interface Link { id: DelegateId; authority: AuthorityId; practitioner: PractitionerId | null }
export interface Standing { meetings: readonly Invited[]; links: readonly Link[] }
interface Change { request: MeetingRequestId; cancelled: boolean }
/** `named`: whom of the authority it named, of those with an account; empty: everybody. */
interface Own { request: MeetingRequestId; content: string; named: PractitionerId[] }

/** For whoever is asked about: what is to be told, and what fell away. All meetings are looked at once, and for each person those of their authority. */
export function changesBetween(before: Standing, after: Standing, now: Date): (person: { id: PractitionerId; authority: AuthorityId }) => Change[] {
  const [was, is] = [byParty(before, now), byParty(after, now)];
  return ({ id, authority }) => {
    // Where the authority named whom it needs, only if it named them: as in their calendar.
    const theirs = (of: ReadonlyMap<AuthorityId, Own[]>) => new Map((of.get(authority) ?? []).flatMap(({ request, content, named }) => (named.length === 0 || named.includes(id) ? [[request, content] as const] : [])));
    const [old, current] = [theirs(was), theirs(is)];
    const told = [...current].filter(([request, content]) => old.get(request) !== content).map(([request]) => ({ request, cancelled: false }));
    return [...told, ...[...old.keys()].filter((request) => !current.has(request)).map((request) => ({ request, cancelled: true }))];
  };
}

function byParty({ meetings, links }: Standing, now: Date): Map<AuthorityId, Own[]> {
  const people = new Map(links.map((each) => [each.id, each])), found = new Map<AuthorityId, Own[]>();
  for (const { request, parties, startsAt, endsAt, roomName, delegates } of meetings) {
    const end = new Date(endsAt);
    if (end <= now) continue;
    const content = JSON.stringify([new Date(startsAt), end, roomName]), named = delegates.flatMap((id) => people.get(id) ?? []);
    for (const party of parties) {
      const own = { request, content, named: named.flatMap(({ authority, practitioner }) => (authority === party ? practitioner ?? [] : [])) };
      const others = found.get(party);
      if (others === undefined) found.set(party, [own]);
      else others.push(own);
    }
  }
  return found;
}

export const linksOf = (transaction: Transaction, session: MeetingSessionId): Promise<Link[]> => run<Link>(transaction, 'select id, authority, practitioner from meeting_delegate where session = ? order by id', [session]);
export const invitedOf = (transaction: Transaction, session: MeetingSessionId, version: number): Promise<Invited[]> =>
  run<Invited>(transaction, 'select request, to_jsonb(parties) as parties, starts_at as "startsAt", ends_at as "endsAt", room_name as "roomName", to_jsonb(delegates) as delegates from meeting_published where session = ? and version = ?', [session, version]);

/** Sessions at which an authority attends, with the timetable that stands: one on its way is waited for, and whoever publishes afterwards sees what this transaction wrote before. */
export async function standingAt(transaction: Transaction, network: string, authority: AuthorityId): Promise<{ id: MeetingSessionId; version: number }[]> {
  // Held also where nothing is published as yet.
  const sessions = await run<{ id: MeetingSessionId; version: number }>(transaction, 'select id, published as version from meeting_session s where network = ? and exists (select 1 from meeting_office o where o.session = s.id and o.authority = ?) order by id for share of s', [network, authority]);
  return sessions.filter(({ version }) => version > 0);
}
