/** European Convention on Extradition (1957) with its Second, Third and Fourth Additional Protocols. */
import type { PackSource } from '../pack.js';

const cycle = 'extradition';
const cycles = ['extradition'] as ['extradition'];
const asked = ['transmit', 'send-request', 'receive-request'];
const urgent = ['request-provisional-arrest'];

export const ece: PackSource = {
  id: 'ece',
  instruments: ['ECE', 'ECE 2AP', '3AP', 'ECE 4AP'],
  governs: ['extradition'],
  mlaTreaty: false,
  content: [
    { id: 'WARRANT_EXISTS_AND_REQUEST_FOLLOWS', article: 'ECE 16(2)', verified: false, cycle, actions: urgent },
    { id: 'OFFENCE_WHEN_AND_WHERE', article: 'ECE 16(2)', verified: false, cycle, actions: urgent },
    { id: 'DESCRIPTION_OF_PERSON', article: 'ECE 16(2)', verified: false, cycle, actions: urgent, wherePossible: true },
    { id: 'JUDGMENT_OR_WARRANT', article: 'ECE 12(2)', verified: true, cycle, actions: asked },
    { id: 'OFFENCES_TIME_PLACE_LAW', article: 'ECE 12(2)', verified: true, cycle, actions: asked },
    { id: 'ENACTMENTS_IDENTITY', article: 'ECE 12(2)', verified: true, cycle, actions: asked },
  ],
  grounds: [
    { id: 'POLITICAL', article: 'ECE 3(1)', verified: true, cycles, bars: 'execution', force: 'mandatory' },
    { id: 'DISCRIMINATORY', article: 'ECE 3(2)', verified: true, cycles, bars: 'execution', force: 'mandatory' },
    { id: 'MILITARY', article: 'ECE 4', verified: true, cycles, bars: 'execution', force: 'mandatory' },
    { id: 'FINAL_JUDGMENT', article: 'ECE 9(1)–(2)', verified: true, cycles, bars: 'execution', force: 'mandatory' },
    { id: 'LAPSE_OF_TIME', article: 'ECE 10', verified: true, cycles, bars: 'execution', force: 'mandatory' },
    { id: 'AMNESTY', article: 'ECE 2nd Protocol 4', verified: true, cycles, bars: 'execution', force: 'mandatory' },
    { id: 'NATIONAL', article: 'ECE 6', verified: true, cycles, bars: 'execution', force: 'optional', kind: 'nationality' },
    { id: 'PLACE', article: 'ECE 7', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'PENDING_PROCEEDINGS', article: 'ECE 8', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'NON_PROSECUTION', article: 'ECE 9(1)', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'DEATH_PENALTY_WITHOUT_ASSURANCE', article: 'ECE 11', verified: true, cycles, bars: 'execution', force: 'optional' },
    { id: 'IN_ABSENTIA_WITHOUT_RETRIAL_ASSURANCE', article: 'ECE 2nd Protocol 3', verified: true, cycles, bars: 'execution', force: 'optional' },
  ],
  requirements: [
    { id: 'REASONS_FOR_REFUSAL', article: 'ECE 18(2)', verified: true, cycle, action: 'refuse', carries: 'reasons' },
  ],
  clocks: [
    { id: 'PROVISIONAL_ARREST', article: 'ECE 16(4)', verified: true, cycle, meaning: 'lapse', starts: ['arrest'], from: 'date', stops: ['receive-request', 'consent', 'release', 'withdraw'], days: 18, maximum: 40, bound: ['requesting', 'requested', 'executing'], alarm: 'start' },
    { id: 'NOTIFY_CONSENT', article: '3AP 6', verified: true, cycle, meaning: 'deadline', starts: ['arrest'], from: 'date', stops: ['notify-consent', 'begin-proceedings', 'grant', 'grant-on-condition', 'refuse', 'release', 'withdraw'], days: 10, bound: ['requested', 'executing'] },
    { id: 'SIMPLIFIED_DECISION', article: '3AP 7', verified: true, cycle, meaning: 'deadline', starts: ['consent'], from: 'date', stops: ['grant', 'grant-on-condition', 'refuse', 'withdraw'], days: 20, bound: ['requested', 'executing'] },
    { id: 'SIMPLIFIED_SURRENDER', article: '3AP 9', verified: true, cycle, meaning: 'suggested', starts: ['notify-decision'], from: 'event', stops: ['surrender', 'lapse', 'withdraw'], days: 10, bound: ['requesting', 'requested', 'executing'] },
    { id: 'INFORMATION', article: 'ECE 13', verified: true, cycle, meaning: 'deadline', starts: ['ask'], from: 'event', stops: ['supply', 'withdraw'], until: 'limit', bound: ['requesting'] },
    { id: 'SURRENDER', article: 'ECE 18(4)', verified: true, cycle, meaning: 'lapse', starts: ['schedule-surrender', 'reschedule'], from: 'date', stops: ['surrender', 'lapse', 'withdraw'], days: 15, maximum: 30, bound: ['requesting', 'requested', 'executing'], alarm: 'start' },
    {
      id: 'SPECIALITY', article: 'ECE 14(1)(b)', verified: true, cycle, meaning: 'lapse', starts: ['discharge-finally'], from: 'date', stops: ['return-of-person'], days: 45, bound: ['requesting'],
      alternatives: [{ id: 'ECE_4AP', article: 'ECE 4th Protocol', verified: false, days: 30 }],
    },
  ],
  duties: [
    { id: 'SPECIALITY', article: 'ECE 14(1)', verified: true, cycle, bound: ['requesting'], from: ['surrender'], until: ['return-of-person'], ends: 'SPECIALITY', outlivesClosure: true },
    { id: 'NO_RE_EXTRADITION', article: 'ECE 15', verified: true, cycle, bound: ['requesting'], from: ['surrender'], until: ['return-of-person'], ends: 'SPECIALITY', outlivesClosure: true },
  ],
};
