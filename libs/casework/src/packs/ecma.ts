/** European Convention on Mutual Assistance in Criminal Matters (1959) with its Additional Protocol of 1978 and its Second Additional Protocol (2001). */
import type { PackSource } from '../pack.js';

const cycles = ['mla'] as ['mla'];

export const ecma: PackSource = {
  id: 'ecma',
  instruments: ['ECMA', 'ECMA 1978 Protocol', '2AP'],
  governs: ['mla', 'spontaneous', 'use'],
  mlaTreaty: true,
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
