/** What waits at sessions, for the screens: as the last look for notices left it in the store, without what this device showed since. */
import type { MeetingSessionId } from '@comity/contracts';
import type { MeetingSign, RequestSign } from '../meetings.js';
import type { Surroundings } from '../surroundings.js';

/** `requests`: those that wait, or that others acted on last. `agenda`: the version that last moved meetings of theirs, `late`: the number of the last news of who is late; 0: none. `coming`: their next meetings. */
export interface KeptSign extends Pick<MeetingSign, 'session' | 'title' | 'role' | 'deadline'> { requests: Omit<RequestSign, 'fresh'>[]; agenda: { version: number; at: Exclude<MeetingSign['timetable'], null>['at'] }; late: number; coming: MeetingSign['coming'] }
export const signsKey = 'meetings-signs/2';
/** Where they lay before, with the titles of sessions; nothing reads them. */
export const formerSignsKey = 'meetings-signs';

export async function signsOf(env: Pick<Surroundings, 'store' | 'now'>, seenOf: (session: MeetingSessionId) => Promise<Readonly<Record<string, number>>>): Promise<MeetingSign[]> {
  const kept = (await env.store.getJson<KeptSign[]>(signsKey)) ?? [], time = env.now().getTime();
  const signs = await Promise.all(kept.map(async ({ requests, agenda, late, coming, ...of }): Promise<MeetingSign> => {
    const seen = await seenOf(of.session), isNew = (what: string, version: number): boolean => version > (seen[what] ?? 0);
    return {
      ...of, requests: requests.map((each) => ({ ...each, fresh: isNew(each.id, each.version) })).filter(({ waits, fresh }) => waits || fresh),
      timetable: isNew('agenda', agenda.version) ? agenda : null, late: isNew('late', late) ? late : 0, coming: coming.filter(({ endsAt }) => Date.parse(endsAt) > time),
    };
  }));
  return signs.filter(({ requests, timetable, late, coming }) => requests.length > 0 || timetable !== null || late > 0 || coming.length > 0);
}
