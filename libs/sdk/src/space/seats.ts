/**
 * Who sits in a space: leaves of the group by index. Read from the group itself; for a past before this device joined
 * they are followed along the public part of the log's commits, by the rule the service uses, too.
 */
import type { DeviceId, PractitionerId } from '@comity/contracts';
import { leaves, type Group } from '@comity/e2ee';
import type { MembershipChange } from './entries.js';
import type { Seat } from './record.js';

export function seatsOf(group: Group): (Seat | null)[] {
  const seats: (Seat | null)[] = [];
  for (const leaf of leaves(group)) {
    while (seats.length < leaf.index) seats.push(null);
    seats[leaf.index] = { practitioner: leaf.practitioner, device: leaf.device };
  }
  return seats;
}

export const people = (seats: readonly (Seat | null)[]): PractitionerId[] => [...new Set(seats.flatMap((seat) => (seat === null ? [] : [seat.practitioner])))];
export const devices = (seats: readonly (Seat | null)[]): Set<DeviceId> => new Set(seats.flatMap((seat) => (seat === null ? [] : [seat.device])));


/** What a commit did to the membership, for the timeline; nothing for a mere renewal of keys. */
export function changes(before: readonly (Seat | null)[], after: readonly (Seat | null)[], entry: Pick<MembershipChange, 'seq' | 'by' | 'at'>): MembershipChange[] {
  const [peopleBefore, peopleAfter] = [new Set(people(before)), new Set(people(after))];
  const [devicesBefore, devicesAfter] = [devices(before), devices(after)];
  const owners = (seats: readonly (Seat | null)[], wanted: (seat: Seat) => boolean) => [...new Set(seats.flatMap((seat) => (seat !== null && wanted(seat) ? [seat.practitioner] : [])))];
  const groups: [MembershipChange['type'], PractitionerId[]][] = [
    ['joined', [...peopleAfter].filter((person) => !peopleBefore.has(person))],
    ['left', [...peopleBefore].filter((person) => !peopleAfter.has(person))],
    ['device-joined', owners(after, (seat) => !devicesBefore.has(seat.device) && peopleBefore.has(seat.practitioner))],
    ['device-left', owners(before, (seat) => !devicesAfter.has(seat.device) && peopleAfter.has(seat.practitioner))],
  ];
  return groups.filter(([, who]) => who.length > 0).map(([type, who]) => ({ type, who, ...entry }));
}
