/**
 * The session of the demo: a plenary that is still to come, prepared by the secretariat, with requests in every state and a timetable for a part of them. What is signed here is signed in the
 * present, as the service asks of everybody; its days lie ahead of whoever opens the demo.
 */
import type { AuthorityId, DelegateId, Instant, MeetingRoomId, MeetingSessionId, PractitionerId, SessionDay } from '@comity/contracts';
import { meetingsOf, type Comity, type MeetingRequestView, type Meetings } from '@comity/sdk';
import { authorities, people } from './cast.js';

interface World { actor: (key: string) => { client: Comity; id: PractitionerId }; authority: (key: string) => AuthorityId; now: Date }
type End = 'asked' | 'countered' | 'accepted' | 'declined' | 'withdrawn';
/** Who asks whom, how it ended, and where it stands in the published timetable: a number of the day, a slot, a table. */
interface Asked { by: string; of: string; end: End; slots?: number; priority?: number; topic?: [title: string, words: string]; at?: [day: number, time: string, room: number] }

const starts = ['09:30', '10:00', '10:30', '11:30', '12:00', '14:00', '14:30', '15:00', '15:30', '16:00'];
const rooms = ['Danube 1', 'Danube 2', 'Prater'];
const asked: Asked[] = [
  { by: 'wanjiru', of: 'jiahui', end: 'accepted', slots: 2, priority: 3, topic: ['LIGHTHOUSE: accounts of the operator’s agent', 'Which of the accounts can be produced before March, and in which form our court takes them.'], at: [0, '09:30', 0] },
  { by: 'wanjiru', of: 'claire', end: 'accepted', priority: 3, at: [0, '11:30', 0] },
  { by: 'beatriz', of: 'emilie', end: 'accepted', priority: 2, at: [0, '10:00', 1] },
  { by: 'leila', of: 'claire', end: 'accepted', priority: 2, at: [1, '09:30', 1] },
  { by: 'jiahui', of: 'emilie', end: 'accepted', priority: 1 },
  { by: 'claire', of: 'beatriz', end: 'asked', priority: 2 },
  { by: 'emilie', of: 'leila', end: 'countered', slots: 2, priority: 2 },
  { by: 'jiahui', of: 'beatriz', end: 'declined', priority: 1 },
  { by: 'leila', of: 'wanjiru', end: 'withdrawn', priority: 1 },
];
const day = 86_400_000;

export async function holdSession({ actor, authority, now }: World): Promise<void> {
  const desk = (key: string): Meetings => meetingsOf(actor(key).client);
  const secretariat = desk('ingrid'), keyOf = (who: string): string => people.find(({ key }) => key === who)!.authority;
  const days = daysFrom(now);
  const { id } = await secretariat.addSession({
    kind: 'plenary', title: 'Meridian Network, plenary', place: 'Vienna', zone: 'Europe/Vienna', state: 'open', deadline: new Date(now.getTime() + 10 * day).toISOString() as Instant, requestsPerOffice: 6, slotMinutes: 30, days, cases: [],
  });
  await secretariat.writeOffices(id, authorities.map(({ key }) => ({ version: 0, authority: authority(key), requests: null, away: [], remote: null })));
  const tables = await secretariat.writeRooms(id, rooms.map((name, i) => ({ version: 0, id: crypto.randomUUID() as MeetingRoomId, name, class: i < 2 ? 'table' : 'quiet-room', seats: 6, security: i < 2 ? 0 : 1, equipment: [], away: [] })));
  const delegates = new Map(people.filter(({ role }) => role !== 'officer').map((person) => [person.key, { version: 0, id: crypto.randomUUID() as DelegateId, authority: authority(person.authority), name: person.name, practitioner: actor(person.key).id, away: [], remote: null }]));
  await secretariat.writeDelegates(id, [...delegates.values()]);
  const requests: MeetingRequestView[] = [];
  for (const each of asked) requests.push(await play(id, each));
  const places = asked.flatMap(({ at }, i) => (at === undefined ? [] : [{ request: requests[i]!.id, version: 0, pinned: false, place: { at: { date: days[at[0]]!.date, time: at[1] }, room: tables.find(({ name }) => name === rooms[at[2]])!.id, interpreter: null } }]));
  const { version } = await secretariat.edit(id, places);
  await secretariat.publish(id, version);

  async function play(session: MeetingSessionId, { by, of, end, slots = 1, priority = 2, topic }: Asked): Promise<MeetingRequestView> {
    const wishes = (who: string) => ({ priority, delegates: [delegates.get(who)!.id] });
    const request = await desk(by).ask(session, { parties: [authority(keyOf(of))], terms: { slots }, wishes: wishes(by), topic: topic === undefined ? null : { text: topic.join('\n\n'), people: [actor(of).id] } });
    switch (end) {
      case 'asked': return request;
      case 'accepted': return desk(of).accept(session, request.id, request.version, wishes(of));
      case 'countered': return desk(of).counter(session, request.id, request.version, { slots: 1, earliest: { date: days[1]!.date, time: starts[0]! } }, wishes(of), 'no-time');
      case 'declined': return desk(of).decline(session, request.id, request.version, 'already-in-contact');
      case 'withdrawn': return desk(by).withdraw(session, request.id, request.version, 'not-now');
    }
  }
}

/** Three working days, two weeks from now. */
function daysFrom(now: Date): SessionDay[] {
  const days: SessionDay[] = [];
  for (let at = now.getTime() + 14 * day; days.length < 3; at += day) {
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days.push({ date: new Date(at).toISOString().slice(0, 10), starts, breaks: [{ from: '11:00', to: '11:30', reason: 'break' }, { from: '12:30', to: '14:00', reason: 'meal' }] });
  }
  return days;
}
