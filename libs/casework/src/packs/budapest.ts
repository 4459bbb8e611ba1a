/** Convention on Cybercrime (2001), chapter III. */
import type { PackSource } from '../pack.js';
import { provided, wanted } from './custom.js';

const cycles = ['mla'] as ['mla'];

export const budapest: PackSource = {
  id: 'budapest',
  instruments: ['Budapest'],
  governs: ['mla', 'spontaneous', 'use'],
  mlaTreaty: false,
  assistance: [
    { id: 'PRESERVE_COMPUTER_DATA', article: 'Budapest 29', verified: true },
    ...provided([['DISCLOSE_TRAFFIC_DATA', 'Budapest 30'], ['STORED_COMPUTER_DATA', 'Budapest 31'], ['REAL_TIME_TRAFFIC_DATA', 'Budapest 33'], ['INTERCEPTION', 'Budapest 34'], ['OTHER_NOT_CONTRARY_TO_LAW', 'Budapest 25']]),
  ],
  // Other requests have no list here: they go by a treaty on assistance, or by custom (Budapest 27).
  content: wanted('mla', ['transmit'], ([
    ['REQUESTING_AUTHORITY', 'Budapest 29(2)(a)'], ['OFFENCE', 'Budapest 29(2)(b)'], ['FACTS_SUMMARY', 'Budapest 29(2)(b)'], ['COMPUTER_DATA', 'Budapest 29(2)(c)'], ['CUSTODIAN_OR_LOCATION', 'Budapest 29(2)(d)', { wherePossible: true }],
    ['PURPOSE', 'Budapest 29(2)(e)'], ['REQUEST_FOLLOWS', 'Budapest 29(2)(f)'],
  ] as const).map(([id, article, more]) => [id, article, { for: ['PRESERVE_COMPUTER_DATA'], ...more }])),
  grounds: [
    { id: 'POLITICAL', article: 'Budapest 27(4)(a)', verified: false, cycles, bars: 'execution', force: 'optional' },
    { id: 'ESSENTIAL_INTERESTS', article: 'Budapest 27(4)(b)', verified: false, cycles, bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'Budapest 27(5)', verified: false, cycles, bars: 'time', force: 'optional' },
  ],
  gates: [{ id: 'CONDITIONS_BEFORE_CONTENT', article: 'Budapest 26(2)', verified: true, cycle: 'spontaneous', action: 'deliver', force: 'hard', through: 'ACCEPTED' }],
  requirements: [
    { id: 'REASONS_FOR_REFUSAL', article: 'Budapest 27(7)', verified: true, cycle: 'mla', action: 'refuse', carries: 'reasons' },
    { id: 'REASONS_FOR_POSTPONEMENT', article: 'Budapest 27(7)', verified: true, cycle: 'mla', action: 'postpone', carries: 'reasons' },
  ],
  clocks: [{ id: 'PRESERVATION', article: 'Budapest 29(7)', verified: true, cycle: 'mla', meaning: 'at-least', starts: ['execute', 'execute-in-part'], from: 'event', stops: [], assistance: ['PRESERVE_COMPUTER_DATA'], days: 60, bound: ['requesting'], alarm: 'end' }],
  duties: [{ id: 'CONFIDENTIALITY', article: 'Budapest 26(2)', verified: true, cycle: 'spontaneous', bound: ['receiving'], from: ['accept'], until: [], outlivesClosure: true }],
};
