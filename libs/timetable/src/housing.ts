/** Gives meetings that have slots their places, slot after slot, so that an office stays where it is. */
import { assign } from './assignment.js';
import { fitting } from './hall.js';
import { slotsOf, type Instance, type Meeting } from './instance.js';
import type { Held, Timetable } from './timetable.js';

const impossible = 1e9;
const asBefore = -1e4;
const sameRoom = -100;

export interface Housing {
  readonly timetable: Timetable;
  /** Meetings for which no place was left through all of their slots: they are not in the timetable. */
  readonly homeless: readonly string[];
}

/** `fits`: by place, whether it does; undefined: it needs none. */
interface Guest { readonly number: number; readonly meeting: Meeting; readonly fits: Uint8Array | undefined; readonly pin: number; readonly before: number }
/** Of a meeting that is not housed, and of one that needs no place. */
const nowhere = -2, anywhere = -1;

/** Of slots, by the number of the meeting and -1 if it is not held, one set after another. `before`: where meetings were, to be left there if that can be. */
export function housing(instance: Instance, before: ReadonlyMap<string, string | null> = new Map()): (slots: Int32Array) => Housing {
  const { places = [], meetings, days } = instance, count = slotsOf(instance);
  const numbers = new Map<string | null | undefined, number>(places.map(({ id }, number) => [id, number]));
  const groups = new Map<unknown, Uint8Array>(), fit = fitting(instance);
  const guests = meetings.map((meeting, number): Guest => {
    const group = fit(meeting.needs);
    if (group !== undefined && !groups.has(group)) groups.set(group, Uint8Array.from(places, (place) => (group.includes(place) ? 1 : 0)));
    const fits = groups.get(group), pin = meeting.pin?.place === undefined ? undefined : numbers.get(meeting.pin.place) ?? nowhere;
    return { number, meeting, fits, pin: pin ?? anywhere, before: numbers.get(before.get(meeting.id)) ?? nowhere };
  });
  const versatility = places.map(({ offers }, place) => ([...groups.values()].some((group) => group[place] === 1) ? offers.length : 0));
  const closed = Uint8Array.from(places.flatMap(({ closed: at = [] }) => { const of = new Set(at); return Array.from({ length: count }, (_, slot) => (of.has(slot) ? 1 : 0)); }));

  return (slots) => {
    const taken = closed.slice(), homes = new Int32Array(meetings.length).fill(nowhere), begins = Array.from({ length: count }, (): Guest[] => []);
    const isFree = (place: number, slot: number, duration: number): boolean => {
      for (let at = place * count + slot; at < place * count + slot + duration; at += 1) if (taken[at] === 1) return false;
      return true;
    };
    const settle = ({ number, meeting: { duration } }: Guest, slot: number, place: number): void => {
      homes[number] = place;
      taken.fill(1, place * count + slot, place * count + slot + duration);
    };
    for (const guest of guests) {
      const { number, meeting: { pin, duration }, fits } = guest, slot = slots[number]!;
      if (slot < 0) continue;
      if (fits === undefined) homes[number] = anywhere;
      else if (guest.pin === anywhere) begins[slot]!.push(guest);
      else if (pin!.slot === slot && fits[guest.pin] === 1 && isFree(guest.pin, slot, duration)) settle(guest, slot, guest.pin);
    }
    const last = new Map<string, number>();
    const pricesOf = (slot: number, columns: number) => ({ meeting: { parties, duration }, fits, before: was }: Guest): Float64Array => {
      const prices = new Float64Array(columns).fill(impossible);
      for (let place = 0; place < places.length; place += 1) if (fits![place] === 1 && isFree(place, slot, duration)) prices[place] = versatility[place]!;
      const less = (place: number, by: number): void => { if (prices[place]! < impossible) prices[place]! += by; };
      for (const party of parties) less(last.get(party) ?? nowhere, sameRoom);
      less(was, asBefore);
      return prices;
    };
    for (let slot = 0, day = 0, end = 0; slot < count; slot += 1) {
      if (slot === end) {
        end += days[day++] ?? 0;
        last.clear();
      }
      const here = begins[slot]!;
      if (here.length === 0) continue;
      // Who gets none has a column nevertheless, of a place that does not do or of none at all.
      const costs = here.map(pricesOf(slot, Math.max(places.length, here.length)));
      for (const [row, place] of assign(costs).entries()) if (place < places.length && costs[row]![place]! < impossible) settle(here[row]!, slot, place);
      for (const { number, meeting } of here) if (homes[number]! >= 0) for (const party of meeting.parties) last.set(party, homes[number]!);
    }
    return {
      timetable: meetings.flatMap(({ id }, number): Held[] => (homes[number] === nowhere ? [] : [{ meeting: id, slot: slots[number]!, place: places[homes[number]!]?.id ?? null }])),
      homeless: meetings.flatMap(({ id }, number) => (slots[number]! >= 0 && homes[number] === nowhere ? [id] : [])),
    };
  };
}
