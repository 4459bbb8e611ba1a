/** What a timetable is worth, counted from the instance alone. */
import type { Instance } from './instance.js';
import type { Timetable, Value } from './timetable.js';

export function valueOf(instance: Instance, timetable: Timetable): Value {
  const meetings = new Map(instance.meetings.map((meeting) => [meeting.id, meeting]));
  const offices = officesOf(instance);
  const days = daySlots(instance);
  const diaries = diariesOf(instance, timetable);
  const idle = idleByOffice(instance, timetable);
  const at = new Set(timetable.map(({ meeting }) => meeting));
  const refusals = new Map(offices.map(({ id }) => [id, 0]));
  for (const { id, parties } of instance.meetings) if (!at.has(id)) for (const party of new Set(parties)) refusals.set(party, refusals.get(party)! + 1);
  const comfort = new Map(instance.resources.map(({ id, discomfort }) => [id, discomfort]));
  return {
    weight: sum(timetable.map(({ meeting }) => meetings.get(meeting)!.weight)),
    idle: sum(idle.values()),
    unfairness: sum([...idle.values(), ...refusals.values()].map((n) => n * n)),
    roomChanges: sum([...diaries.values()].map((diary) => sum(days.map((slots) => changesIn(slots.flatMap((slot) => diary.get(slot) ?? [])))))),
    discomfort: sum(timetable.flatMap(({ meeting, slot }) => {
      const { parties, needs, duration } = meetings.get(meeting)!;
      return [...new Set([...parties, ...needs])].map((id) => sum((comfort.get(id) ?? []).slice(slot, slot + duration)));
    })),
  };
}

/** What each office waits between its meetings, as the instance's rules count it. */
export function idleByOffice(instance: Instance, timetable: Timetable): ReadonlyMap<string, number> {
  const days = daySlots(instance);
  const diaries = diariesOf(instance, timetable);
  return new Map(officesOf(instance).map((office) => {
    const diary = diaries.get(office.id)!;
    const waits = (slot: number) => office.capacity[slot]! > 0;
    return [office.id, sum(days.map((slots) => idleIn(slots.filter((slot) => diary.has(slot)), waits, instance.rules?.idle === 'periods')))];
  }));
}

const officesOf = ({ resources }: Instance) => resources.filter(({ kind }) => kind === 'office');
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, n) => total + n, 0);

/** Of each office, the slots in which it is at a meeting, and where. */
function diariesOf(instance: Instance, timetable: Timetable): ReadonlyMap<string, ReadonlyMap<number, string | null>> {
  const meetings = new Map(instance.meetings.map((meeting) => [meeting.id, meeting]));
  const diaries = new Map(officesOf(instance).map(({ id }) => [id, new Map<number, string | null>()]));
  for (const { meeting, slot, place } of timetable) {
    const { parties, duration } = meetings.get(meeting)!;
    for (const party of parties) for (let at = slot; at < slot + duration; at += 1) diaries.get(party)!.set(at, place);
  }
  return diaries;
}

/** The slots of each day. */
function daySlots({ days }: Instance): number[][] {
  let next = 0;
  return days.map((count) => Array.from({ length: count }, () => next++));
}

function idleIn(busy: readonly number[], waits: (slot: number) => boolean, periods: boolean): number {
  let total = 0;
  for (let i = 1; i < busy.length; i += 1) {
    const between = Array.from({ length: busy[i]! - busy[i - 1]! - 1 }, (_, k) => busy[i - 1]! + 1 + k);
    total += periods ? Math.min(1, between.length) : between.filter(waits).length;
  }
  return total;
}

const changesIn = (places: readonly string[]): number => places.filter((place, i) => i > 0 && place !== places[i - 1]).length;
