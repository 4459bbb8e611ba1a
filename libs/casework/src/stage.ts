/** The states of the life cycles in the few words in which networks count: what a client tells a service that it does not let read. */
import type { AssetStage, MatterKind, MatterStage } from '@comity/contracts';

/** Before it goes to the other side there is no stage, and nothing to tell. */
const stages: Record<MatterKind, Partial<Record<MatterStage, readonly string[]>>> = {
  mla: {
    transmitted: ['TRANSMITTED'],
    acknowledged: ['RECEIVED', 'FORWARDED', 'UNDER_ASSESSMENT', 'INFO_REQUESTED', 'CONSULTATION', 'POSTPONED'],
    'in-execution': ['IN_EXECUTION'],
    // What goes on after a part takes it back.
    done: ['EXECUTED', 'PARTIALLY_EXECUTED'],
  },
  extradition: {
    transmitted: ['PROVISIONAL_ARREST_REQUESTED', 'REQUEST_TRANSMITTED'],
    acknowledged: ['PROVISIONALLY_ARRESTED', 'RELEASED', 'REQUEST_RECEIVED', 'INFO_REQUESTED'],
    'in-execution': ['SIMPLIFIED', 'IN_PROCEEDINGS', 'PRE_REFUSAL_CONSULTATION'],
    // What follows a grant does not take it back; a surrender that lapsed does.
    done: ['GRANTED', 'GRANTED_CONDITIONAL', 'POSTPONED', 'TEMPORARY_SURRENDER', 'SURRENDER_SCHEDULED', 'RESCHEDULED', 'SURRENDERED', 'SPECIALITY_CONSENT', 'RE_EXTRADITION_CONSENT'],
    refused: ['DOMESTIC_PROSECUTION', 'SENTENCE_ENFORCEMENT_CONSIDERED'],
    impossible: ['LAPSED'],
  },
  asset: {
    // What was sent is to trace it.
    transmitted: ['TRACING'],
    'in-execution': ['TRACED', 'FREEZE_REQUESTED', 'FROZEN', 'LIFTING_NOTICE', 'CONFISCATION_PENDING', 'THIRD_PARTY_CLAIM', 'CONFISCATED', 'DISPOSITION_PENDING', 'AGREED'],
    done: ['RETURNED', 'COMPENSATED', 'SHARED', 'MONITORED'],
    // Its tracking ends there, whatever becomes of it.
    closed: ['LIFTED', 'CIVIL_RECOVERY'],
  },
};
const everywhere: Partial<Record<string, MatterStage>> = { REFUSED: 'refused', NOT_EXECUTABLE: 'impossible', WITHDRAWN: 'withdrawn', CLOSED: 'closed' };

export function stageOf(kind: MatterKind, state: string): MatterStage | null {
  const [found] = Object.entries(stages[kind]).find(([, states]) => states.includes(state)) ?? [];
  return (found as MatterStage | undefined) ?? everywhere[state] ?? null;
}

/** Finer, of assets alone: what became of them. */
const assetStages: Partial<Record<AssetStage, readonly string[]>> = {
  sought: ['TRACING', 'TRACED', 'FREEZE_REQUESTED'],
  frozen: ['FROZEN', 'LIFTING_NOTICE'],
  'in-confiscation': ['CONFISCATION_PENDING', 'THIRD_PARTY_CLAIM'],
  confiscated: ['CONFISCATED', 'DISPOSITION_PENDING', 'AGREED'],
  returned: ['RETURNED', 'COMPENSATED', 'SHARED', 'MONITORED'],
};

export function assetStageOf(state: string): AssetStage | null {
  if (stageOf('asset', state) === null) return null;
  const [found] = Object.entries(assetStages).find(([, states]) => states.includes(state)) ?? [];
  return (found as AssetStage | undefined) ?? 'ended';
}
