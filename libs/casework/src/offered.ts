/** What one side offered and the other may take: by the hash of its words, which stand in the step that offered them. */
import type { CaseEvent } from './event.js';
import type { Row, Standing } from './standing.js';
import type { WordMember } from './vocabulary.js';

export interface Offer extends CaseEvent { member: WordMember }

/** What was said last by a step that this row takes from, since the matter came to where it stands; undefined: nothing. */
export function offerFor({ state, events }: Standing, row: Row): Offer | undefined {
  if (row.takes === undefined) return undefined;
  const { member, from } = row.takes;
  const since = events.findLastIndex((event) => event.to === state && event.from !== state);
  const last = events.slice(Math.max(0, since)).findLast(({ action, carries }) => from.includes(action) && carries[member] !== undefined);
  return last === undefined ? undefined : { ...last, member };
}
