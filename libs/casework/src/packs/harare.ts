/** Harare Scheme on mutual assistance within the Commonwealth. Its paragraphs are not entered one by one. */
import type { PackSource } from '../pack.js';
import { commonAssistance, wanted } from './custom.js';

export const harare: PackSource = {
  id: 'harare',
  instruments: ['Harare'],
  governs: ['mla'],
  mlaTreaty: false,
  assistance: [
    { id: 'LOCATE_PERSONS', article: 'Harare', verified: true },
    { id: 'PRESERVE_COMPUTER_DATA', article: 'Harare', verified: true },
    ...commonAssistance('Harare').filter(({ id }) => id !== 'LOCATE_PERSONS' && id !== 'PRESERVE_COMPUTER_DATA'),
  ],
  content: wanted('mla', ['transmit'], [
    ['REQUESTING_AUTHORITY', 'Harare'], ['SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'Harare'], ['OFFENCE', 'Harare'], ['FACTS_SUMMARY', 'Harare', { exceptFor: ['SERVE_JUDICIAL_DOCUMENTS'] }], ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'Harare'], ['PURPOSE', 'practice'],
    ['IDENTITY_LOCATION_NATIONALITY', 'Harare', { wherePossible: true }], ['NAME_AND_ADDRESS_FOR_SERVICE', 'Harare', { for: ['SERVE_JUDICIAL_DOCUMENTS'] }],
  ]),
  grounds: [
    { id: 'GROUND_OF_THE_INSTRUMENT', article: 'Harare', verified: false, cycles: ['mla'], bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'Harare', verified: false, cycles: ['mla'], bars: 'time', force: 'optional' },
  ],
};
