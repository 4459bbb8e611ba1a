/** Directive 2014/41/EU regarding the European Investigation Order in criminal matters. */
import type { PackSource } from '../pack.js';

const cycles = ['mla'] as ['mla'];

export const eio: PackSource = {
  id: 'eio',
  instruments: ['EIO'],
  governs: ['mla'],
  mlaTreaty: true,
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
