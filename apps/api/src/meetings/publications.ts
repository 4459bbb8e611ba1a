/** Publishing: the draft, once it breaks no rule, becomes a version that offices see, and every resource of it is booked, in one transaction. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Agenda, AuthorityId, Clash, DelegateId, InterpreterId, LanguagePair, MeetingRequestId, MeetingRoomId, MeetingSessionId, PlaceChange, PractitionerId, Publication, PublishedMeeting } from '@comity/contracts';
import { begunAsPublished, check, clashesOf, forceOf, instanceOf, timetableOf, tooSoon, type SessionData } from '@comity/timetable';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { isOverlap } from '../database/outage.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { instant, MeetingAccess, roleAt, type Seat, type SessionRow, type Stored } from './access.js';
import { awaysOf, lateOf } from './late.js';
import { MailQueue } from './mail-queue.js';
import { MeetingNews } from './news.js';
import { changeOf } from './plan-runner.js';
import { dataOf } from './session-data.js';

interface Row { request: MeetingRequestId; parties: AuthorityId[]; date: string; time: string; startsAt: Stored; endsAt: Stored; room: MeetingRoomId | null; roomName: string | null; languages: LanguagePair | null; interpreter: InterpreterId | null; delegates: DelegateId[] }
const columns = 'request, parties, date, time, starts_at as "startsAt", ends_at as "endsAt", room, room_name as "roomName", languages, interpreter, delegates';
interface Booking { request: MeetingRequestId; resource: string; kind: 'office' | 'delegate' | 'room' | 'interpreter'; starts: Stored; ends: Stored }
const rulesShown = 20;

@Injectable()
export class MeetingPublications {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly news: MeetingNews, private readonly mails: MailQueue, private readonly clock: Clock) {}

  publish(by: SessionContext, id: MeetingSessionId, draft: number): Promise<Agenda> {
    return this.audited.perform({ action: 'meetings.publish', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const session = await this.access.enterAsSecretary(by, id, em, 'change');
      if (session.draftVersion !== draft) throw new Refusal('stale-version', { version: session.draftVersion });
      return this.publishIn(em, by, session, afterCommit);
    });
  }

  /** The draft as it stands, of a session that the transaction holds. `only`: one request of talks; whatever else they have stays as it was published, and hinders nothing. */
  async publishIn(em: Transaction, by: SessionContext, session: SessionRow, afterCommit: (act: () => void) => void, only?: { request: MeetingRequestId; agreed: boolean }): Promise<Agenda> {
    const { id } = session;
    if (session.state !== 'open') throw new Refusal('not-acceptable', { detail: 'The session is not open.' });
    const data = await dataOf(em, session);
    const before = await rowsOf(em, id, session.published), now = this.clock.now();
    const stays = only === undefined ? begunAsPublished(data.placements, before.map(meetingOf), now.toISOString()) : new Set(before.flatMap(({ request }) => (request === only.request ? [] : [request])));
    const concerns = ({ requests }: Clash): boolean => (only === undefined ? requests.length === 0 || requests.some((request) => !stays.has(request)) : only.agreed && requests.includes(only.request));
    const soon = only === undefined ? tooSoon(data, before.map(meetingOf), now, session.notice) : [];
    const clashes = [...clashesOf(data, check(instanceOf(data), timetableOf(data))), ...soon].filter((clash) => forceOf(clash.rule) === 'blocks' && concerns(clash));
    if (clashes.length > 0) throw new Refusal('not-acceptable', { detail: 'The draft breaks rules.', errors: clashes.slice(0, rulesShown).map(({ rule, requests: [request = ''] }) => ({ pointer: `/placements/${only?.request ?? request}`, rule })) });
    const meetings = await this.meetingsOf(em, id, data, new Map(before.flatMap((row) => (stays.has(row.request) ? [[row.request, row]] : []))));
    const version = session.published + 1;
    await run(em, 'insert into meeting_publication (session, version, published_by, published_at) values (?, ?, ?, ?)', [id, version, by.practitioner, now]);
    await run(em, `insert into meeting_published (session, version, request, parties, date, time, starts_at, ends_at, room, room_name, languages, interpreter, delegates)
      select ?, ?, r.request, r.parties, r.date, r.time, r."startsAt", r."endsAt", r.room, r."roomName", r.languages, r.interpreter, r.delegates
      from jsonb_to_recordset(?::jsonb) as r (request uuid, parties uuid[], date text, time text, "startsAt" timestamptz, "endsAt" timestamptz, room uuid, "roomName" text, languages jsonb, interpreter uuid, delegates uuid[])`, [id, version, JSON.stringify(meetings)]);
    await book(em, session, await this.bookingsOf(em, id, only === undefined ? meetings : meetings.filter(({ request }) => request === only.request)), only?.request);
    await run(em, 'update meeting_session set published = ?, published_at = ? where id = ?', [version, now, id]);
    const after = await rowsOf(em, id, version);
    await this.mails.enqueue(em, { id, version }, before, after);
    afterCommit(() => {
      this.news.tell(id, 'published', session.founder, concernedBy(before, after));
      void this.mails.sweep();
    });
    return agendaOf(em, { session: { ...session, published: version }, role: roleAt(session, true), authority: by.authority }, version);
  }

  async agenda(by: SessionContext, id: MeetingSessionId, version: number | undefined): Promise<Agenda> {
    const seat = await this.access.enter(by, id);
    if (version !== undefined && version > seat.session.published) throw new Refusal('not-found');
    return agendaOf(this.pool, seat, version ?? seat.session.published);
  }

  /** Newest first. To an office only its own meetings count, and no interpreter, of whom it is not told. */
  async versions(by: SessionContext, id: MeetingSessionId): Promise<Publication[]> {
    const { role, authority } = await this.access.enter(by, id), all = role === 'secretary';
    const at = (version: string): string => `(select request, date, time, room, ${all ? 'interpreter' : 'null::uuid as interpreter'} from meeting_published where session = p.session and version = ${version} ${all ? '' : 'and ?::uuid = any(parties)'})`;
    const rows = await run<{ version: number; by: PractitionerId; at: Stored; changed: number }>(this.pool, `select p.version, p.published_by as by, p.published_at as at,
      (select count(*)::int from ${at('p.version')} n full join ${at('p.version - 1')} b using (request) where (n.date, n.time, n.room, n.interpreter) is distinct from (b.date, b.time, b.room, b.interpreter)) as changed
      from meeting_publication p where p.session = ? order by p.version desc`, [...(all ? [] : [authority, authority]), id]);
    return rows.map(({ at: publishedAt, ...row }) => ({ ...row, publishedAt: instant(publishedAt) }));
  }

  private async meetingsOf(em: Transaction, id: MeetingSessionId, data: SessionData, stays: ReadonlyMap<MeetingRequestId, Row>): Promise<Row[]> {
    const names = new Map((await run<{ id: MeetingRoomId; name: string }>(em, 'select id, name from meeting_room where session = ?', [id])).map((room) => [room.id, room.name]));
    const requests = new Map(data.requests.map((request) => [request.id, request]));
    const numbers = new Map(data.slots.map(({ date, time }, i) => [`${date} ${time}`, i]));
    return data.placements.flatMap(({ request: of, place }): Row[] => {
      const request = requests.get(of), as = stays.get(of);
      if (as !== undefined) return [as];
      if (place === null || request === undefined) return [];
      const { terms, wishes } = request, first = numbers.get(`${place.at.date} ${place.at.time}`)!;
      return [{
        request: of, parties: terms.parties, date: place.at.date, time: place.at.time, startsAt: new Date(data.slots[first]!.startsAt), endsAt: new Date(data.slots[first + terms.slots - 1]!.endsAt), room: place.room, roomName: place.room === null ? null : names.get(place.room) ?? null,
        languages: terms.languages, interpreter: place.interpreter, delegates: [...new Set(terms.parties.flatMap((party) => wishes[party]?.delegates ?? []))],
      }];
    });
  }

  /** A person with an account is the same one in every session; a delegation, a room and an interpreter are their session's. */
  private async bookingsOf(em: Transaction, id: MeetingSessionId, meetings: readonly Row[]): Promise<Booking[]> {
    const offices = new Map((await run<{ authority: AuthorityId; id: string }>(em, 'select authority, id from meeting_office where session = ?', [id])).map((office) => [office.authority, office.id]));
    const people = new Map((await run<{ id: DelegateId; practitioner: PractitionerId | null }>(em, 'select id, practitioner from meeting_delegate where session = ?', [id])).map((person) => [person.id, person.practitioner ?? person.id]));
    return meetings.flatMap(({ request, parties, startsAt: starts, endsAt: ends, room, interpreter, delegates }) => {
      const of = (kind: Booking['kind'], resources: readonly (string | undefined)[]): Booking[] => [...new Set(resources)].flatMap((resource) => (resource === undefined ? [] : [{ request, resource, kind, starts, ends }]));
      return [...of('office', parties.map((party) => offices.get(party))), ...of('delegate', delegates.map((person) => people.get(person))), ...of('room', room === null ? [] : [room]), ...of('interpreter', interpreter === null ? [] : [interpreter])];
    });
  }
}

