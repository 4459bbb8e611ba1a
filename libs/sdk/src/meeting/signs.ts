/** What waits at sessions, for the screens: as the last look for notices left it in the store, without what this device showed since. */
import type { MeetingRequestId, MeetingSessionId } from '@comity/contracts';
import type { MeetingSign } from '../meetings.js';
import type { Surroundings } from '../surroundings.js';

/** `requests`: with their version, and whether they wait for this person's office. `agenda`: the version that last moved meetings of theirs, `late`: the number of the last news of who is late; 0: none. */
export interface KeptSign extends Pick<MeetingSign, 'session' | 'title' | 'role' | 'deadline'> { requests: { id: MeetingRequestId; version: number; waits: boolean }[]; agenda: number; late: number }
export const signsKey = 'meetings-signs';

export async function signsOf(store: Pick<Surroundings['store'], 'getJson'>, seenOf: (session: MeetingSessionId) => Promise<Readonly<Record<string, number>>>): Promise<MeetingSign[]> {
  const kept = (await store.getJson<KeptSign[]>(signsKey)) ?? [];
  const signs = await Promise.all(kept.map(async ({ requests, agenda, late, ...of }): Promise<MeetingSign> => {
    const seen = await seenOf(of.session), isNew = (what: string, version: number): boolean => version > (seen[what] ?? 0);
    return { ...of, answer: requests.filter(({ waits }) => waits).length, unseen: requests.filter(({ id, version }) => isNew(id, version)).map(({ id }) => id), timetable: isNew('agenda', agenda), late: isNew('late', late) ? late : 0 };
  }));
  return signs.filter(({ answer, unseen, timetable, late }) => answer > 0 || unseen.length > 0 || timetable || late > 0);
}
