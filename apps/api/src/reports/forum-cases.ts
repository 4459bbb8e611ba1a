/** In how many cases of forums something was held: of one, of the forums of a year, and of all of them. Pure. */
import { reachable, staysOpen, suppressed } from './suppression.js';

/** `could`: in how many it could have been, as far as a reader knows who is not told (`told` null), in ascending order. */
export interface ForumCases { listed: number; discussed: number; told: number | null; could: readonly number[] }

/** `met`: how many meetings were held, null where that is kept back: in how many cases something was held would say how many at least. `most`: how many could have been held, by what is told. */
export function forumCases({ listed, discussed, met, most }: { listed: number; discussed: number; met: number | null; most: number }): ForumCases {
  const told = (count: number): number | null => (met === null ? null : casesTold(count, listed));
  return { listed, discussed, told: told(discussed), could: Array.from({ length: Math.min(listed, most) + 1 }, (_, count) => count).filter((count) => told(count) === null) };
}

/** Sums of forums, each told where it follows from what is told, or is not few and gives away neither a forum nor a year that keeps its own back. */
export function casesOverYears(forums: readonly (ForumCases & { year: number })[]): { of: (year: number) => number | null; all: number | null } {
  const years = Map.groupBy(forums, ({ year }) => year), told = new Map([...years].map(([year, ofYear]) => [year, sumTold(ofYear)]));
  const untold = [...years].filter(([year]) => told.get(year) === null).map(([, ofYear]) => ofYear), kept = untold.map((ofYear) => ofYear.filter((forum) => forum.told === null));
  const all = untold.length === 0 || (sumTold(untold.flat()) !== null && staysOpen(kept.map(sumsOf), discussedIn(kept.flat()))) ? discussedIn(forums) : null;
  return { of: (year) => (years.has(year) ? told.get(year)! : 0), all };
}

function sumTold(forums: readonly ForumCases[]): number | null {
  const kept = forums.filter(({ told }) => told === null);
  if (kept.length === 0) return discussedIn(forums);
  return staysOpen(kept.map(({ could }) => could), discussedIn(kept)) ? casesTold(discussedIn(forums), forums.reduce((sum, { listed }) => sum + listed, 0)) : null;
}

const discussedIn = (forums: readonly ForumCases[]): number => forums.reduce((sum, { discussed }) => sum + discussed, 0);

/** What forums that keep theirs back could add up to, in ascending order. */
const sumsOf = (kept: readonly ForumCases[]): number[] => [...reachable(kept.map(({ could }) => could)).toString(2)].reverse().flatMap((bit, sum) => (bit === '1' ? [sum] : []));

const casesTold = (discussed: number, listed: number): number | null => suppressed([{ key: 'discussed', count: discussed }, { key: 'not', count: listed - discussed }]).cells[0]!.count;
