import type { Marking } from '@comity/sdk';

/** The codes of what is said; the words of H3 stand elsewhere. */
export const marksOf = ({ handling, tlp, evaluation }: Pick<Marking, 'handling' | 'tlp' | 'evaluation'>): string[] =>
  [...(handling === 'none' ? [] : [handling]), ...(tlp === null ? [] : [`TLP:${tlp.toUpperCase().replace('-', '+')}`]), ...(evaluation === null ? [] : [`${evaluation.source}${evaluation.information}`])];
