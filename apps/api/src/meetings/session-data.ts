/** All that a timetable of a session is made from, as one transaction sees it. */
import type { AuthorityId, DraftPlacement, InterpreterId, MeetingRequestId, MeetingRoomId, MeetingTerms, MeetingWishes, PractitionerId } from '@comity/contracts';
import type { SessionData } from '@comity/timetable';
import { run, type Transaction } from '../database/run.js';
import type { SessionRow } from './access.js';
import { rowsOf } from './roster.js';
import { slotsOf } from './sessions.js';

interface PlacementRow { request: MeetingRequestId; version: number; date: string | null; time: string | null; room: MeetingRoomId | null; interpreter: InterpreterId | null; pinned: boolean; by: PractitionerId | null }

export const placementColumns = 'request, version, date, time, room, interpreter, pinned, edited_by as by';
export const placementOf = ({ request, version, date, time, room, interpreter, pinned, by }: PlacementRow): DraftPlacement =>
  ({ request, version, place: date === null || time === null ? null : { at: { date, time }, room, interpreter }, pinned, by });

/** Those that changed after a version of the draft. */
export const placementsOf = async (transaction: Transaction, session: SessionRow['id'], since = 0): Promise<DraftPlacement[]> =>
  (await run<PlacementRow>(transaction, `select ${placementColumns} from meeting_placement where session = ? and changed > ? order by request`, [session, since])).map(placementOf);

export async function dataOf(transaction: Transaction, session: SessionRow): Promise<SessionData> {
  const { id, locked } = session;
  // One after the other: a transaction has one connection.
  const offices = await rowsOf(transaction, 'office', id), rooms = await rowsOf(transaction, 'room', id), interpreters = await rowsOf(transaction, 'interpreter', id), delegates = await rowsOf(transaction, 'delegate', id);
  const requests = await run<{ id: MeetingRequestId; terms: MeetingTerms; wishes: Record<AuthorityId, MeetingWishes> }>(transaction, "select id, terms, consents as wishes from meeting_request where session = ? and state = 'accepted' order by id", [id]);
  return { slots: slotsOf(session), offices, rooms, interpreters, delegates, requests, placements: await placementsOf(transaction, id), locked };
}
