/** What happens when somebody drags a meeting: for each slot whether it is free there, and if not, because of whom or what. */
import type { Option } from './blocker.js';
import type { Instance } from './instance.js';
import { Occupancy } from './occupancy.js';
import type { Timetable } from './timetable.js';

/** One option for each slot to begin in; everything else stays where it is. `unbound`: as if its offices had agreed to any time. */
export const options = (instance: Instance, timetable: Timetable, meeting: string, unbound = false): Option[] => chooser(instance, timetable)(meeting, unbound);

/** The options of one meeting after another in the same timetable, which is read once. */
export function chooser(instance: Instance, timetable: Timetable): (meeting: string, unbound?: boolean) => Option[] {
  const occupancy = new Occupancy(instance, timetable);
  return (id, unbound = false) => {
    const was = occupancy.take(id), meeting = occupancy.meeting(id);
    const { earliest: _earliest, latest: _latest, allowed: _allowed, ...free } = meeting;
    const found = occupancy.optionsOf(unbound ? free : meeting);
    if (was !== undefined) occupancy.put(was);
    return found;
  };
}