/** Any number that nothing else locks. */
const bookingLock = 0x626f6f6b;
/**
 * Books these in place of all that the session had booked, or one request of it (`only`). Refuses what is taken already: the database has the last word. Bookings are written
 * one after the other, since two that exclude each other would wait for each other; what is freed counts as of then, too.
 */
export async function book(transaction: Transaction, session: Pick<SessionRow, 'id' | 'founder'>, bookings: readonly Booking[], only?: MeetingRequestId): Promise<void> {
  await run(transaction, `select pg_advisory_xact_lock(${bookingLock})`, []);
  await run(transaction, `delete from meeting_booking where session = ? ${only === undefined ? '' : 'and request = ?'}`, [session.id, ...(only === undefined ? [] : [only])]);
  const json = JSON.stringify(bookings);
  const taken = await run<Taken>(transaction, `select b.request, b.resource, other.session, other.request as "heldBy", s.founder from ${rows} join meeting_booking other on other.resource = b.resource and other.during && tstzrange(b.starts, b.ends, '[)') join meeting_session s on s.id = other.session order by b.request, b.resource limit ?`, [json, rulesShown]);
  if (taken.length > 0) throw isTaken(session, taken);
  try {
    await run(transaction, `with turn as materialized (select pg_advisory_xact_lock(${bookingLock})) insert into meeting_booking (session, request, resource, kind, during) select ?, b.request, b.resource, b.kind, tstzrange(b.starts, b.ends, '[)')
      from turn, ${rows}`, [session.id, json]);
  } catch (error) {
    throw isOverlap(error) ? isTaken(session, []) : error;
  }
}
const rows = 'jsonb_to_recordset(?::jsonb) as b (request uuid, resource uuid, kind text, starts timestamptz, ends timestamptz)';
interface Taken { request: MeetingRequestId; resource: string; session: MeetingSessionId; heldBy: MeetingRequestId; founder: AuthorityId | null }
/** What is booked already is another session's as a rule. Which one it is, and who is there, the secretariat is told of its own sessions; an office, and of talks everybody, no more than that somebody is. */
const isTaken = (publishing: Pick<SessionRow, 'founder'>, taken: readonly Taken[]): Refusal => {
  const pointers = new Set(taken.map(({ request, resource, session, heldBy, founder }) => `/placements/${request}${publishing.founder === null && founder === null ? `/elsewhere/${session}/${heldBy}/${resource}` : ''}`));
  return new Refusal('not-acceptable', { detail: 'Somebody of it is in a meeting of another session at that time.', errors: [...pointers].map((pointer) => ({ pointer, rule: 'booked-elsewhere' })) });
};

