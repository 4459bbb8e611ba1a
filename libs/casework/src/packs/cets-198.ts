/** Council of Europe Convention on Laundering, Search, Seizure and Confiscation of the Proceeds from Crime and on the Financing of Terrorism (2005). */
import type { PackSource } from '../pack.js';
import { provided, wanted } from './custom.js';

/** Involve coercive action (37(1)(d)). */
const coercive = ['SEARCH_SEIZE_FREEZE', 'BANK_ACCOUNTS', 'BANK_TRANSACTIONS', 'MONITOR_TRANSACTIONS', 'PROVISIONAL_MEASURES', 'CONFISCATION'];

export const cets198: PackSource = {
  id: 'cets-198',
  instruments: ['CETS 198'],
  governs: ['mla', 'asset'],
  mlaTreaty: false,
  assistance: provided([
    ['TRACE_PROCEEDS_FOR_EVIDENCE', 'CETS 198 16'], ['TAKE_EVIDENCE_OR_STATEMENTS', 'CETS 198 16'], ['BANK_ACCOUNTS', 'CETS 198 17'], ['BANK_TRANSACTIONS', 'CETS 198 18'], ['MONITOR_TRANSACTIONS', 'CETS 198 19'],
    ['PROVISIONAL_MEASURES', 'CETS 198 21'], ['CONFISCATION', 'CETS 198 23'], ['SERVE_JUDICIAL_DOCUMENTS', 'CETS 198 31'], ['OTHER_NOT_CONTRARY_TO_LAW', 'CETS 198 15'],
  ]),
  content: [
    ...wanted('mla', ['transmit'], [
      ['REQUESTING_AUTHORITY', 'CETS 198 37(1)(a)'], ['SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'CETS 198 37(1)(a), (c)'], ['PURPOSE', 'CETS 198 37(1)(b)'], ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'CETS 198 37(1)(b), (f)'],
      ['FACTS_SUMMARY', 'CETS 198 37(1)(c)', { exceptFor: ['SERVE_JUDICIAL_DOCUMENTS'] }], ['LEGAL_TEXTS', 'CETS 198 37(1)(d)(i)', { for: coercive }], ['MEASURE_AVAILABLE_AT_HOME', 'CETS 198 37(1)(d)(ii)', { for: coercive }],
      ['IDENTITY_LOCATION_NATIONALITY', 'CETS 198 37(1)(e)(i)', { wherePossible: true }],
      ['PROPERTY_DESCRIPTION', 'CETS 198 37(1)(e)(ii)', { for: ['TRACE_PROCEEDS_FOR_EVIDENCE', 'PROVISIONAL_MEASURES', 'CONFISCATION'], wherePossible: true }], ['MAXIMUM_AMOUNT', 'CETS 198 37(2)', { for: ['PROVISIONAL_MEASURES'], wherePossible: true }],
      // Of an order that is to be enforced; another one is yet to be obtained.
      ['ADMISSIBLE_ORDER', 'CETS 198 37(3)(a)(i)', { for: ['CONFISCATION'], wherePossible: true }], ['FINALITY_STATEMENT', 'CETS 198 37(3)(a)(ii)', { for: ['CONFISCATION'], wherePossible: true }], ['EXTENT', 'CETS 198 37(3)(a)(iii)', { for: ['CONFISCATION'], wherePossible: true }],
    ]),
    ...wanted('asset', ['submit-foreign-order', 'request-freezing'], [['FACTS', 'CETS 198 37(1)(c)'], ['ACTIONS', 'CETS 198 37(1)(b)'], ['PROPERTY_DESCRIPTION', 'CETS 198 37(1)(e)(ii)', { wherePossible: true }], ['MAXIMUM_AMOUNT', 'CETS 198 37(2)', { wherePossible: true }]]),
    ...wanted('asset', ['choose-route'], [
      ['ADMISSIBLE_ORDER', 'CETS 198 37(3)(a)(i)', { for: ['ENFORCE'] }], ['FINALITY_STATEMENT', 'CETS 198 37(3)(a)(ii)', { for: ['ENFORCE'] }], ['EXTENT', 'CETS 198 37(3)(a)(iii)', { for: ['ENFORCE'] }], ['FACTS', 'CETS 198 37(3)(b)', { for: ['OBTAIN_ORDER'] }],
      ['THIRD_PARTY_NOTICE_AND_DUE_PROCESS_STATEMENT', 'CETS 198 37(3)(c)', { for: ['ENFORCE', 'OBTAIN_ORDER'], wherePossible: true }],
    ]),
  ],
  grounds: [
    { id: 'GROUND_OF_ARTICLE_28', article: 'CETS 198 28', verified: true, cycles: ['mla', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'CETS 198 29', verified: false, cycles: ['mla'], bars: 'time', force: 'optional' },
  ],
  requirements: [
    { id: 'REASONS_FOR_REFUSAL', article: 'CETS 198 40', verified: true, cycle: 'mla', action: 'refuse', carries: 'reasons' },
    { id: 'REASONS_FOR_POSTPONEMENT', article: 'CETS 198 40', verified: true, cycle: 'mla', action: 'postpone', carries: 'reasons' },
  ],
};
