/** What of a draft holds, and is worth a second look before it is published. */
import type { AuthorityId, Clash, MeetingRequestId } from '@comity/contracts';
import { idleFrom } from './rules.js';
import { SlotTable, timetableOf, type SessionData } from './session.js';

interface Entry { request: MeetingRequestId; slot: number; end: number; room: string | null }

export function warningsOf(data: SessionData): Clash[] {
  const table = new SlotTable(data.slots), requests = new Map(data.requests.map((each) => [each.id as string, each]));
  const classes = new Map<string, string>(data.rooms.map((room) => [room.id, room.class]));
  /** Rooms of one class lie side by side, as far as anybody has said. */
  const far = (from: string | null, to: string | null): boolean => from !== null && to !== null && classes.get(from) !== classes.get(to);
  const warnings: Clash[] = [];
  const warn = (rule: string, of: MeetingRequestId[], slot: number, resource: string): void => { warnings.push({ rule, requests: of, resource, at: table.at(slot) }); };
  const ofOffice = new Map<AuthorityId, Entry[]>(), ofDelegate = new Map<string, Entry[]>();
  for (const { meeting, slot, place } of timetableOf(data)) {
    const { id: request, terms, wishes } = requests.get(meeting)!, entry: Entry = { request, slot, end: Math.min(slot + terms.slots, data.slots.length), room: place };
    for (const party of terms.parties) {
      ofOffice.set(party, [...(ofOffice.get(party) ?? []), entry]);
      for (const person of wishes[party]?.delegates ?? []) ofDelegate.set(person, [...(ofDelegate.get(person) ?? []), entry]);
    }
  }
  for (const { authority, away, remote } of data.offices) {
    const open = table.openTo(away, remote), diary = (ofOffice.get(authority) ?? []).toSorted((a, b) => a.slot - b.slot);
    for (const [i, next] of diary.entries()) {
      const last = diary[i - 1];
      if (last === undefined || data.slots[last.slot]!.date !== data.slots[next.slot]!.date) continue;
      if (open.slice(last.end, next.slot).filter((there) => there === 1).length >= idleFrom) warn('idle', [last.request, next.request], next.slot, authority);
      if (far(last.room, next.room) && last.end <= next.slot && data.slots[last.end - 1]!.endsAt === data.slots[next.slot]!.startsAt) warn('no-walk', [last.request, next.request], next.slot, authority);
    }
  }
  for (const [id, remote, diary] of [...data.offices.map(({ authority, remote }) => [authority, remote, ofOffice.get(authority)] as const), ...data.delegates.map(({ id, remote }) => [id, remote, ofDelegate.get(id)] as const)]) {
    if (remote === null || diary === undefined) continue;
    // Outside of their hours it is a clash.
    const open = table.openTo([], remote), small = table.discomfort(remote);
    for (const { request, slot, end } of diary) if (open.slice(slot, end).every((there) => there === 1) && small.slice(slot, end).includes(1)) warn('small-hours', [request], slot, id);
  }
  return warnings;
}
