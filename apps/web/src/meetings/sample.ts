/** A hall of any size for tests and for the fixture: pairs of offices, rooms of one class, and requests that all accepted. */
import type { AuthorityId, InterpreterId, MeetingRequestId, MeetingRoom, MeetingRoomId, MeetingSession, MeetingSessionId, MeetingSlot, OfficeView, Placement } from '@comity/contracts';
import type { Asked, HallRows } from './hall.js';

const hex = (group: number, n: number): string => `${String(group).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
export const authorityId = (n: number) => hex(1, n) as AuthorityId;
export const roomId = (n: number) => hex(2, n) as MeetingRoomId;
export const requestId = (n: number) => hex(3, n) as MeetingRequestId;
const two = (n: number): string => String(n).padStart(2, '0');

interface Size { days: number; slots: number; offices: readonly AuthorityId[]; rooms: number; pairs: readonly (readonly [number, number])[] }

export function sampleHall({ days, slots, offices, rooms, pairs }: Size): HallRows {
  const times = Array.from({ length: slots }, (_, i) => { const at = 9 * 60 + i * 30; return `${two(Math.floor(at / 60))}:${two(at % 60)}`; });
  const dates = Array.from({ length: days }, (_, day) => `2026-12-${two(7 + day)}`);
  const all = dates.flatMap((date) => times.map((time): MeetingSlot => {
    const startsAt = new Date(`${date}T${time}:00Z`);
    return { date, time, startsAt: startsAt.toISOString() as MeetingSlot['startsAt'], endsAt: new Date(startsAt.getTime() + 30 * 60_000).toISOString() as MeetingSlot['endsAt'] };
  }));
  const session: MeetingSession = {
    id: hex(9, 1) as MeetingSessionId, version: 1, slots: all, published: 0, publishedAt: null, role: 'secretary', founder: null,
    facts: { kind: 'plenary', title: 'Plenary in Vienna', place: 'Vienna International Centre', zone: 'UTC', state: 'open', deadline: null, requestsPerOffice: 20, slotMinutes: 30, days: dates.map((date) => ({ date, starts: times, breaks: [] })), cases: [] },
  };
  const request = ([a, b]: readonly [number, number], n: number): Asked => {
    const terms = { parties: [offices[a]!, offices[b]!], slots: 1, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null };
    return { id: requestId(n), sound: true, state: 'accepted', terms, consents: terms.parties.map((authority) => ({ authority, wishes: { priority: 2, delegates: [] } })) };
  };
  return {
    session, interpreters: [], delegates: [], elsewhere: [],
    offices: offices.map((authority): OfficeView => ({ version: 1, authority, requests: null, away: [], remote: null })),
    rooms: Array.from({ length: rooms }, (_, n): MeetingRoom => ({ version: 1, id: roomId(n), name: `Table ${n + 1}`, class: 'table', seats: 6, security: 1, equipment: [], away: [] })),
    requests: pairs.map(request),
  };
}

export const placed = ({ session }: HallRows, n: number, slot: number, room: number | null, more: Partial<Placement> = {}): Placement => ({
  request: requestId(n), version: 1, pinned: false, place: { at: { date: session.slots[slot]!.date, time: session.slots[slot]!.time }, room: room === null ? null : roomId(room), interpreter: null as InterpreterId | null }, ...more,
});
