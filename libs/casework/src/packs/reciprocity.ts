/** No treaty: help by comity, on assurance of reciprocity, under the requested State's own law. */
import type { PackSource } from '../pack.js';
import { commonAssistance, leftOpen } from './custom.js';

export const reciprocity: PackSource = {
  id: 'reciprocity',
  instruments: ['reciprocity'],
  governs: ['mla', 'extradition', 'asset', 'spontaneous', 'use'],
  mlaTreaty: false,
  assistance: commonAssistance('domestic'),
  grounds: [
    { id: 'DOMESTIC_GROUND', article: 'domestic', verified: false, cycles: ['mla', 'extradition', 'asset'], bars: 'execution', force: 'optional' },
    { id: 'INTERFERES_WITH_ONGOING_PROCEEDINGS', article: 'domestic', verified: false, cycles: ['mla'], bars: 'time', force: 'optional' },
    { id: 'NATIONALITY', article: 'domestic', verified: false, cycles: ['extradition'], bars: 'execution', force: 'optional', kind: 'nationality' },
  ],
  clocks: (['PROVISIONAL_ARREST', 'SURRENDER', 'DECISION', 'EXECUTION'] as const).map((id) => ({ ...leftOpen(id, 'domestic'), customary: true })),
};
