/** Timetables of bilateral meetings: pure functions of an instance, a seed and a budget. No framework, network, clock or chance of its own. `defectsOf` is asked first; the others expect an instance without defects. */
export type { Blocker, Option } from './blocker.js';
export { changesBetween, type Planned } from './changes.js';
export { check } from './check.js';
export { defectsOf } from './defects.js';
export { disrupt } from './disrupt.js';
export type { Change, Disruption, Replan, Spot } from './disruption.js';
export type { Explanation, Fact, Remedy } from './explanation.js';
export { explain } from './explain.js';
export { mostSlotsADay, slotsOf, type Instance, type Meeting, type Place, type Resource, type ResourceKind, type Rules } from './instance.js';
export { options } from './options.js';
export { plan } from './plan.js';
export { replan, type ReplanOptions } from './replan.js';
export type { Budget, Plan, Progress, SearchOptions } from './search.js';
export { compare, type Held, type Timetable, type Value } from './timetable.js';
export { clashesOf, instanceOf, placesOf, SlotTable, timetableOf, type AgreedRequest, type SessionData } from './session.js';
export { valueOf } from './value.js';
export type { Defect, Violation } from './violation.js';
