/** Harare Scheme on mutual assistance within the Commonwealth: what it adds to the types of assistance. */
import type { PackSource } from '../pack.js';

export const harare: PackSource = {
  id: 'harare',
  instruments: ['Harare'],
  governs: ['mla'],
  mlaTreaty: false,
  assistance: [
    { id: 'LOCATE_PERSONS', article: 'Harare', verified: true },
    { id: 'PRESERVE_COMPUTER_DATA', article: 'Harare', verified: true },
  ],
  grounds: [
    { id: 'GROUND_OF_THE_INSTRUMENT', article: 'Harare', verified: false, cycles: ['mla'], bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'Harare', verified: false, cycles: ['mla'], bars: 'time', force: 'optional' },
  ],
};
