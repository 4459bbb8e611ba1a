/**
 * The codes of what several said. Who provides information decides what becomes of it: nobody weakens the code of another. Otherwise a colleague's revision would be all that it takes
 * to send on what its author kept back.
 */
import { handlingCodes, problem, type PractitionerId } from '@comity/contracts';
import { contentLimits, tlps } from '@comity/e2ee';
import { refused } from './failure.js';
import type { Marking } from './marking.js';

export const unmarked: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };

/** By which codes somebody said a part of it; null: whoever said it elsewhere, before it was brought here. */
export interface Word { by: PractitionerId | null; marking: Marking }

/** Of everybody the last word counts, and of these the strictest; how it is evaluated is as it stands. No program weighs the words of restrictions: all that differ go along. */
export function strictest(standing: Marking, words: readonly Word[]): Marking {
  const last = [standing, ...new Map(words.map(({ by, marking }) => [by, marking])).values()];
  const { handling } = last.reduce((a, b) => (handlingCodes[b.handling] > handlingCodes[a.handling] ? b : a));
  const restrictions = [...new Set(last.flatMap((each) => (each.handling === handling ? each.restriction ?? [] : [])))];
  const restriction = restrictions.filter((one) => !restrictions.some((other) => other !== one && `\n${other}\n`.includes(`\n${one}\n`))).join('\n') || null;
  const { tlp } = last.reduce((a, b) => (rankOf(b.tlp) < rankOf(a.tlp) ? b : a));
  return { handling, restriction, evaluation: standing.evaluation, tlp };
}

/** The strictest first. */
const rankOf = (tlp: Marking['tlp']): number => (tlp === null ? tlps.length : tlps.indexOf(tlp));

/** What several things are marked with together, each of which was said for itself. */
export const together = (markings: readonly Marking[]): Marking => markings.reduce((all, marking) => strictest(all, [{ by: null, marking }]), unmarked);

export function expectMarking({ handling, restriction }: Marking): void {
  if ((handling === 'H3') !== (restriction !== null)) throw refused(problem('invalid-input', { errors: [{ pointer: '/marking/restriction', rule: handling === 'H3' ? 'H3 says its restriction in words' : 'only H3 has words' }] }));
}

/** What several said together has to fit into one item, with all of its words. */
export function expectBorne({ handling, restriction }: Pick<Marking, 'handling' | 'restriction'>): void {
  if (handling === 'H3' && (restriction === null || restriction.length > contentLimits.restriction)) throw refused(problem('not-acceptable', { detail: 'the words of its restrictions are not here any more, or too long together: whoever wrote them revises it first' }));
}
