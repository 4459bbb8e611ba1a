/** Life cycles and rule packs: the treaties as data, and the pure functions that decide by them. No clock, no network, no framework. */
export { clocksOf, escalation, type ClockStatus, type Reminder, type RunningClock, type WorkingDay } from './clocks.js';
export { requiredContent } from './checks.js';
export { decide, follow, openTo, replay, type Decision, type Replayed } from './decide.js';
export { RulesDefective, type Defect, type DefectRule, type Loaded } from './defect.js';
export { dutiesOf, type Duty } from './duties.js';
export { CaseEvent, type Deed } from './event.js';
export { sendingOf, type LifeCycle, type LifeCycleSource, type Transition } from './life-cycle.js';
export { loadLifeCycle } from './load-life-cycle.js';
export { loadPack } from './load-pack.js';
export type { PackSource, RulePack } from './pack.js';
export type { Refusal, RefusalCode } from './refusal.js';
export { requestTable, standingOfRequest, takeMeetingAct, type MeetingRule, type MeetingStanding, type MeetingVerdict } from './meeting-request.js';
export { requestStateOf } from './request.js';
export { LegalBasis, rulesOf, type Law, type Rules, type RulesResult } from './rules.js';
export { assetStageOf, stageOf } from './stage.js';
export { lifeCycles, rulePacks } from './standard.js';
export { nothing, type Standing } from './standing.js';
export { Actor, Carried, CycleId, Member, WordMember } from './vocabulary.js';
