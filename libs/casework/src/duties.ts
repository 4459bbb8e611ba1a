/** What binds whom, by what has happened so far; also after the matter is closed. */
import type { Instant } from '@comity/contracts';
import { clocksOf } from './clocks.js';
import type { CaseEvent } from './event.js';
import { CLOSED } from './life-cycle.js';
import type { Rules } from './rules.js';

export type Duty = Rules['duties'][number];

/** The duties in force, in the packs' order. `history` is one that `replay` accepts, and `now` not before its last event. */
export function dutiesOf(history: readonly CaseEvent[], rules: Rules, now: Instant): Duty[] {
  const closed = history.at(-1)?.to === CLOSED;
  const runOut = new Set(clocksOf(history, rules, now).filter(({ status }) => status === 'over').map(({ id }) => id));
  return rules.duties.filter((duty) => {
    if (closed && !duty.outlivesClosure) return false;
    if (duty.ends !== undefined && runOut.has(duty.ends)) return false;
    const arose = history.findLastIndex(({ action }) => duty.from.includes(action));
    return arose !== -1 && !history.slice(arose + 1).some(({ action }) => duty.until.includes(action));
  });
}
