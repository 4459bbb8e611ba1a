/** European Convention on Mutual Assistance in Criminal Matters (1959) with its Additional Protocol of 1978 and its Second Additional Protocol (2001). */
import type { PackSource } from '../pack.js';
import { provided, wanted } from './custom.js';

const cycles = ['mla'] as ['mla'];
/** Letters rogatory (articles 3 to 5), which article 14(2) is of. */
const rogatory = ['TAKE_EVIDENCE_OR_STATEMENTS', 'INFORMATION_ITEMS_EXPERT_EVALUATIONS', 'ORIGINAL_OR_CERTIFIED_RECORDS', 'SEARCH_SEIZE_FREEZE'];

export const ecma: PackSource = {
  id: 'ecma',
  instruments: ['ECMA', 'ECMA 1978 Protocol', '2AP'],
  governs: ['mla', 'spontaneous', 'use'],
  mlaTreaty: true,
  assistance: provided([
    ['TAKE_EVIDENCE_OR_STATEMENTS', 'ECMA 3'], ['INFORMATION_ITEMS_EXPERT_EVALUATIONS', 'ECMA 3'], ['ORIGINAL_OR_CERTIFIED_RECORDS', 'ECMA 3'], ['SEARCH_SEIZE_FREEZE', 'ECMA 5'], ['SERVE_JUDICIAL_DOCUMENTS', 'ECMA 7'],
    ['VOLUNTARY_APPEARANCE', 'ECMA 8–10'], ['DETAINEE_TRANSFER', 'ECMA 11; 2AP 3, 13'], ['CRIMINAL_RECORDS', 'ECMA 13'], ['LAYING_OF_INFORMATION', 'ECMA 21'], ['VIDEO_HEARING', '2AP 9'], ['TELEPHONE_HEARING', '2AP 10'],
    ['RESTITUTION', '2AP 12'], ['CROSS_BORDER_OBSERVATION', '2AP 17'], ['CONTROLLED_DELIVERY', '2AP 18'], ['COVERT_INVESTIGATIONS', '2AP 19'], ['JOINT_INVESTIGATION_TEAM', '2AP 20'], ['PROVISIONAL_MEASURES', '2AP 24'],
    ['OTHER_NOT_CONTRARY_TO_LAW', 'ECMA 1(1)'],
  ]),
  content: wanted('mla', ['transmit'], [
    ['REQUESTING_AUTHORITY', 'ECMA 14(1)(a)'], ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'ECMA 14(1)(b)'], ['PURPOSE', 'ECMA 14(1)(b)'], ['IDENTITY_LOCATION_NATIONALITY', 'ECMA 14(1)(c)', { wherePossible: true }],
    ['NAME_AND_ADDRESS_FOR_SERVICE', 'ECMA 14(1)(d)', { for: ['SERVE_JUDICIAL_DOCUMENTS'] }], ['OFFENCE', 'ECMA 14(2)', { for: rogatory }], ['FACTS_SUMMARY', 'ECMA 14(2)', { for: rogatory }],
    // Nobody can execute the others without knowing what they are about, but for service and extracts from records.
    ['FACTS_SUMMARY', 'practice', { exceptFor: [...rogatory, 'SERVE_JUDICIAL_DOCUMENTS', 'CRIMINAL_RECORDS'] }],
  ]),
  grounds: [
    { id: 'POLITICAL', article: 'ECMA 2', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'FISCAL', article: 'ECMA 2', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'ESSENTIAL_INTERESTS', article: 'ECMA 2', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: '2AP 7(1)', verified: false, cycles, bars: 'time', force: 'optional' },
  ],
  barred: [{ id: 'FISCAL', article: 'ECMA 1978 Protocol 1', verified: true, cycles, sole: true }],
  requirements: [
    { id: 'REASONS_FOR_REFUSAL', article: '2AP 7(3)', verified: true, cycle: 'mla', action: 'refuse', carries: 'reasons' },
    { id: 'REASONS_FOR_POSTPONEMENT', article: '2AP 7(3)', verified: true, cycle: 'mla', action: 'postpone', carries: 'reasons' },
  ],
  duties: [
    { id: 'RETURN_OF_EVIDENCE', article: 'ECMA 6(2)', verified: true, cycle: 'mla', bound: ['requesting'], from: ['execute', 'execute-in-part'], until: ['return-evidence', 'waive-return'], outlivesClosure: true },
    { id: 'USE_RESTRICTIONS', article: '2AP 11(4)', verified: true, cycle: 'spontaneous', bound: ['receiving'], from: ['accept'], until: [], outlivesClosure: true },
  ],
  listed: [
    { list: 'channel', id: 'DIRECT_JUDICIAL', article: 'ECMA 15', verified: true },
    { list: 'joint-work', id: 'PURPOSE', article: '2AP 20', verified: true },
    { list: 'joint-work', id: 'LIMITED_PERIOD', article: '2AP 20', verified: true },
    { list: 'joint-work', id: 'COMPOSITION', article: '2AP 20', verified: true },
    { list: 'joint-work', id: 'LEADER', article: '2AP 20', verified: true },
  ],
};