const rowsOf = (transaction: Transaction, session: MeetingSessionId, version: number): Promise<Row[]> =>
  run<Row>(transaction, `select ${columns.replace('parties', 'to_jsonb(parties) as parties').replace('delegates', 'to_jsonb(delegates) as delegates')} from meeting_published where session = ? and version = ? order by starts_at, request`, [session, version]);

async function agendaOf(transaction: Transaction, { session: { id, published }, role, authority }: Seat, version: number): Promise<Agenda> {
  const [publication] = await run<{ by: PractitionerId; at: Stored }>(transaction, 'select published_by as by, published_at as at from meeting_publication where session = ? and version = ?', [id, version]);
  const seen = ({ parties }: Row): boolean => role === 'secretary' || parties.includes(authority);
  const viewed = (row: Row): Row => (role === 'secretary' ? row : { ...row, interpreter: null });
  const now = (await rowsOf(transaction, id, version)).filter(seen).map(viewed), before = (await rowsOf(transaction, id, version - 1)).filter(seen).map(viewed);
  const aways = version === published ? await awaysOf(transaction, id) : new Map<never, never>();
  const meetings = now.map((row): PublishedMeeting => {
    const late = lateOf(row, aways);
    return late.length === 0 ? meetingOf(row) : { ...meetingOf(row), late };
  });
  return { version, publishedAt: publication === undefined ? null : instant(publication.at), by: publication?.by ?? null, meetings, changes: changesOf(before, now) };
}

const meetingOf = ({ request, parties, date, time, startsAt, endsAt, room, roomName, languages, interpreter, delegates }: Row): PublishedMeeting =>
  ({ request, parties, at: { date, time }, startsAt: instant(startsAt), endsAt: instant(endsAt), room: room === null ? null : { id: room, name: roomName ?? '' }, languages, interpreter, delegates });

/** The parties of what is another meeting for them: also by its instants alone, or by who comes. */
function concernedBy(before: readonly Row[], now: readonly Row[]): AuthorityId[] {
  const contentOf = (row: Row): string => JSON.stringify(meetingOf(row));
  const was = new Map(before.map((row) => [row.request, contentOf(row)])), is = new Map(now.map((row) => [row.request, contentOf(row)]));
  return [...before, ...now].flatMap(({ request, parties }) => (was.get(request) === is.get(request) ? [] : parties));
}

function changesOf(before: readonly Row[], now: readonly Row[]): PlaceChange[] {
  const placeOf = (row: Row | undefined): PlaceChange['before'] => (row === undefined ? null : { at: { date: row.date, time: row.time }, room: row.room, interpreter: row.interpreter });
  const was = new Map(before.map((row) => [row.request, row])), is = new Map(now.map((row) => [row.request, row]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((request) => changeOf(request, placeOf(was.get(request)), placeOf(is.get(request))));
}
