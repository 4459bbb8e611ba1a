/** What happens when somebody drags a meeting: for each slot whether it is free there, and if not, because of whom or what. */
import type { Option } from './blocker.js';
import type { Instance } from './instance.js';
import { Occupancy } from './occupancy.js';
import type { Timetable } from './timetable.js';

/** One option for each slot to begin in; everything else stays where it is. `unbound`: as if its offices had agreed to any time. */
export function options(instance: Instance, timetable: Timetable, meeting: string, unbound = false): Option[] {
  const occupancy = new Occupancy(instance, timetable);
  occupancy.take(meeting);
  const { earliest: _earliest, latest: _latest, allowed: _allowed, ...free } = occupancy.meeting(meeting);
  return occupancy.optionsOf(unbound ? free : occupancy.meeting(meeting));
}
