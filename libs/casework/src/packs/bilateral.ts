/**
 * A bilateral treaty of which nothing is entered but what such treaties have in common: the grounds of the United Nations Model
 * Treaty on Extradition, and the periods of provisional arrest that known treaties set. A treaty with a file of its own replaces it.
 */
import type { PackSource } from '../pack.js';
import { commonAssistance, leftOpen } from './custom.js';

const extradition = ['extradition'] as ['extradition'];

export const bilateral: PackSource = {
  id: 'bilateral',
  instruments: ['bilateral treaty', 'UN Model Treaty'],
  governs: ['mla', 'extradition', 'asset', 'spontaneous', 'use'],
  mlaTreaty: true,
  assistance: commonAssistance('bilateral treaty'),
  grounds: [
    { id: 'GROUND_OF_THE_INSTRUMENT', article: 'bilateral treaty', verified: false, cycles: ['mla', 'extradition', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'bilateral treaty', verified: false, cycles: ['mla'], bars: 'time', force: 'optional' },
    { id: 'NATIONALITY', article: 'bilateral treaty', verified: false, cycles: extradition, bars: 'execution', force: 'optional', kind: 'nationality' },
    { id: 'TORTURE_UNFAIR_TRIAL', article: 'UN Model Treaty 3–4', verified: false, cycles: extradition, bars: 'execution', force: 'mandatory' },
    { id: 'AD_HOC_COURT', article: 'UN Model Treaty 3–4', verified: false, cycles: extradition, bars: 'execution', force: 'optional' },
    { id: 'HUMANITARIAN', article: 'UN Model Treaty 3–4', verified: false, cycles: extradition, bars: 'execution', force: 'optional' },
  ],
  clocks: [
    {
      ...leftOpen('PROVISIONAL_ARREST', 'bilateral treaty'),
      alternatives: [
        { id: 'US_INDIA', article: 'US–India 12(4)', verified: true, days: 60 },
        { id: 'NL_US', article: 'NL–US', verified: true, days: 60 },
        { id: 'NL_CANADA', article: 'NL–Canada', verified: true, days: 60 },
        { id: 'NL_AUSTRALIA', article: 'NL–Australia', verified: true, days: 45 },
        { id: 'NL_MEXICO', article: 'NL–Mexico', verified: true, days: 90 },
        { id: 'INDONESIA_PHILIPPINES', article: 'Indonesia–Philippines', verified: true, days: 20 },
      ],
    },
    // The treaty has periods of these, or none: the parties enter theirs.
    leftOpen('SURRENDER', 'bilateral treaty'), leftOpen('DECISION', 'bilateral treaty'), leftOpen('EXECUTION', 'bilateral treaty'),
    { id: 'PRESERVATION', article: 'bilateral treaty', verified: false, cycle: 'mla', meaning: 'at-least', starts: ['execute', 'execute-in-part'], from: 'event', stops: [], assistance: ['PRESERVE_COMPUTER_DATA'], agreed: true, bound: ['requesting'], alarm: 'end' },
  ],
};
