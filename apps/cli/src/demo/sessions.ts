/**
 * The sessions of the demo, all of them still to come: a plenary and an investigative forum, prepared by the secretariat, with requests in every state, and a timetable for a part of the plenary; and talks of
 * two offices each, which the secretariat does not see. What is signed here is signed in the present, as the service asks of everybody; its days lie ahead of whoever opens the demo.
 */
import type { AuthorityId, DelegateId, Instant, MeetingRoomId, MeetingSessionId, MeetingTerms, PractitionerId, SessionDay } from '@comity/contracts';
import { meetingsOf, type Comity, type MeetingRequestView, type Meetings } from '@comity/sdk';
import { authorities, people, type DemoPerson } from './cast.js';
import { halls, talks, type Asked, type Hall, type Talks } from './meetings.js';

interface World { actor: (key: string) => { client: Comity; id: PractitionerId }; authority: (key: string) => AuthorityId; now: Date }
type Terms = Partial<Pick<MeetingTerms, 'slots' | 'earliest' | 'latest' | 'case'>>;
const day = 86_400_000;
const personOf = (who: string): DemoPerson => people.find(({ key }) => key === who)!;

export async function holdSessions(world: World): Promise<void> {
  const stage = new Stage(world);
  for (const hall of halls) await stage.hold(hall);
  for (const each of talks) await stage.talk(each);
}

class Stage {
  constructor(private readonly world: World) {}

  private desk(key: string): Meetings { return meetingsOf(this.world.actor(key).client); }
  private row(who: string) {
    const { name, authority } = personOf(who), { actor, authority: idOf } = this.world;
    return { version: 0, id: crypto.randomUUID() as DelegateId, authority: idOf(authority), name, practitioner: actor(who).id, away: [], remote: null };
  }

  async hold({ ahead, days: count, starts, breaks, deadline, offices, rooms, cases, asked, ...facts }: Hall): Promise<void> {
    const { authority, now } = this.world, secretariat = this.desk('ingrid'), days = workingDays(now, ahead, count, { starts, breaks });
    const listed = cases.map((reference) => ({ id: crypto.randomUUID(), reference }));
    const { id } = await secretariat.addSession({ ...facts, state: 'open', deadline: new Date(now.getTime() + deadline * day).toISOString() as Instant, slotMinutes: 30, days, cases: listed });
    const coming = authorities.filter(({ key }) => offices === 'all' || offices.includes(key)).map(({ key }) => key);
    await secretariat.writeOffices(id, coming.map((key) => ({ version: 0, authority: authority(key), requests: null, away: [], remote: null })));
    const tables = await secretariat.writeRooms(id, rooms.map(([name, kind, security]) => ({ version: 0, id: crypto.randomUUID() as MeetingRoomId, name, class: kind, seats: 6, security, equipment: [], away: [] })));
    const delegates = new Map(people.filter(({ authority: of }) => coming.includes(of)).map(({ key }) => [key, this.row(key)]));
    await secretariat.writeDelegates(id, [...delegates.values()]);
    const requests: MeetingRequestView[] = [];
    for (const each of asked) {
      const terms: Terms = { slots: each.slots ?? 1, ...(each.case !== undefined && { case: listed.find(({ reference }) => reference === each.case)!.id }) };
      requests.push(await this.play(id, each, terms, { slots: 1, earliest: { date: days[1]!.date, time: starts[0]! } }, async (who) => delegates.get(who)!.id));
    }
    const places = asked.flatMap(({ at }, i) => (at === undefined ? [] : [{ request: requests[i]!.id, version: 0, pinned: false, place: { at: { date: days[at[0]]!.date, time: at[1] }, room: tables[at[2]]!.id, interpreter: null } }]));
    if (places.length === 0) return;
    const { version } = await secretariat.edit(id, places);
    await secretariat.publish(id, version);
  }

  /** Terms of talks say exactly when; each side puts down by itself who comes. */
  async talk({ title, zone, ahead, starts, ...asked }: Talks): Promise<void> {
    const { authority, now } = this.world, id = crypto.randomUUID() as MeetingSessionId, days = workingDays(now, ahead, 2, { starts, breaks: [] });
    await this.desk(asked.by).beginTalks(id, authority(personOf(asked.of).authority), { title, zone, slotMinutes: 30, days });
    const at = (date: string, time: string): Terms => ({ slots: 1, earliest: { date, time }, latest: { date, time } });
    await this.play(id, asked, at(days[0]!.date, starts[0]!), at(days[1]!.date, starts[1]!), async (who) => (await this.desk(who).writeDelegates(id, [this.row(who)]))[0]!.id);
  }

  private async play(session: MeetingSessionId, { by, of, end, priority = 2, topic }: Asked, terms: Terms, others: Terms, delegate: (who: string) => Promise<DelegateId>): Promise<MeetingRequestView> {
    const wishes = async (who: string) => ({ priority, delegates: [await delegate(who)] }), theirs = this.desk(of);
    const request = await this.desk(by).ask(session, { parties: [this.world.authority(personOf(of).authority)], terms, wishes: await wishes(by), topic: topic === undefined ? null : { text: topic.join('\n\n'), people: [this.world.actor(of).id] } });
    switch (end) {
      case 'asked': return request;
      case 'accepted': return theirs.accept(session, request.id, request.version, await wishes(of));
      case 'countered': return theirs.counter(session, request.id, request.version, others, await wishes(of), 'no-time');
      case 'declined': return theirs.decline(session, request.id, request.version, 'already-in-contact');
      case 'withdrawn': return this.desk(by).withdraw(session, request.id, request.version, 'not-now');
    }
  }
}

/** So many working days, from so many days ahead on. */
function workingDays(now: Date, ahead: number, count: number, hours: Pick<SessionDay, 'starts' | 'breaks'>): SessionDay[] {
  const days: SessionDay[] = [];
  for (let at = now.getTime() + ahead * day; days.length < count; at += day) {
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days.push({ date: new Date(at).toISOString().slice(0, 10), ...hours });
  }
  return days;
}
