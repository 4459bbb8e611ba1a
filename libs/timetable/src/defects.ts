/** What is wrong with an instance before anything is planned. */
import { mostSlotsADay, slotsOf, type Instance, type Meeting, type Resource } from './instance.js';
import type { Defect } from './violation.js';

export function defectsOf(instance: Instance): Defect[] {
  const { days, resources, places = [], meetings } = instance;
  const slots = slotsOf(instance);
  const kinds = new Map(resources.map((resource) => [resource.id, resource]));
  const placeIds = new Set(places.map(({ id }) => id)), meetingIds = new Set(meetings.map(({ id }) => id));
  const isSlot = (slot: number) => Number.isInteger(slot) && slot >= 0 && slot < slots;
  return [
    ...days.flatMap((count, day) => (Number.isInteger(count) && count > 0 && count <= mostSlotsADay ? [] : [{ code: 'long-day' as const, id: String(day) }])),
    ...[resources, places, meetings].flatMap((list) => repeated(list.map(({ id }) => id))),
    ...resources.filter(({ capacity }) => capacity.length !== slots || !capacity.every((n) => Number.isInteger(n) && n >= 0)).map(({ id }) => ({ code: 'capacity-length' as const, id })),
    ...places.filter(({ offers }) => !offers.every((id) => kinds.has(id))).map(({ id }) => ({ code: 'unknown-resource' as const, id })),
    ...meetings.flatMap((meeting) => defectsOfMeeting(meeting, kinds, placeIds, meetingIds, isSlot)),
    ...circular(meetings),
  ];
}

function defectsOfMeeting({ id, parties, needs, weight, duration, allowed = [], pin, after = [] }: Meeting, resources: ReadonlyMap<string, Resource>, places: ReadonlySet<string>, meetings: ReadonlySet<string>, isSlot: (slot: number) => boolean): Defect[] {
  const wrong: [boolean, Defect['code']][] = [
    [[...parties, ...needs].some((need) => !resources.has(need)), 'unknown-resource'],
    [parties.some((party) => resources.has(party) && resources.get(party)!.kind !== 'office'), 'not-an-office'],
    [new Set(parties).size < 2, 'few-parties'],
    [!Number.isInteger(weight) || weight < 1, 'bad-weight'],
    [!Number.isInteger(duration) || duration < 1 || duration > mostSlotsADay, 'bad-duration'],
    [after.some((other) => !meetings.has(other)), 'unknown-meeting'],
    [pin?.place !== undefined && !places.has(pin.place), 'unknown-place'],
    [![...allowed, ...(pin === undefined ? [] : [pin.slot])].every(isSlot), 'bad-slot'],
  ];
  return wrong.flatMap(([is, code]) => (is ? [{ code, id }] : []));
}

function repeated(ids: readonly string[]): Defect[] {
  const met = new Set<string>();
  return [...new Set(ids.filter((id) => met.size === met.add(id).size))].map((id) => ({ code: 'same-id', id }));
}

/** Meetings that come after themselves: what is left when those that wait for nothing are taken away again and again. */
function circular(meetings: readonly Meeting[]): Defect[] {
  let left = meetings.filter(({ after = [] }) => after.length > 0);
  for (;;) {
    const ids = new Set(left.map(({ id }) => id));
    const waiting = left.filter(({ after = [] }) => after.some((id) => ids.has(id)));
    if (waiting.length === left.length) return left.map(({ id }) => ({ code: 'circular-order', id }));
    left = waiting;
  }
}
