/** Whether a timetable keeps everything that is hard. It trusts nothing of the search and shares no code with it. */
import { slotsOf, type Instance, type Meeting } from './instance.js';
import type { Held, Timetable } from './timetable.js';
import { idleByOffice } from './value.js';
import type { Violation } from './violation.js';

export function check(instance: Instance, timetable: Timetable): Violation[] {
  const meetings = new Map(instance.meetings.map((meeting) => [meeting.id, meeting]));
  const found: Violation[] = [];
  const held = new Map<string, Held & { of: Meeting }>();
  for (const entry of timetable) {
    const of = meetings.get(entry.meeting);
    if (of === undefined) found.push({ code: 'unknown-meeting', meeting: entry.meeting });
    else if (held.has(entry.meeting)) found.push({ code: 'held-twice', meeting: entry.meeting });
    else if (!Number.isInteger(entry.slot) || entry.slot < 0 || entry.slot + of.duration > slotsOf(instance)) found.push({ code: 'outside-days', meeting: entry.meeting });
    else held.set(entry.meeting, { ...entry, of });
  }
  const sound = [...held.values()];
  const rest = found.length > 0 ? [] : rulesBroken(instance, timetable);
  return [...found, ...sound.flatMap((entry) => termsBroken(instance, entry)), ...sound.flatMap(({ of, slot }) => orderBroken(of, slot, held)), ...overCapacity(instance, sound), ...placesBroken(instance, sound), ...rest];
}

type Sound = readonly (Held & { readonly of: Meeting })[];

const during = ({ slot, of }: { slot: number; of: Meeting }): number[] => Array.from({ length: of.duration }, (_, k) => slot + k);

function termsBroken(instance: Instance, { of, slot, place }: Sound[number]): Violation[] {
  const { id: meeting, earliest, latest, allowed, pin } = of;
  const end = slot + of.duration - 1;
  const cuts = [...instance.days.map((_, day) => instance.days.slice(0, day).reduce((sum, n) => sum + n, 0)), ...(instance.seams ?? [])];
  const broken: [boolean, Exclude<Violation, { code: 'over-capacity' | 'order' | 'place-closed' | 'place-taken' | 'too-far-apart' }>['code']][] = [
    [cuts.some((cut) => slot < cut && cut <= end), 'across-seam'],
    [earliest !== undefined && slot < earliest, 'too-early'],
    [latest !== undefined && end > latest, 'too-late'],
    [allowed?.includes(slot) === false, 'slot-not-allowed'],
    [pin !== undefined && (pin.slot !== slot || (pin.place !== undefined && pin.place !== place)), 'pin-not-kept'],
  ];
  return broken.flatMap(([is, code]) => (is ? [{ code, meeting }] : []));
}

function orderBroken({ id, after = [] }: Meeting, slot: number, held: ReadonlyMap<string, Held & { of: Meeting }>): Violation[] {
  return after.flatMap((before) => {
    const first = held.get(before);
    return first !== undefined && first.slot + first.of.duration > slot ? [{ code: 'order' as const, meeting: id, before }] : [];
  });
}

function overCapacity({ resources }: Instance, held: Sound): Violation[] {
  const users = new Map<string, Map<number, string[]>>();
  for (const entry of held) {
    for (const resource of new Set([...entry.of.parties, ...entry.of.needs])) {
      for (const slot of during(entry)) {
        const slots = users.get(resource) ?? new Map<number, string[]>();
        users.set(resource, slots.set(slot, [...(slots.get(slot) ?? []), entry.meeting]));
      }
    }
  }
  const capacities = new Map(resources.map(({ id, capacity }) => [id, capacity]));
  return [...users].flatMap(([resource, slots]) => [...slots].flatMap(([slot, meetings]) =>
    meetings.length > (capacities.get(resource)?.[slot] ?? 0) ? [{ code: 'over-capacity' as const, resource, slot, meetings }] : []));
}

function placesBroken({ places = [] }: Instance, held: Sound): Violation[] {
  const known = new Map(places.map((place) => [place.id, place]));
  const offered = new Set(places.flatMap(({ offers }) => offers));
  const taken = new Map<string, string[]>();
  const found: Violation[] = [];
  for (const entry of held) {
    const wanted = entry.of.needs.filter((need) => offered.has(need));
    const place = entry.place === null ? undefined : known.get(entry.place);
    if (entry.place === null) {
      if (wanted.length > 0) found.push({ code: 'no-place', meeting: entry.meeting });
    } else if (place === undefined) found.push({ code: 'unknown-place', meeting: entry.meeting });
    else {
      if (!wanted.every((need) => place.offers.includes(need))) found.push({ code: 'unfit-place', meeting: entry.meeting });
      for (const slot of during(entry)) {
        if (place.closed?.includes(slot) === true) found.push({ code: 'place-closed', meeting: entry.meeting, place: place.id, slot });
        const key = JSON.stringify([place.id, slot]);
        taken.set(key, [...(taken.get(key) ?? []), entry.meeting]);
      }
    }
  }
  for (const [key, meetings] of taken) {
    const [place, slot] = JSON.parse(key) as [string, number];
    if (meetings.length > 1) found.push({ code: 'place-taken', place, slot, meetings });
  }
  return found;
}

/** What the instance asks of the whole: everything held, and offices that bear alike. */
function rulesBroken(instance: Instance, timetable: Timetable): Violation[] {
  const { all = false, apart } = instance.rules ?? {};
  const held = new Set(timetable.map(({ meeting }) => meeting));
  const missing = all ? instance.meetings.filter(({ id }) => !held.has(id)).map(({ id: meeting }) => ({ code: 'not-held' as const, meeting })) : [];
  if (apart === undefined) return missing;
  const idle = [...idleByOffice(instance, timetable)].toSorted((a, b) => a[1] - b[1]);
  const [least, most] = [idle[0], idle.at(-1)];
  return least !== undefined && most !== undefined && most[1] - least[1] > apart ? [...missing, { code: 'too-far-apart', most: most[0], least: least[0] }] : missing;
}
