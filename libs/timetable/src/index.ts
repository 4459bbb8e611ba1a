/**
 * Timetables of bilateral meetings: pure functions of an instance, a seed and a budget. No framework, network, clock or chance of its own.
 *
 *   defectsOf(instance): Defect[]                                        to be asked first; the others expect none
 *   plan(instance, options: SearchOptions): Promise<Plan>                anytime; for a worker thread
 *   replan(instance, timetable, disruptions: Disruption[], options: SearchOptions & { from?: number }): Promise<Replan & { instance: Instance }>
 *                                                                        the fewest changes; before slot `from` nothing moves
 *   disrupt(instance, disruptions): Instance
 *   changesBetween(instance, before, after): Change[]
 *   check(instance, timetable): Violation[]                              independent of the search
 *   valueOf(instance, timetable): Value
 *   options(instance, timetable, meeting): Option[]                      one for each slot; for a drag
 *   explain(instance, timetable, meeting): Explanation
 *   bound(instance): Promise<Bound>                                      the most that can be held, by linear programming
 *   prove(instance, …): Promise<Proof>                                   exact, for small ones
 */
export type { Blocker, Option } from './blocker.js';
export type { Change, Disruption, Replan, Spot } from './disruption.js';
export type { Explanation, Fact, Remedy } from './explanation.js';
export { mostSlotsADay, slotsOf, type Instance, type Meeting, type Place, type Resource, type ResourceKind, type Rules } from './instance.js';
export type { Budget, Plan, Progress, SearchOptions } from './search.js';
export { compare, type Held, type Timetable, type Value } from './timetable.js';
export type { Defect, Violation } from './violation.js';
