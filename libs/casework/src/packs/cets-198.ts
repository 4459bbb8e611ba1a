/** Council of Europe Convention on Laundering, Search, Seizure and Confiscation of the Proceeds from Crime and on the Financing of Terrorism (2005). */
import type { PackSource } from '../pack.js';

export const cets198: PackSource = {
  id: 'cets-198',
  instruments: ['CETS 198'],
  governs: ['mla', 'asset'],
  mlaTreaty: false,
  grounds: [
    { id: 'GROUND_OF_ARTICLE_28', article: 'CETS 198 28', verified: true, cycles: ['mla', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'CETS 198 29', verified: false, cycles: ['mla'], bars: 'time', force: 'optional' },
  ],
  requirements: [
    { id: 'REASONS_FOR_REFUSAL', article: 'CETS 198 40', verified: true, cycle: 'mla', action: 'refuse', carries: 'reasons' },
    { id: 'REASONS_FOR_POSTPONEMENT', article: 'CETS 198 40', verified: true, cycle: 'mla', action: 'postpone', carries: 'reasons' },
  ],
};
