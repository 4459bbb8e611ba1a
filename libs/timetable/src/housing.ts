/** Gives meetings that have slots their places, slot after slot, so that an office stays where it is. */
import { assign } from './assignment.js';
import { fitting } from './hall.js';
import { slotsOf, type Instance, type Meeting, type Place } from './instance.js';
import type { Held, Timetable } from './timetable.js';

const impossible = 1e9;
const asBefore = -1e4;
const sameRoom = -100;

export interface Housing {
  readonly timetable: Timetable;
  /** Meetings for which no place was left through all of their slots: they are not in the timetable. */
  readonly homeless: readonly string[];
}

/** `before`: where meetings were, to be left there if that can be. */
export function house(instance: Instance, slots: ReadonlyMap<string, number>, before: ReadonlyMap<string, string | null> = new Map()): Housing {
  const fits = fitting(instance);
  const begins = new Map<number, Guest[]>();
  const homes = new Map<string, string | null>();
  const taken = new Map(instance.places?.map(({ id, closed = [] }) => [id, new Set(closed)]));
  const settle = (meeting: Meeting, slot: number, place: string): void => {
    homes.set(meeting.id, place);
    for (let at = slot; at < slot + meeting.duration; at += 1) taken.get(place)!.add(at);
  };
  for (const meeting of instance.meetings) {
    const slot = slots.get(meeting.id);
    const places = fits(meeting.needs);
    if (slot === undefined) continue;
    if (places === undefined) homes.set(meeting.id, null);
    else if (meeting.pin?.place !== undefined && meeting.pin.slot === slot && places.some(({ id }) => id === meeting.pin!.place) && isFree(taken, meeting.pin.place, slot, meeting.duration)) settle(meeting, slot, meeting.pin.place);
    else if (meeting.pin?.place === undefined) begins.set(slot, [...(begins.get(slot) ?? []), { meeting, places: new Set(places) }]);
  }
  const versatility = new Map<string, number>();
  const groups = new Set(instance.meetings.flatMap(({ needs }) => fits(needs) ?? []).map(({ id }) => id));
  for (const { id, offers } of instance.places ?? []) versatility.set(id, groups.has(id) ? offers.length : 0);
  const last = new Map<string, string>();
  for (let slot = 0, day = 0, end = 0; slot < slotsOf(instance); slot += 1) {
    if (slot === end) {
      end += instance.days[day++] ?? 0;
      last.clear();
    }
    const guests = begins.get(slot) ?? [];
    const price = ({ meeting, places }: Guest, place: Place): number => {
      if (!places.has(place) || !isFree(taken, place.id, slot, meeting.duration)) return impossible;
      const kept = meeting.parties.filter((party) => last.get(party) === place.id).length;
      return versatility.get(place.id)! + kept * sameRoom + (before.get(meeting.id) === place.id ? asBefore : 0);
    };
    for (const [guest, place] of matched(guests, instance.places ?? [], price)) settle(guest.meeting, slot, place.id);
    for (const { meeting } of guests) for (const party of meeting.parties) if (homes.has(meeting.id)) last.set(party, homes.get(meeting.id)!);
  }
  const timetable = instance.meetings.flatMap(({ id }): Held[] => (homes.has(id) ? [{ meeting: id, slot: slots.get(id)!, place: homes.get(id)! }] : []));
  return { timetable, homeless: instance.meetings.filter(({ id }) => slots.has(id) && !homes.has(id)).map(({ id }) => id) };
}

interface Guest { readonly meeting: Meeting; readonly places: ReadonlySet<Place> }

function isFree(taken: ReadonlyMap<string, ReadonlySet<number>>, place: string, slot: number, duration: number): boolean {
  for (let at = slot; at < slot + duration; at += 1) if (taken.get(place)?.has(at) !== false) return false;
  return true;
}

function matched(guests: readonly Guest[], places: readonly Place[], price: (guest: Guest, place: Place) => number): [Guest, Place][] {
  if (guests.length === 0) return [];
  // A column for each guest that stays outside, so that there are enough.
  const costs = guests.map((guest) => Float64Array.from([...places.map((place) => price(guest, place)), ...guests.map(() => impossible)]));
  return [...assign(costs)].flatMap((column, row) => (column < places.length && costs[row]![column]! < impossible ? [[guests[row]!, places[column]!] as [Guest, Place]] : []));
}
