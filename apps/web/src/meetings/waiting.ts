/** What waits at sessions, one thing after the other, as lists show it. Pure. */
import { beginsSoon } from '@comity/casework';
import type { AuthorityId, MeetingSessionId } from '@comity/contracts';
import type { Meetings, MeetingSign, RequestSign } from '@comity/sdk';
import { sessionPath } from './place.js';

/** `seen`: with what it is marked as looked at; null: that does not do away with it. */
export interface MeetingWaiting {
  kind: 'meeting'; key: string; session: MeetingSessionId; title: string; path: string; at: string | null;
  news: { of: 'request'; act: RequestSign['act'] | 'change'; by: AuthorityId; deadline: string | null; waits: boolean } | { of: 'timetable' | 'late' | 'late-office' } | { of: 'soon'; parties: readonly AuthorityId[] };
  seen: { what: Parameters<Meetings['markSeen']>[1]; version: number } | null;
}

/** What is on this very minute first, then who is late, then the newest. `now`: what begins soon comes, and what is over goes, by itself. */
export function waitingOf(signs: readonly MeetingSign[], now: Date): MeetingWaiting[] {
  const all = signs.flatMap(({ session, title, role, deadline, requests, timetable, late, coming }): MeetingWaiting[] => {
    const common = { kind: 'meeting' as const, session, title }, agenda = sessionPath(session, 'agenda');
    return [
      ...coming.filter((meeting) => beginsSoon(meeting, now)).map(({ request, parties, startsAt }): MeetingWaiting => ({ ...common, key: `soon ${request} ${startsAt}`, path: sessionPath(session, `requests/${request}`), at: startsAt, news: { of: 'soon', parties }, seen: null })),
      ...(late > 0 ? [{ ...common, key: `late ${session}`, path: role === 'secretary' ? sessionPath(session, '') : agenda, at: null, news: { of: role === 'secretary' ? 'late-office' as const : 'late' as const }, seen: { what: 'late' as const, version: late } }] : []),
      ...(timetable === null ? [] : [{ ...common, key: `timetable ${session}`, path: agenda, at: timetable.at, news: { of: 'timetable' as const }, seen: { what: 'agenda' as const, version: timetable.version } }]),
      ...requests.map(({ id, version, act, by, at, agreed, waits }): MeetingWaiting => ({
        ...common, key: `request ${id}`, path: sessionPath(session, `requests/${id}`), at, seen: waits ? null : { what: id, version }, news: { of: 'request', act: act === 'accept' && agreed ? 'change' : act, by, waits, deadline: waits && deadline !== null && new Date(deadline) > now ? deadline : null },
      })),
    ];
  });
  return all.sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? byTime(a, b) : byTime(b, a)));
}
const rank = ({ news: { of } }: MeetingWaiting): number => (of === 'soon' ? 0 : of === 'late' || of === 'late-office' ? 1 : 2);
const byTime = (a: MeetingWaiting, b: MeetingWaiting): number => Date.parse(a.at ?? '1970') - Date.parse(b.at ?? '1970');
/** What does not wait for the rest of a list. */
export const isPressing = (waiting: MeetingWaiting): boolean => rank(waiting) < 2;
