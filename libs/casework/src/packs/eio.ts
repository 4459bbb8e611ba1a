/** Directive 2014/41/EU regarding the European Investigation Order in criminal matters. */
import type { PackSource } from '../pack.js';
import { provided, wanted } from './custom.js';

const cycles = ['mla'] as ['mla'];

export const eio: PackSource = {
  id: 'eio',
  instruments: ['EIO'],
  governs: ['mla'],
  mlaTreaty: true,
  assistance: provided([
    ['TAKE_EVIDENCE_OR_STATEMENTS', 'EIO 3, 10(2)(c)'], ['SEARCH_SEIZE_FREEZE', 'EIO 3'], ['EXAMINE_OBJECTS_SITES', 'EIO 3'], ['INFORMATION_ITEMS_EXPERT_EVALUATIONS', 'EIO 3, 10(2)(a)–(b)'], ['ORIGINAL_OR_CERTIFIED_RECORDS', 'EIO 3'],
    ['DETAINEE_TRANSFER', 'EIO 22–23'], ['VIDEO_HEARING', 'EIO 24'], ['TELEPHONE_HEARING', 'EIO 25'], ['BANK_ACCOUNTS', 'EIO 26'], ['BANK_TRANSACTIONS', 'EIO 27'], ['MONITOR_TRANSACTIONS', 'EIO 28(1)(a)'], ['CONTROLLED_DELIVERY', 'EIO 28(1)(b)'],
    ['COVERT_INVESTIGATIONS', 'EIO 29'], ['INTERCEPTION', 'EIO 30–31'], ['PROVISIONAL_MEASURES', 'EIO 32'], ['OTHER_NOT_CONTRARY_TO_LAW', 'EIO 3'],
  ]),
  content: wanted('mla', ['transmit'], [
    ['REQUESTING_AUTHORITY', 'EIO 5(1)(a)'], ['PURPOSE', 'EIO 5(1)(b)'], ['IDENTITY_LOCATION_NATIONALITY', 'EIO 5(1)(c)', { wherePossible: true }], ['FACTS_SUMMARY', 'EIO 5(1)(d)'], ['LEGAL_TEXTS', 'EIO 5(1)(d)'], ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'EIO 5(1)(e)'],
  ]),
  grounds: [
    { id: 'IMMUNITY_PRIVILEGE_PRESS', article: 'EIO 11(1)(a)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'NATIONAL_SECURITY', article: 'EIO 11(1)(b)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'MEASURE_UNAUTHORISED', article: 'EIO 11(1)(c)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'NE_BIS_IN_IDEM', article: 'EIO 11(1)(d)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'EXTRATERRITORIAL', article: 'EIO 11(1)(e)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'FUNDAMENTAL_RIGHTS', article: 'EIO 11(1)(f)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'NO_DUAL_CRIMINALITY', article: 'EIO 11(1)(g)', verified: true, cycles, bars: 'execution', force: 'optional', kind: 'dual-criminality' },
    { id: 'RESTRICTED_MEASURE', article: 'EIO 11(1)(h)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'EIO 15(1)(a)', verified: false, cycles, bars: 'time', force: 'optional' },
  ],
  clocks: [
    { id: 'DECISION', article: 'EIO 12', verified: true, cycle: 'mla', meaning: 'deadline', starts: ['acknowledge'], from: 'event', stops: ['accept', 'accept-conditions', 'refuse', 'postpone', 'declare-impossible', 'withdraw'], days: 30, maximum: 60, bound: ['requested', 'executing'] },
    { id: 'EXECUTION', article: 'EIO 12', verified: true, cycle: 'mla', meaning: 'deadline', starts: ['accept', 'accept-conditions'], from: 'event', stops: ['execute', 'refuse', 'postpone', 'declare-impossible', 'withdraw'], days: 90, bound: ['requested', 'executing'] },
  ],
};
