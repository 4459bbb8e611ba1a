/** Where a matter stands, and how it came there. */
import type { Instant } from '@comity/contracts';
import type { CaseEvent } from './event.js';
import type { LifeCycle, Transition } from './life-cycle.js';
import type { Actor, Carried, CycleId } from './vocabulary.js';

export interface Standing {
  /** Null before the matter has begun. */
  readonly state: string | null;
  /** What it came to by a step that ends it outside of the table; null: it did not. */
  readonly ended: string | null;
  readonly events: readonly CaseEvent[];
  /** For each state, the one from which it was last entered: where `back` leads. */
  readonly entered: Readonly<Record<string, string>>;
}

export const nothing: Standing = { state: null, ended: null, events: [], entered: {} };

/** A row of the table, or the one by which a matter begins, which has nothing of what only follows. */
export type Row = LifeCycle['begin'] & Partial<Omit<Transition, keyof LifeCycle['begin']>>;

/** Of a row that follows only one of some steps, the last of these while none of them was taken. */
export const awaitedBy = ({ events }: Standing, { once = [] }: Row): string | undefined => (once.some((each) => events.some(({ action }) => action === each)) ? undefined : once.at(-1));

/** The standing after an allowed step. */
export function advanced(standing: Standing, taken: { row: Row; action: string; actor: Actor; cycle: CycleId; now: Instant; carries: Carried; passed: string[] }): Standing {
  const { row, action, actor, cycle, now, carries, passed } = taken;
  const from = standing.state;
  const to = row.to === 'stay' ? from! : row.to === 'back' ? standing.entered[from!]! : row.to;
  const event: CaseEvent = { seq: standing.events.length + 1, cycle, action, actor, at: now, from, to, article: row.article, carries, passed };
  return {
    state: to, ended: row.ends ?? standing.ended, events: [...standing.events, event],
    entered: from === null || row.to === 'stay' || row.to === 'back' ? standing.entered : { ...standing.entered, [to]: from },
  };
}

/** Whether a row is still open where a matter was ended. */
export const isOpenAfter = ({ ended }: Standing, row: Row): boolean => ended === null || row.sequel === true;
