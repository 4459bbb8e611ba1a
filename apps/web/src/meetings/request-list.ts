/** All requests of a session as the secretariat oversees them: by state, by whose answer is due, by office. Pure. Of a request it sees its terms and nothing of what it is about. */
import type { AuthorityId, RequestState } from '@comity/contracts';
import { openOf, type Talk } from './meeting-request.js';

export const requestStates = ['asked', 'countered', 'accepted', 'declined', 'withdrawn'] as const satisfies readonly RequestState[];
export interface Filter { state: RequestState | null; office: AuthorityId | null; due: AuthorityId | null }
export const orders = ['changed', 'oldest', 'asking'] as const;
export type Order = typeof orders[number];

/** Whose answer it waits for. */
export const dueOf = ({ state, terms, consents }: Pick<Talk, 'state' | 'terms' | 'consents'>): AuthorityId[] => (state === 'asked' || state === 'countered' ? terms.parties.filter((party) => !consents.has(party)) : []);

/** Filtered and in order: what changed last first, what waits longest first, or by the name of who asks. */
export function listed(talks: readonly Talk[], { state, office, due }: Filter, order: Order, nameOf: (id: AuthorityId) => string): Talk[] {
  const some = talks.filter((talk) => (state === null || talk.state === state) && (office === null || talk.terms.parties.includes(office)) && (due === null || dueOf(talk).includes(due)));
  const changed = ({ acts }: Talk): string => acts.at(-1)!.at;
  const latest = (a: Talk, b: Talk): number => (changed(a) < changed(b) ? 1 : changed(a) > changed(b) ? -1 : 0);
  if (order === 'changed') return some.sort(latest);
  if (order === 'oldest') return some.sort((a, b) => Number(dueOf(a).length === 0) - Number(dueOf(b).length === 0) || -latest(a, b));
  const names = new Map(some.map(({ asking }) => [asking, nameOf(asking)]));
  return some.sort((a, b) => names.get(a.asking)!.localeCompare(names.get(b.asking)!) || latest(a, b));
}

export const countsOf = (talks: readonly Talk[]): Record<RequestState, number> => {
  const counts: Record<RequestState, number> = { asked: 0, countered: 0, accepted: 0, declined: 0, withdrawn: 0 };
  for (const { state } of talks) counts[state] += 1;
  return counts;
};

/** `open`: of those it asked for, what counts against its limit. `due`: answers that it owes. */
export interface OfficeLoad { office: AuthorityId; open: number; limit: number | null; of: number; due: number; accepted: number }
/** Who owes most answers first. */
export function loads(talks: readonly Talk[], offices: readonly { authority: AuthorityId; requests: number | null }[], limit: number | null): OfficeLoad[] {
  const own = Map.groupBy(talks.flatMap((talk) => talk.terms.parties.map((party) => ({ party, talk }))), ({ party }) => party);
  return offices.map(({ authority: office, requests }): OfficeLoad => {
    const theirs = (own.get(office) ?? []).map(({ talk }) => talk);
    return { office, open: openOf(theirs, office), limit: requests ?? limit, of: theirs.filter(({ asking }) => asking !== office).length, due: theirs.filter((talk) => dueOf(talk).includes(office)).length, accepted: theirs.filter(({ state }) => state === 'accepted').length };
  }).sort((a, b) => b.due - a.due);
}
