/** An instance as it is while it runs: what began is as it was, whatever was lost since, and nothing else comes before it. */
import type { Instance, Meeting } from './instance.js';
import type { Held, Timetable } from './timetable.js';

/** `from`: the first slot that is still to come. What began before it is pinned there, with all that it takes; everything else begins from there on. */
export function settle(instance: Instance, timetable: Timetable, from: number): Instance {
  const begun = begunBefore(timetable, from);
  const places = new Map(instance.places?.map((place) => [place.id, place]));
  const offered = new Set(instance.places?.flatMap(({ offers }) => offers));
  const taken = new Map<string, number>();
  const meetings = instance.meetings.map((meeting): Meeting => {
    const was = begun.get(meeting.id);
    if (was === undefined) return from === 0 ? meeting : { ...meeting, earliest: Math.max(meeting.earliest ?? 0, from) };
    const { id, parties, weight, duration, after = [] } = meeting, { slot } = was;
    const place = was.place === null ? undefined : places.get(was.place);
    // Where its place is gone, or offers less by now, it is held without one.
    const needs = meeting.needs.every((need) => !offered.has(need) || place?.offers.includes(need) === true) ? meeting.needs : meeting.needs.filter((need) => !offered.has(need));
    const housed = place !== undefined && needs === meeting.needs;
    for (const each of new Set([...parties, ...needs, ...(housed ? [place.id] : [])])) for (let at = slot; at < slot + duration; at += 1) taken.set(keyOf(each, at), (taken.get(keyOf(each, at)) ?? 0) + 1);
    return { id, parties, needs, weight, duration, after: after.filter((other) => !begun.has(other)), pin: { slot, ...(housed && { place: place.id }) } };
  });
  return {
    ...instance, meetings,
    resources: instance.resources.map((resource) => ({ ...resource, capacity: resource.capacity.map((n, at) => Math.max(n, taken.get(keyOf(resource.id, at)) ?? 0)) })),
    ...(instance.places && { places: instance.places.map((place) => ({ ...place, closed: (place.closed ?? []).filter((at) => !taken.has(keyOf(place.id, at))) })) }),
  };
}

export const begunBefore = (timetable: Timetable, from: number): ReadonlyMap<string, Held> => new Map(timetable.filter(({ slot }) => slot < from).map((held) => [held.meeting, held]));
const keyOf = (id: string, slot: number): string => `${slot} ${id}`;
