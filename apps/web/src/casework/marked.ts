/** The marking of a request, or of a step of it, as it is kept and as it is said. */
import type { Marking } from '@comity/sdk';

/** Of what was kept, unless another version of the client wrote it otherwise. */
export const asMarked = (value: unknown): value is Marking => typeof value === 'object' && value !== null && 'handling' in value && 'tlp' in value;
/** As it is said: its words without blanks around them. */
export const markingSaid = ({ restriction, ...more }: Marking): Marking => ({ ...more, restriction: restriction === null ? null : restriction.trim() });
