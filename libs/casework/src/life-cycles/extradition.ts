/** Extradition, by person sought. UNCAC 44 has no fixed time limits, speciality or re-extradition rule; these are the treaties'. */
import type { LifeCycleSource } from '../life-cycle.js';

const granted = ['GRANTED', 'GRANTED_CONDITIONAL'];
/** The full request comes after it (ECE 16): the other side has the urgent one already. */
const beforeRequest = ['PROVISIONAL_ARREST_REQUESTED', 'PROVISIONALLY_ARRESTED', 'RELEASED'];
const beforeSurrender = [
  'DRAFT', 'INTERNAL_REVIEW', ...beforeRequest, 'REQUEST_TRANSMITTED', 'REQUEST_RECEIVED', 'INFO_REQUESTED', 'SIMPLIFIED',
  'IN_PROCEEDINGS', 'PRE_REFUSAL_CONSULTATION', ...granted, 'SURRENDER_SCHEDULED', 'RESCHEDULED', 'POSTPONED', 'TEMPORARY_SURRENDER',
];
/** States without a row of their own, and the two whose rows are a sequel: a refusal, a surrender. */
const terminal = [
  'REFUSED', 'DOMESTIC_PROSECUTION', 'SENTENCE_ENFORCEMENT_CONSIDERED', 'LAPSED', 'POSTPONED', 'TEMPORARY_SURRENDER', 'SURRENDERED', 'SPECIALITY_CONSENT', 'RE_EXTRADITION_CONSENT', 'WITHDRAWN',
];
const consented = ['SPECIALITY_CONSENT', 'RE_EXTRADITION_CONSENT', 'CLOSED'];
const surrendered = ['SURRENDERED', ...consented];
const decided = ['IN_PROCEEDINGS', 'SIMPLIFIED', 'PRE_REFUSAL_CONSULTATION'];
const asked = ['requested', 'executing'] as const;
/** Where the side that is asked has something to do or to decide. */
const handled = [
  'PROVISIONAL_ARREST_REQUESTED', 'PROVISIONALLY_ARRESTED', 'REQUEST_RECEIVED', 'SIMPLIFIED', 'IN_PROCEEDINGS', 'PRE_REFUSAL_CONSULTATION', ...granted, 'SURRENDER_SCHEDULED', 'RESCHEDULED',
];

