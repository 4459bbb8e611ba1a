/** All that a timetable of a session is made from, as one transaction sees it. */
import type { AuthorityId, AwaySpan, DelegateId, DraftPlacement, Elsewhere, InterpreterId, MeetingRequestId, MeetingRoomId, MeetingSessionId, MeetingTerms, MeetingWishes, PractitionerId, Waiver, WallAt } from '@comity/contracts';
import type { SessionData } from '@comity/timetable';
import { run, type Transaction } from '../database/run.js';
import { instant, type SessionRow, type Stored } from './access.js';
import { rowsOf } from './roster.js';
import { slotsOf } from './sessions.js';

interface PlacementRow { request: MeetingRequestId; version: number; date: string | null; time: string | null; room: MeetingRoomId | null; interpreter: InterpreterId | null; pinned: boolean; waiver: Waiver | null; by: PractitionerId | null }

export const placementColumns = 'request, version, date, time, room, interpreter, pinned, waiver, edited_by as by';
export const placementOf = ({ request, version, date, time, room, interpreter, pinned, waiver, by }: PlacementRow): DraftPlacement =>
  ({ request, version, place: date === null || time === null ? null : { at: { date, time }, room, interpreter }, pinned, ...(waiver !== null && { waiver }), by });

/** Those that changed after a version of the draft. */
export const placementsOf = async (transaction: Transaction, session: SessionRow['id'], since = 0): Promise<DraftPlacement[]> =>
  (await run<PlacementRow>(transaction, `select ${placementColumns} from meeting_placement where session = ? and changed > ? order by request`, [session, since])).map(placementOf);

/** Where offices were told to be, as far as `tooSoon` asks. */
export const publishedOf = (transaction: Transaction, { id, published }: Pick<SessionRow, 'id' | 'published'>): Promise<{ request: MeetingRequestId; at: WallAt }[]> =>
  run(transaction, "select request, jsonb_build_object('date', date, 'time', time) as at from meeting_published where session = ? and version = ?", [id, published]);

/** What sides of talks say of their working hours is for looking for times by: a time that both agreed on may lie outside of them. That an office or somebody who comes for it will be late is for the other to know; nobody plans around it. */
export async function dataOf(transaction: Transaction, session: SessionRow): Promise<SessionData> {
  const { id, locked, founder } = session;
  // One after the other: a transaction has one connection.
  const offices = await rowsOf(transaction, 'office', id), rooms = await rowsOf(transaction, 'room', id), interpreters = await rowsOf(transaction, 'interpreter', id), delegates = await rowsOf(transaction, 'delegate', id);
  return { slots: slotsOf(session), offices: founder === null ? offices : offices.map((office) => ({ ...inTime(office), remote: null })), rooms, interpreters, delegates: founder === null ? delegates : delegates.map(inTime), requests: await agreedOf(transaction, id), placements: await placementsOf(transaction, id), locked };
}

const inTime = <R extends { away: AwaySpan[] }>(row: R): R => ({ ...row, away: row.away.filter(({ reason }) => reason !== 'late') });

const agreedOf = (transaction: Transaction, session: SessionRow['id']): Promise<{ id: MeetingRequestId; terms: MeetingTerms; wishes: Record<AuthorityId, MeetingWishes> }[]> =>
  run(transaction, "select id, terms, consents as wishes from meeting_request where session = ? and state = 'accepted' order by id", [session]);

/** With when its people are in published meetings of other sessions: what is planned by, and shown. Publishing asks the bookings themselves. */
export async function plannedOf(transaction: Transaction, session: SessionRow): Promise<SessionData> {
  const data = await dataOf(transaction, session);
  return { ...data, elsewhere: await elsewhereOf(transaction, session, data) };
}

interface Booked { delegate: DelegateId; session: MeetingSessionId; request: MeetingRequestId; talks: boolean; starts: Stored; ends: Stored }

/** A person with an account is the same one everywhere. Of talks no more is said than of which requests somebody is not free. */
export async function elsewhereOf(transaction: Transaction, session: SessionRow, data?: SessionData): Promise<Elsewhere[]> {
  const slots = data?.slots ?? slotsOf(session);
  const booked = await run<Booked>(transaction, `select d.id as delegate, b.session, b.request, s.founder is not null as talks, lower(b.during) as starts, upper(b.during) as ends from meeting_delegate d
    join meeting_booking b on b.resource = d.practitioner and b.session <> d.session and b.during && tstzrange(?::timestamptz, ?::timestamptz, '[)') join meeting_session s on s.id = b.session where d.session = ? order by d.id, b.during`, [slots[0]!.startsAt, slots.at(-1)!.endsAt, session.id]);
  const during = ({ starts, ends }: Booked): Elsewhere['at'] => slots.filter(({ startsAt, endsAt }) => startsAt < instant(ends) && instant(starts) < endsAt).map(({ date, time }) => ({ date, time }));
  const known = booked.filter(({ talks }) => !talks).map((each): Elsewhere => ({ of: each.delegate, at: during(each), held: { session: each.session, request: each.request } }));
  const talking = Map.groupBy(booked.filter(({ talks }) => talks), ({ delegate }) => delegate);
  // Whoever looks asks with each hint about a plan, and mostly nobody is in talks: then no request needs to be read.
  const hidden = talking.size === 0 ? [] : (data?.requests ?? await agreedOf(transaction, session.id)).map(({ id, terms, wishes }): Elsewhere => {
    const taken = new Set(terms.parties.flatMap((party) => wishes[party]?.delegates ?? []).flatMap((person) => talking.get(person) ?? []).flatMap((each) => during(each).map(({ date, time }) => `${date} ${time}`)));
    return { of: id, at: slots.filter(({ date, time }) => taken.has(`${date} ${time}`)).map(({ date, time }) => ({ date, time })), held: null };
  });
  return [...known, ...hidden].filter(({ at }) => at.length > 0);
}
