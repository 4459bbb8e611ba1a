/** An instance as it is after something came between. */
import type { Disruption } from './disruption.js';
import { slotsOf, type Instance, type Meeting, type Place, type Resource } from './instance.js';

export function disrupt(instance: Instance, disruptions: readonly Disruption[]): Instance {
  return disruptions.reduce(after, instance);
}

function after(instance: Instance, disruption: Disruption): Instance {
  const resource = (id: string, change: (of: Resource) => Resource): Instance => ({ ...instance, resources: instance.resources.map((of) => (of.id === id ? change(of) : of)) });
  const meeting = (id: string, change: (of: Meeting) => Meeting): Instance => ({ ...instance, meetings: instance.meetings.map((of) => (of.id === id ? change(of) : of)) });
  switch (disruption.code) {
    case 'away': return resource(disruption.resource, (of) => ({ ...of, capacity: of.capacity.map((n, slot) => (disruption.slots.includes(slot) ? 0 : n)) }));
    case 'capacity': return resource(disruption.resource, (of) => ({ ...of, capacity: disruption.capacity }));
    case 'closed': {
      const slots = disruption.slots ?? [...Array(slotsOf(instance)).keys()];
      const close = (place: Place): Place => (place.id === disruption.place ? { ...place, closed: [...new Set([...(place.closed ?? []), ...slots])] } : place);
      return { ...instance, places: (instance.places ?? []).map(close) };
    }
    case 'withdrawn': return {
      ...instance,
      meetings: instance.meetings.filter(({ id }) => id !== disruption.meeting).map((of) => (of.after?.includes(disruption.meeting) === true ? { ...of, after: of.after.filter((id) => id !== disruption.meeting) } : of)),
    };
    case 'added': return { ...instance, meetings: [...instance.meetings, disruption.meeting] };
    case 'pinned': return meeting(disruption.meeting, (of) => ({ ...of, pin: { slot: disruption.slot, ...(disruption.place === undefined ? {} : { place: disruption.place }) } }));
  }
}