export const extradition: LifeCycleSource = {
  id: 'extradition',
  states: [...beforeSurrender.slice(0, 11), ...granted, 'REFUSED', 'DOMESTIC_PROSECUTION', 'SENTENCE_ENFORCEMENT_CONSIDERED', 'POSTPONED', 'TEMPORARY_SURRENDER', 'SURRENDER_SCHEDULED', 'RESCHEDULED', 'LAPSED', 'SURRENDERED', 'SPECIALITY_CONSENT', 'RE_EXTRADITION_CONSENT', 'WITHDRAWN', 'CLOSED'],
  final: ['CLOSED'],
  completes: beforeRequest,
  begin: { action: 'draft', actors: ['requesting'], to: 'DRAFT', article: 'domestic', verified: true },
  transitions: [
    { from: ['DRAFT'], action: 'request-provisional-arrest', actors: ['requesting'], to: 'PROVISIONAL_ARREST_REQUESTED', article: 'ECE 16(1)–(3); UNCAC 44(10)', verified: true, carries: ['content'], may: ['reasons'], sends: 'urgent' },
    { from: ['DRAFT'], action: 'submit', actors: ['requesting'], to: 'INTERNAL_REVIEW', article: 'domestic', verified: true },
    { from: ['INTERNAL_REVIEW'], action: 'return', actors: ['requesting'], to: 'DRAFT', article: 'domestic', verified: true, may: ['reasons'] },
    { from: ['INTERNAL_REVIEW'], action: 'transmit', actors: ['requesting'], to: 'REQUEST_TRANSMITTED', article: 'ECE 12', verified: true, carries: ['content'], may: ['reasons'], sends: 'reviewed' },
    { from: ['REQUEST_TRANSMITTED'], action: 'acknowledge', actors: ['requested'], to: 'REQUEST_RECEIVED', article: 'ECE 12', verified: true },
    { from: ['PROVISIONAL_ARREST_REQUESTED'], action: 'arrest', actors: [...asked], to: 'PROVISIONALLY_ARRESTED', article: 'ECE 16(3)–(4)', verified: true, carries: ['date'], happened: true },
    { from: ['PROVISIONAL_ARREST_REQUESTED'], action: 'decline-arrest', actors: [...asked], to: 'CLOSED', article: 'ECE 16(3)–(4)', verified: true, may: ['reasons'] },
    { from: ['PROVISIONALLY_ARRESTED'], action: 'receive-request', actors: ['requested'], to: 'REQUEST_RECEIVED', article: 'ECE 12, 16(4)', verified: true, carries: ['content'], within: 'PROVISIONAL_ARREST', follows: 'send-request' },
    { from: ['PROVISIONALLY_ARRESTED'], action: 'release', actors: [...asked], to: 'RELEASED', article: 'ECE 16(4)', verified: true, after: 'PROVISIONAL_ARREST' },
    { from: ['RELEASED'], action: 'receive-request', actors: ['requested'], to: 'REQUEST_RECEIVED', article: 'ECE 16(5)', verified: true, carries: ['content'], follows: 'send-request' },
    { from: ['PROVISIONALLY_ARRESTED', 'REQUEST_RECEIVED'], action: 'consent', actors: [...asked], to: 'SIMPLIFIED', article: '3AP 4', verified: true, carries: ['date'], happened: true, may: ['enclosures'] },
    { from: ['REQUEST_RECEIVED'], action: 'ask', actors: [...asked], to: 'INFO_REQUESTED', article: 'ECE 13', verified: true, may: ['limit'], wants: ['question'] },
    { from: ['INFO_REQUESTED'], action: 'supply', actors: ['requesting'], to: 'back', article: 'ECE 13', verified: true, wants: ['answer'], may: ['enclosures'] },
    { from: ['REQUEST_RECEIVED'], action: 'begin-proceedings', actors: [...asked], to: 'IN_PROCEEDINGS', article: 'UNCAC 44(8), ECE 22', verified: true },
    { from: ['IN_PROCEEDINGS'], action: 'intend-refusal', actors: [...asked], to: 'PRE_REFUSAL_CONSULTATION', article: 'UNCAC 44(17)', verified: true, wants: ['reasons'], may: ['grounds'] },
    { from: decided, action: 'grant', actors: [...asked], to: 'GRANTED', article: 'UNCAC 44(12), ECE 11', verified: true, may: ['enclosures'] },
    { from: decided, action: 'grant-on-condition', actors: [...asked], to: 'GRANTED_CONDITIONAL', article: 'UNCAC 44(12), ECE 11', verified: true, carries: ['conditions'], may: ['enclosures'] },
    { from: decided, action: 'refuse', actors: [...asked], to: 'REFUSED', article: 'ECE 18(2)', verified: true, carries: ['grounds', 'reasons'], grounds: { bars: 'execution' } },
    { from: ['REFUSED'], action: 'ask-for-prosecution', actors: ['requesting'], to: 'DOMESTIC_PROSECUTION', article: 'UNCAC 44(11)', verified: true, refused: { kind: 'nationality', solely: true }, sequel: true },
    { from: ['REFUSED'], action: 'apply-for-enforcement', actors: ['requesting'], to: 'SENTENCE_ENFORCEMENT_CONSIDERED', article: 'UNCAC 44(13)', verified: true, carries: ['sentence'], refused: { kind: 'nationality', solely: false }, sequel: true },
    { from: granted, action: 'schedule-surrender', actors: [...asked], to: 'SURRENDER_SCHEDULED', article: 'ECE 18(3)', verified: true, carries: ['date', 'place'] },
    { from: ['SURRENDER_SCHEDULED'], action: 'lapse', actors: [...asked], to: 'LAPSED', article: 'ECE 18(4)', verified: true, after: 'SURRENDER' },
    // The provisions on a date that was missed apply to a new one (ECE 18(5)).
    { from: ['RESCHEDULED'], action: 'lapse', actors: [...asked], to: 'LAPSED', article: 'ECE 18(4)–(5)', verified: true, after: 'SURRENDER' },
    { from: ['SURRENDER_SCHEDULED', 'RESCHEDULED'], action: 'reschedule', actors: ['requesting', ...asked], to: 'RESCHEDULED', article: 'ECE 18(5)', verified: true, carries: ['date', 'place', 'reasons'] },
    { from: granted, action: 'postpone', actors: [...asked], to: 'POSTPONED', article: 'ECE 19', verified: true, may: ['reasons'] },
    { from: granted, action: 'surrender-temporarily', actors: [...asked], to: 'TEMPORARY_SURRENDER', article: 'ECE 19', verified: true, carries: ['conditions'] },
    { from: ['SURRENDER_SCHEDULED', 'RESCHEDULED'], action: 'surrender', actors: [...asked], to: 'SURRENDERED', article: 'ECE 18', verified: true, carries: ['date'], happened: true, may: ['enclosures'] },
    { from: ['SURRENDERED'], action: 'consent-to-other-offence', actors: ['requested'], to: 'SPECIALITY_CONSENT', article: 'ECE 14(1)(a), 15', verified: true, may: ['conditions'], sequel: true, answers: 'request-speciality-consent', unasked: true },
    { from: ['SURRENDERED'], action: 'consent-to-re-extradition', actors: ['requested'], to: 'RE_EXTRADITION_CONSENT', article: 'ECE 14(1)(a), 15', verified: true, may: ['conditions'], sequel: true, answers: 'request-speciality-consent', unasked: true },
    { from: beforeSurrender, action: 'withdraw', actors: ['requesting'], to: 'WITHDRAWN', article: 'practice', verified: true, may: ['reasons'] },
    { from: terminal, action: 'close', actors: ['requesting', 'requested'], to: 'CLOSED', article: '—', verified: true },

    // What is said along the way, and after the end.
    // A court or another authority takes part from then on. The articles are of the channel and of whose procedure it is, not of the handing on.
    { from: handled, action: 'forward', actors: ['requested'], to: 'stay', article: 'ECE 12(1), 22', verified: false },
    { from: beforeRequest, action: 'send-request', actors: ['requesting'], to: 'stay', article: 'ECE 12, 16(4)', verified: true, carries: ['content'], may: ['reasons'] },
    { from: beforeSurrender.filter((state) => state !== 'DRAFT' && state !== 'INTERNAL_REVIEW'), action: 'see-alarm', actors: ['requesting', ...asked], to: 'stay', article: 'practice', verified: true },
    { from: ['PROVISIONALLY_ARRESTED', 'REQUEST_RECEIVED', 'SIMPLIFIED'], action: 'notify-consent', actors: [...asked], to: 'stay', article: '3AP 6', verified: true },
    { from: ['SIMPLIFIED', ...granted], action: 'notify-decision', actors: [...asked], to: 'stay', article: '3AP 7', verified: true, may: ['enclosures'] },
    { from: [...beforeSurrender.filter((state) => state !== 'DRAFT' && state !== 'INTERNAL_REVIEW'), 'SURRENDERED'], action: 'record', actors: ['requesting', ...asked], to: 'stay', article: 'ECE 17, 20, 21', verified: true, carries: ['record'], wants: ['account'], may: ['enclosures'] },
    { from: surrendered, action: 'discharge-finally', actors: ['requesting'], to: 'stay', article: 'ECE 14(1)(b)', verified: true, carries: ['date'], happened: true },
    { from: surrendered, action: 'return-of-person', actors: ['requesting'], to: 'stay', article: 'ECE 14(1)(b)', verified: true, carries: ['date'], happened: true },
    // For which offence, or to which State, and with what papers, is said in the question; who consents says to which of both. The first consent has the table's states, unasked or not.
    { from: surrendered, action: 'request-speciality-consent', actors: ['requesting'], to: 'stay', article: 'ECE 14(1)(a), 15', verified: true, carries: ['purpose'], may: ['enclosures'], binding: ['SPECIALITY', 'NO_RE_EXTRADITION', 'CONDITIONS'] },
    { from: consented, action: 'consent-to-other-offence', actors: ['requested'], to: 'stay', article: 'ECE 14(1)(a), 15', verified: true, may: ['conditions'], answers: 'request-speciality-consent' },
    { from: consented, action: 'consent-to-re-extradition', actors: ['requested'], to: 'stay', article: 'ECE 14(1)(a), 15', verified: true, may: ['conditions'], answers: 'request-speciality-consent' },
    { from: surrendered, action: 'refuse-speciality-consent', actors: ['requested'], to: 'stay', article: 'ECE 14(1)(a), 15', verified: true, may: ['reasons'], answers: 'request-speciality-consent' },
  ],
  duties: [{ id: 'CONDITIONS', article: 'UNCAC 44(12), ECE 11', verified: true, bound: ['requesting'], from: ['grant-on-condition'], until: [], outlivesClosure: true }],
  choices: [
    { list: 'record', id: 'CONFLICTING_REQUESTS', article: 'ECE 17', verified: true },
    { list: 'record', id: 'PROPERTY_HANDOVER', article: 'ECE 20', verified: true },
    { list: 'record', id: 'TRANSIT', article: 'ECE 21', verified: true },
  ],
};
