/** What has to come before an action. */
import type { Rules } from './rules.js';
import type { Carried } from './vocabulary.js';

export type Gate = Rules['gates'][number];

/** The gates that `action` has not gone through when it is taken in `state` with these grounds. */
export function gatesBefore(rules: Rules, state: string | null, action: string, { grounds = [] }: Carried): Gate[] {
  return rules.gates.filter((gate) => {
    const covers = gate.action === action && (gate.grounds?.some((id) => grounds.includes(id)) ?? true);
    const opened = (gate.through !== undefined && gate.through === state) || gate.unlessGrounds?.some((id) => grounds.includes(id)) === true;
    return covers && !opened;
  });
}
