/** At which sessions another meeting of the same parties can be asked for. */
import type { AuthorityId, MeetingSessionId, MeetingSessionSummary, OfficeView } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import { isProblem } from '../failure/is-problem.js';

/** So many are looked at, those that begin first; so many at once. */
const most = 40, atOnce = 8;

type Listed = Pick<MeetingSessionSummary, 'id' | 'state' | 'deadline' | 'startsAt' | 'endsAt' | 'offices'>;
/** Where something may still be asked and enough offices attend: the one of the meeting itself first, then as they begin. */
export function candidates(sessions: readonly Listed[], from: MeetingSessionId, parties: number, now: Date): MeetingSessionId[] {
  const ahead = (at: string | null): boolean => at === null || new Date(at) > now;
  const rank = ({ id, startsAt }: Listed): number => (id === from ? 0 : Date.parse(startsAt));
  return sessions.filter(({ state, deadline, endsAt, offices }) => state === 'open' && ahead(deadline) && ahead(endsAt) && offices >= parties).sort((a, b) => rank(a) - rank(b)).slice(0, most).map(({ id }) => id);
}

const unlessGone = (thrown: unknown): [] => {
  if (isProblem(thrown as Failure, 'not-found')) return [];
  throw thrown;
};

/** Of these sessions, those that all parties attend; this office may be taken off one meanwhile. */
export async function attendedBy(ids: readonly MeetingSessionId[], parties: readonly AuthorityId[], offices: (id: MeetingSessionId) => Promise<readonly Pick<OfficeView, 'authority'>[]>): Promise<MeetingSessionId[]> {
  const attended: MeetingSessionId[] = [];
  for (let i = 0; i < ids.length; i += atOnce) {
    const rosters = await Promise.all(ids.slice(i, i + atOnce).map(async (id) => ({ id, attending: new Set((await offices(id).catch(unlessGone)).map(({ authority }) => authority)) })));
    attended.push(...rosters.filter(({ attending }) => parties.every((party) => attending.has(party))).map(({ id }) => id));
  }
  return attended;
}
