/** Framework Decision 2002/584/JHA on the European arrest warrant: its periods. Its grounds are not entered one by one. */
import type { PackSource } from '../pack.js';
import { wanted } from './custom.js';

const cycle = 'extradition';
const stops = ['grant', 'grant-on-condition', 'refuse', 'withdraw'];

export const eaw: PackSource = {
  id: 'eaw',
  instruments: ['EAW'],
  governs: ['extradition'],
  mlaTreaty: false,
  content: wanted('extradition', ['transmit', 'send-request', 'receive-request'], [
    ['IDENTITY_LOCATION_NATIONALITY', 'EAW 8(1)(a)'], ['REQUESTING_AUTHORITY', 'EAW 8(1)(b)'], ['JUDGMENT_OR_WARRANT', 'EAW 8(1)(c)'], ['OFFENCES_TIME_PLACE_LAW', 'EAW 8(1)(d)–(e)'], ['PENALTY', 'EAW 8(1)(f)'], ['OTHER_CONSEQUENCES', 'EAW 8(1)(g)', { wherePossible: true }],
  ]),
  grounds: [{ id: 'GROUND_OF_THE_INSTRUMENT', article: 'EAW', verified: false, cycles: ['extradition'], bars: 'execution', force: 'optional' }],
  clocks: [
    { id: 'DECISION', article: 'EAW', verified: true, cycle, meaning: 'deadline', starts: ['arrest'], from: 'date', stops, days: 60, maximum: 90, bound: ['requested', 'executing'] },
    { id: 'SIMPLIFIED_DECISION', article: 'EAW', verified: true, cycle, meaning: 'deadline', starts: ['consent'], from: 'date', stops, days: 10, bound: ['requested', 'executing'] },
  ],
};
