import type { Plan } from '@comity/contracts';

/** For how long is searched: so that all of it, with the way there, takes two seconds or, of a large session, five; a plan anew one. */
export const secondsOf = (mode: Plan['mode'], meetings: number): number => (mode === 'replan' ? 0.4 : meetings < large ? 1.2 : 3.4);
const large = 500;
