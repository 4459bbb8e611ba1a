/** What a message is marked with: handling, evaluation, TLP; in short for the eye and in words for everybody. */
import type { Marking } from '@comity/sdk';
import { handlingNames } from './handling.js';

export const sources = ['A', 'B', 'C', 'X'] as const;
export const informations = [1, 2, 3, 4] as const;
export const tlps = ['clear', 'green', 'amber', 'amber-strict', 'red'] as const;
export const plain: Marking = { handling: 'none', restriction: null, evaluation: null, tlp: null };

export const isPlain = (marking: Marking): boolean => marking.handling === 'none' && marking.evaluation === null && marking.tlp === null;
/** H3 says nothing without its words. */
export const isComplete = (marking: Marking): boolean => marking.handling !== 'H3' || (marking.restriction ?? '').trim() !== '';

const tlpNames = { clear: 'TLP:CLEAR', green: 'TLP:GREEN', amber: 'TLP:AMBER', 'amber-strict': 'TLP:AMBER+STRICT', red: 'TLP:RED' } as const;
export const tlpName = (tlp: NonNullable<Marking['tlp']>): string => tlpNames[tlp];
export const inShort = (marking: Marking): string =>
  [marking.handling === 'none' ? '' : marking.handling, marking.evaluation ? `${marking.evaluation.source}${marking.evaluation.information}` : '', marking.tlp ? tlpName(marking.tlp) : ''].filter((part) => part !== '').join(' · ');

/** The stricter of two codes, by their order. */
export const stricter = <H extends Marking['handling']>(a: H, b: H): H => (handlingNames.indexOf(a) >= handlingNames.indexOf(b) ? a : b);

export const markingOf = ({ handling, restriction, evaluation, tlp }: Marking): Marking => ({ handling, restriction, evaluation, tlp });

/** A reply usually repeats what it answers: it starts with that message's code where that is the stricter one, in plain sight. */
export function markedLike(marking: Marking, answered: Marking): Marking {
  const handling = stricter(marking.handling, answered.handling);
  const tlp = tlps.indexOf(answered.tlp ?? 'clear') > tlps.indexOf(marking.tlp ?? 'clear') ? answered.tlp : marking.tlp;
  return { ...marking, handling, tlp, restriction: handling === 'H3' ? marking.restriction ?? answered.restriction : null };
}
