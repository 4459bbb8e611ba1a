/** What two timetables differ in, and whom that concerns. */
import type { Change } from './disruption.js';
import type { Instance } from './instance.js';
import type { Held, Timetable } from './timetable.js';

export interface Planned { readonly instance: Instance; readonly timetable: Timetable }

export function changesBetween(before: Planned, after: Planned): Change[] {
  const [was, is] = [before, after].map(({ timetable }) => new Map(timetable.map((held) => [held.meeting, held])));
  const stays = new Set(after.instance.meetings.map(({ id }) => id));
  const meetings = new Map([...before.instance.meetings, ...after.instance.meetings].map(({ id, parties }) => [id, parties]));
  return [...meetings].flatMap(([meeting, parties]) => changeOf(meeting, parties, was!.get(meeting), is!.get(meeting), stays.has(meeting)));
}

function changeOf(meeting: string, parties: readonly string[], was: Held | undefined, is: Held | undefined, stays: boolean): Change[] {
  const spot = ({ slot, place }: Held) => ({ slot, place });
  if (was === undefined) return is === undefined ? [] : [{ code: 'placed', meeting, parties, to: spot(is) }];
  if (is === undefined) return [{ code: stays ? 'dropped' : 'withdrawn', meeting, parties, from: spot(was) }];
  if (was.slot === is.slot && was.place === is.place) return [];
  return [{ code: was.slot === is.slot ? 'rehoused' : 'moved', meeting, parties, from: spot(was), to: spot(is) }];
}
