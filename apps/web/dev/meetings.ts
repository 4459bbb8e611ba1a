/** A plenary of 250 offices and 2,000 agreed meetings, most of them placed. */
import { problem, type AuthorityId, type MeetingSession, type MeetingSessionSummary, type DraftPlacement, type Placement, type TimetableDraft } from '@comity/contracts';
import { plan } from '@comity/timetable';
import type { AuthorityView, Meetings } from '@comity/sdk';
import { agreedOf } from '../src/meetings/hall.js';
import { authorityId, roomId, sampleHall } from '../src/meetings/sample.js';

const count = 250;
const apart = [1, 3, 7, 12, 20, 33, 54, 88];
const states = ['KE', 'FR', 'BR', 'ZA', 'SA', 'AE', 'ES', 'AT', 'KZ', 'CA', 'CI', 'TN'];

export const manyAuthorities: AuthorityView[] = Array.from({ length: count }, (_, n) => ({ id: authorityId(n), name: `Prosecution Service ${n + 1}`, state: states[n % states.length]!, kind: 'prosecution', ended: false }));

type Played = Pick<Meetings, 'sessions' | 'session' | 'offices' | 'rooms' | 'interpreters' | 'delegates' | 'elsewhere' | 'bePresent' | 'requests' | 'draft' | 'edit' | 'lockDays' | 'plans' | 'agenda'>;

export function playMeetings(): Played {
  const offices: AuthorityId[] = manyAuthorities.map(({ id }) => id);
  const rows = sampleHall({ days: 5, slots: 8, offices, rooms: 80, pairs: apart.flatMap((by) => offices.map((_, n) => [n, (n + by) % count] as const)) });
  const session: MeetingSession = rows.session;
  const slots = session.slots;
  const agreed = agreedOf(rows.requests);
  const instance = {
    days: [8, 8, 8, 8, 8], resources: [...offices.map((id) => ({ id: id as string, kind: 'office' as const, capacity: slots.map(() => 1) })), { id: 'tables', kind: 'table' as const, capacity: slots.map(() => 80) }],
    places: rows.rooms.map(({ id }) => ({ id: id as string, offers: ['tables'] })), meetings: agreed.map(({ id, terms }) => ({ id: id as string, parties: terms.parties, needs: ['tables'], weight: 2, duration: 1 })),
  };
  type Placed = Map<string, DraftPlacement & { since: number }>;
  let held: Promise<Placed> | undefined;
  const placements = (): Promise<Placed> => (held ??= plan(instance, { seed: 7, budget: { iterations: 2_000 } }).then(({ timetable }) => new Map(timetable.map(({ meeting, slot, place }, i) => [meeting, {
    request: meeting as Placement['request'], version: 1, since: 1, by: null, pinned: i % 40 === 0, place: { at: { date: slots[slot]!.date, time: slots[slot]!.time }, room: place as ReturnType<typeof roomId> | null, interpreter: null },
  }]))));
  let version = 1, lockVersion = 0, locked: string[] = [];
  const answer = async (since: number): Promise<TimetableDraft> => ({ version, lockVersion, locked, placements: [...(await placements()).values()].filter((each) => each.since > since).map(({ since: _since, ...placement }) => placement) });
  const { facts } = session;
  const summary: MeetingSessionSummary = { id: session.id, version: 1, kind: facts.kind, title: facts.title, place: facts.place, zone: facts.zone, state: facts.state, deadline: null, startsAt: slots[0]!.startsAt, endsAt: slots.at(-1)!.endsAt, firstDate: slots[0]!.date, lastDate: slots.at(-1)!.date, offices: count, published: 0, role: 'secretary', founder: null };
  return {
    sessions: async () => [summary], session: async () => session, offices: async () => [...rows.offices], rooms: async () => [...rows.rooms], interpreters: async () => [], delegates: async () => [], elsewhere: async () => [], bePresent: async () => [], requests: async () => rows.requests.map((request) => ({ ...request, session: session.id, version: 2, acts: [], mayNow: [] })), plans: async () => [],
    agenda: async () => ({ version: 0, publishedAt: null, by: null, meetings: [], changes: [] }),
    draft: async (_, since) => answer(since ?? 0),
    edit: async (_, edits) => {
      const all = await placements();
      if (edits.some((edit) => edit.version !== (all.get(edit.request)?.version ?? 0))) throw Object.assign(new Error(), { kind: 'problem', problem: problem('stale-version') });
      version += 1;
      for (const edit of edits) all.set(edit.request, { ...edit, version: edit.version + 1, since: version, by: null });
      return answer(version - 1);
    },
    lockDays: async (_, __, days) => { locked = days; lockVersion += 1; return answer(version); },
  };
}
