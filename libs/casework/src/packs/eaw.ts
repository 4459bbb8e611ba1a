/** Framework Decision 2002/584/JHA on the European arrest warrant: its periods. Its grounds are not entered one by one. */
import type { PackSource } from '../pack.js';

const cycle = 'extradition';
const stops = ['grant', 'grant-on-condition', 'refuse', 'withdraw'];

export const eaw: PackSource = {
  id: 'eaw',
  instruments: ['EAW'],
  governs: ['extradition'],
  mlaTreaty: false,
  grounds: [{ id: 'GROUND_OF_THE_INSTRUMENT', article: 'EAW', verified: false, cycles: ['extradition'], bars: 'execution', force: 'optional' }],
  clocks: [
    { id: 'DECISION', article: 'EAW', verified: true, cycle, meaning: 'deadline', starts: ['arrest'], from: 'date', stops, days: 60, maximum: 90, bound: ['requested', 'executing'] },
    { id: 'SIMPLIFIED_DECISION', article: 'EAW', verified: true, cycle, meaning: 'deadline', starts: ['consent'], from: 'date', stops, days: 10, bound: ['requested', 'executing'] },
  ],
};
