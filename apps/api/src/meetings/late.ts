/** Who said that they will be late, as it is told to the other parties of a meeting: until when, and of nothing else that they are away for. */
import { minutesOf, timeOf, type AuthorityId, type AwaySpan, type LateParty, type MeetingSessionId, type SessionState } from '@comity/contracts';
import { run, type Transaction } from '../database/run.js';
import type { Stored } from './access.js';

interface Met { parties: AuthorityId[]; date: string; time: string; startsAt: Stored; endsAt: Stored }
export type Aways = ReadonlyMap<AuthorityId, readonly AwaySpan[]>;

/** Of each session's offices. */
export async function awaysOf(transaction: Transaction, session: MeetingSessionId): Promise<Map<AuthorityId, AwaySpan[]>> {
  return new Map((await run<{ authority: AuthorityId; away: AwaySpan[] }>(transaction, 'select authority, away from meeting_office where session = ?', [session])).map(({ authority, away }) => [authority, away]));
}

export function lateOf({ parties, date, time, startsAt, endsAt }: Met, aways: Aways): LateParty[] {
  const end = timeOf(Math.min(minutesOf(time) + Math.round((new Date(endsAt).getTime() - new Date(startsAt).getTime()) / 60_000), 1_440));
  return parties.flatMap((authority) => {
    const until = (aways.get(authority) ?? []).filter((span) => span.reason === 'late' && span.date === date && span.from < end && span.to > time).map(({ to }) => to).sort().at(-1);
    return until === undefined ? [] : [{ authority, to: until }];
  });
}

/** The other parties of published meetings that somebody is late for now, or is not any more, or does not attend any more. Of a session that is being prepared nobody is told anything. */
export async function concernedByLate(transaction: Transaction, session: { id: MeetingSessionId; published: number; state: SessionState }, before: Aways, after: Aways): Promise<AuthorityId[]> {
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((authority) => JSON.stringify(before.get(authority)) !== JSON.stringify(after.get(authority)));
  if (changed.length === 0 || session.published === 0 || session.state === 'preparing') return [];
  const met = await run<Met>(transaction, 'select to_jsonb(parties) as parties, date, time, starts_at as "startsAt", ends_at as "endsAt" from meeting_published where session = ? and version = ? and parties && ?::uuid[]', [session.id, session.published, `{${changed.join(',')}}`]);
  return [...new Set(met.flatMap((meeting) => {
    const [was, is] = [before, after].map((aways) => new Map(lateOf(meeting, aways).map(({ authority, to }) => [authority, to])));
    const moved = meeting.parties.filter((party) => was!.get(party) !== is!.get(party));
    return meeting.parties.filter((party) => moved.some((other) => other !== party));
  }))];
}
