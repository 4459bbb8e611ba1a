/** Convention on Cybercrime (2001), chapter III. */
import type { PackSource } from '../pack.js';

const cycles = ['mla'] as ['mla'];

export const budapest: PackSource = {
  id: 'budapest',
  instruments: ['Budapest'],
  governs: ['mla', 'spontaneous', 'use'],
  mlaTreaty: false,
  assistance: [{ id: 'PRESERVE_COMPUTER_DATA', article: 'Budapest 29', verified: true }],
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
