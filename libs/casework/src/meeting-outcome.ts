/**
 * What became of a meeting, from what its parties say. Trust: none; signatures and who stands for which authority were judged before, and each party's words follow each
 * other by their hashes. A party corrects itself by another word; its last one about a slot is what it says of it.
 */
import type { AuthorityId, MeetingOutcome, OutcomeWordBody, WallAt } from '@comity/contracts';

/** `untold`: nobody said anything. `contested`: parties say different things. */
export type MeetingOutcomeState = MeetingOutcome | 'contested' | 'untold';
export interface OutcomeSaid<W extends Word = OutcomeWordBody> { state: MeetingOutcomeState; /** The last word of each party that said something. */ words: ReadonlyMap<AuthorityId, W> }
type Word = Pick<OutcomeWordBody, 'authority' | 'absent' | 'outcome' | 'at'>;

/** Whether a word is one that a party may say of a meeting of these. */
export const takesOutcome = (parties: readonly AuthorityId[], { authority, absent }: Pick<Word, 'authority' | 'absent'>): boolean =>
  parties.includes(authority) && absent.every((party) => parties.includes(party)) && absent.length < parties.length;

/** `words`: those of each party in their order. `at`: the slot in which the meeting lay; what was said of another one, from which it was moved, is no word about it. */
export function outcomeOf<W extends Word>(parties: readonly AuthorityId[], words: readonly W[], at: WallAt): OutcomeSaid<W> {
  const last = new Map<AuthorityId, W>();
  for (const word of words) if (takesOutcome(parties, word) && word.at.date === at.date && word.at.time === at.time) last.set(word.authority, word);
  const said = new Set([...last.values()].map(meaning));
  return { state: said.size === 0 ? 'untold' : said.size > 1 ? 'contested' : [...last.values()][0]!.outcome, words: last };
}

/** Two words say the same where this is the same: why a meeting was not held is each party's own view, who did not come is not. */
const meaning = ({ outcome, absent }: Word): string => [outcome, ...absent.toSorted()].join(' ');
