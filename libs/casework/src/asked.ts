/** What one side asked of the other along the way, and whether it was answered. */
import type { CaseEvent } from './event.js';
import type { LifeCycle, Transition } from './life-cycle.js';
import type { Rules } from './rules.js';
import { isOpenAfter, type Standing } from './standing.js';

/** What answers a question. */
export const answersOf = ({ transitions }: LifeCycle, question: string): Transition[] => transitions.filter(({ answers }) => answers === question);

export function isUnanswered(cycle: LifeCycle, events: readonly CaseEvent[], question: string): boolean {
  const answers = new Set(answersOf(cycle, question).map(({ action }) => action));
  return events.findLast(({ action }) => action === question || answers.has(action))?.action === question;
}

/** Seeing an alarm says nothing of what was asked. */
const isSilent = (action: string): boolean => action === 'see-alarm';

function isUnheard(events: readonly CaseEvent[], question: string, { actors }: Transition): boolean {
  const asked = events.findLastIndex(({ action }) => action === question);
  return asked !== -1 && events.slice(asked + 1).every(({ action, actor }) => isSilent(action) || !actors.includes(actor));
}

/** The rows by which an open question can be answered where the matter stands: whose actors have it before them, whatever state the matter is in. */
export const answersOwed = ({ cycle }: Rules, standing: Standing): Transition[] => cycle.transitions.filter((row) => {
  const { answers, replies } = row;
  if (standing.state === null || !row.from.includes(standing.state) || !isOpenAfter(standing, row)) return false;
  return (answers !== undefined && isUnanswered(cycle, standing.events, answers)) || (replies !== undefined && isUnheard(standing.events, replies, row));
});
