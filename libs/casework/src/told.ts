/** Where a request stands, from the steps that a service was told of: whatever order they were told in. */
import { MatterOutcome, type MatterStage } from '@comity/contracts';

export interface ToldStep { seq: number; at: Date; items: readonly { id: string; stage: MatterStage }[] }
export interface ToldStanding { stage: MatterStage; outcome: MatterOutcome | null; acknowledgedAt: Date | null; endedAt: Date | null; lastAt: Date }

const open: readonly MatterStage[] = ['transmitted', 'acknowledged', 'in-execution'];
/** What the side that was asked cannot do before it has the request. */
const answered: ReadonlySet<MatterStage> = new Set(['acknowledged', 'in-execution', 'done', 'refused', 'impossible']);
/** Once something was done the request is done, wholly or in part. */
const weight = ['done', 'refused', 'impossible', 'closed'] as const;

/** `steps`: at least one. */
export function standingOfTold(steps: readonly ToldStep[]): ToldStanding {
  const items = new Map<string, { stage: MatterStage; outcome: MatterOutcome | null }>();
  let outcome: MatterOutcome | null = null, acknowledgedAt: Date | null = null, endedAt: Date | null = null, lastAt = new Date(0);
  for (const { at, items: moved } of [...steps].sort((a, b) => a.seq - b.seq)) {
    for (const { id, stage } of moved) {
      const ended = MatterOutcome.safeParse(stage);
      // Closing what had an outcome does not change it.
      items.set(id, { stage, outcome: !ended.success ? null : (stage === 'closed' ? items.get(id)?.outcome : undefined) ?? ended.data });
      if (answered.has(stage)) acknowledgedAt ??= at;
    }
    const next = outcomeOf([...items.values()].map((item) => item.outcome));
    if (next !== outcome) endedAt = next === null ? null : at;
    [outcome, lastAt] = [next, at];
  }
  const stages = [...items.values()].map(({ stage }) => stage);
  const stage = stages.every((each) => each === 'closed') ? 'closed' : outcome ?? open.find((each) => stages.includes(each)) ?? 'closed';
  return { stage, outcome, acknowledgedAt, endedAt, lastAt };
}

/** Null while anything is open; what was withdrawn counts only when all is. */
function outcomeOf(outcomes: readonly (MatterOutcome | null)[]): MatterOutcome | null {
  if (outcomes.every((each) => each === 'withdrawn')) return 'withdrawn';
  return outcomes.includes(null) ? null : weight.find((each) => outcomes.includes(each)) ?? null;
}
