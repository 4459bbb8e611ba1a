/** Asset recovery, by asset (UNCAC chapter V). */
import type { LifeCycleSource } from '../life-cycle.js';

const asked = ['requested', 'executing'] as const;
/** In which the side that is asked looks for it, holds it or hears about it. */
const pursued = ['TRACING', 'TRACED', 'FREEZE_REQUESTED', 'FROZEN', 'LIFTING_NOTICE', 'CONFISCATION_PENDING', 'THIRD_PARTY_CLAIM'];
/** In which the requesting side has what it was told of the asset, or the asset itself. */
const received = [
  'TRACED', 'FREEZE_REQUESTED', 'FROZEN', 'LIFTING_NOTICE', 'LIFTED', 'CONFISCATION_PENDING', 'THIRD_PARTY_CLAIM', 'CIVIL_RECOVERY', 'CONFISCATED', 'DISPOSITION_PENDING', 'AGREED', 'RETURNED', 'COMPENSATED', 'SHARED', 'MONITORED', 'REFUSED', 'CLOSED',
];
const under55 = ['OBTAIN_ORDER', 'ENFORCE'];

export const asset: LifeCycleSource = {
  id: 'asset',
  states: [
    'INTELLIGENCE', 'INTERNAL_REVIEW', 'TRACING', 'TRACED', 'FREEZE_REQUESTED', 'FROZEN', 'LIFTING_NOTICE', 'LIFTED', 'CONFISCATION_PENDING', 'THIRD_PARTY_CLAIM', 'CIVIL_RECOVERY',
    'CONFISCATED', 'DISPOSITION_PENDING', 'AGREED', 'RETURNED', 'COMPENSATED', 'SHARED', 'MONITORED', 'REFUSED', 'CLOSED',
  ],
  final: ['LIFTED', 'CIVIL_RECOVERY', 'COMPENSATED', 'SHARED', 'REFUSED', 'CLOSED'],
  completes: ['TRACING', 'TRACED', 'FREEZE_REQUESTED', 'FROZEN', 'LIFTING_NOTICE'],
  begin: { action: 'open', actors: ['requesting', 'requested'], to: 'INTELLIGENCE', article: 'practice', verified: true },
  transitions: [
    { from: ['INTELLIGENCE'], action: 'submit', actors: ['requesting'], to: 'INTERNAL_REVIEW', article: 'domestic', verified: true },
    { from: ['INTERNAL_REVIEW'], action: 'return', actors: ['requesting'], to: 'INTELLIGENCE', article: 'domestic', verified: true, may: ['reasons'] },
    { from: ['INTERNAL_REVIEW'], action: 'receive-tip', actors: ['requesting'], to: 'TRACING', article: 'UNCAC 56; UNCAC 46(3)(j), 55(2)', verified: true, may: ['reasons'], sends: 'reviewed' },
    { from: ['INTERNAL_REVIEW'], action: 'request-tracing', actors: ['requesting'], to: 'TRACING', article: 'UNCAC 56; UNCAC 46(3)(j), 55(2)', verified: true, may: ['reasons'], sends: 'reviewed' },
    { from: ['TRACING'], action: 'locate', actors: [...asked], to: 'TRACED', article: 'UNCAC 55(2)', verified: true, wants: ['account'], may: ['enclosures'] },
    { from: ['TRACING'], action: 'find-nothing', actors: [...asked], to: 'CLOSED', article: 'UNCAC 55(2)', verified: true, may: ['account'] },
    { from: ['TRACED'], action: 'submit-foreign-order', actors: ['requesting'], to: 'FREEZE_REQUESTED', article: 'UNCAC 54(2)(a)/(b), 55(3)(c)', verified: true, carries: ['content', 'order'], may: ['enclosures'] },
    { from: ['TRACED'], action: 'request-freezing', actors: ['requesting'], to: 'FREEZE_REQUESTED', article: 'UNCAC 54(2)(a)/(b), 55(3)(c)', verified: true, carries: ['content'], may: ['reasons', 'order', 'enclosures'] },
    { from: ['FREEZE_REQUESTED'], action: 'freeze', actors: [...asked], to: 'FROZEN', article: 'UNCAC 55(4), 55(7)', verified: true, may: ['order', 'enclosures'] },
    { from: ['FREEZE_REQUESTED'], action: 'decline-freezing', actors: [...asked], to: 'REFUSED', article: 'UNCAC 55(4), 55(7)', verified: true, carries: ['reasons'] },
    { from: ['FROZEN'], action: 'contemplate-lifting', actors: [...asked], to: 'LIFTING_NOTICE', article: 'UNCAC 55(8)', verified: true, carries: ['reasons'] },
    { from: ['LIFTING_NOTICE'], action: 'maintain', actors: [...asked], to: 'FROZEN', article: 'UNCAC 55(7)–(8)', verified: true, may: ['reasons'] },
    { from: ['LIFTING_NOTICE'], action: 'lift', actors: [...asked], to: 'LIFTED', article: 'UNCAC 55(7)–(8)', verified: true, may: ['reasons'] },
    { from: ['TRACED', 'FROZEN'], action: 'choose-route', actors: ['requesting'], to: 'CONFISCATION_PENDING', article: 'UNCAC 53(c), 54(1)(b)–(c), 55(1)', verified: true, carries: ['route', 'content'] },
    { from: ['TRACED', 'FROZEN'], action: 'sue', actors: ['requesting'], to: 'CIVIL_RECOVERY', article: 'UNCAC 53(a)–(b)', verified: true },
    { from: ['CONFISCATION_PENDING'], action: 'raise-claim', actors: [...asked], to: 'THIRD_PARTY_CLAIM', article: 'UNCAC 55(9)', verified: true, wants: ['account'] },
    { from: ['THIRD_PARTY_CLAIM'], action: 'resolve-claim', actors: [...asked], to: 'back', article: 'UNCAC 55(9)', verified: true, wants: ['account'] },
    { from: ['CONFISCATION_PENDING'], action: 'confiscate', actors: [...asked], to: 'CONFISCATED', article: 'UNCAC 55, 46(21)', verified: true, carries: ['order', 'finality'], may: ['enclosures'] },
    { from: ['CONFISCATION_PENDING'], action: 'refuse', actors: [...asked], to: 'REFUSED', article: 'UNCAC 55, 46(21)', verified: true, carries: ['grounds', 'reasons'], grounds: { bars: 'execution' } },
    { from: ['CONFISCATED'], action: 'classify', actors: ['requested'], to: 'DISPOSITION_PENDING', article: 'UNCAC 57(3)', verified: true, carries: ['classification'] },
    { from: ['DISPOSITION_PENDING'], action: 'agree', actors: ['requesting', 'requested'], to: 'AGREED', article: 'UNCAC 57(5)', verified: true, carries: ['agreement'], takes: { member: 'agreement', from: ['propose-agreement'] } },
    { from: ['DISPOSITION_PENDING', 'AGREED'], action: 'return-assets', actors: ['requested'], to: 'RETURNED', article: 'UNCAC 57(3)–(4); UNTOC 14(2)–(3)', verified: true, wants: ['account'], may: ['expenses', 'enclosures'] },
    { from: ['DISPOSITION_PENDING', 'AGREED'], action: 'compensate', actors: ['requested'], to: 'COMPENSATED', article: 'UNCAC 57(3)–(4); UNTOC 14(2)–(3)', verified: true, wants: ['account'], may: ['expenses', 'enclosures'] },
    { from: ['DISPOSITION_PENDING', 'AGREED'], action: 'share', actors: ['requested'], to: 'SHARED', article: 'UNCAC 57(3)–(4); UNTOC 14(2)–(3)', verified: true, wants: ['account'], may: ['expenses', 'enclosures'] },
    { from: ['RETURNED'], action: 'report-end-use', actors: ['requesting'], to: 'MONITORED', article: 'agreement, not UNCAC', verified: true, wants: ['report'], may: ['enclosures'] },
    { from: ['MONITORED'], action: 'close', actors: ['requesting', 'requested'], to: 'CLOSED', article: 'agreement, not UNCAC', verified: true },

    // Ends for which the table has no state: a draft that is not wanted any more, and an asset that is not looked for any more.
    { from: ['INTELLIGENCE', 'INTERNAL_REVIEW'], action: 'discard', actors: ['requesting'], to: 'stay', article: 'domestic', verified: true, may: ['reasons'], ends: 'DISCARDED' },
    { from: pursued, action: 'withdraw', actors: ['requesting'], to: 'stay', article: 'practice', verified: true, may: ['reasons'], ends: 'WITHDRAWN' },

    { from: ['DISPOSITION_PENDING'], action: 'propose-agreement', actors: ['requesting', 'requested'], to: 'stay', article: 'UNCAC 57(5)', verified: true, carries: ['agreement'] },
    // What is said along the way. Whoever the request is handed on to takes part from then on; 55(1) is of confiscation, and goes for what comes before it by 55(3) at most.
    { from: pursued, action: 'forward', actors: ['requested'], to: 'stay', article: 'UNCAC 46(13), 55(1)', verified: false },
    { from: [...pursued, 'CONFISCATED', 'DISPOSITION_PENDING', 'AGREED'], action: 'inform', actors: ['requesting', ...asked], to: 'stay', article: 'CETS 198 41', verified: true, wants: ['account'], may: ['enclosures'], sequel: true },
    // Information is used for what the request stated, and what was given back or shared for what was agreed.
    { from: received, action: 'request-consent', actors: ['requesting'], to: 'stay', article: 'UNCAC 46(19), 55(3), 57(5)', verified: false, carries: ['purpose'], may: ['enclosures'], sequel: true, binding: ['USE_LIMITATION', 'CONDITIONS'] },
    { from: received, action: 'consent-to-use', actors: ['requested'], to: 'stay', article: 'UNCAC 46(19), 55(3), 57(5)', verified: false, may: ['conditions'], sequel: true, answers: 'request-consent' },
    { from: received, action: 'refuse-use', actors: ['requested'], to: 'stay', article: 'UNCAC 46(19), 55(3), 57(5)', verified: false, may: ['reasons'], sequel: true, answers: 'request-consent' },
  ],
  duties: [{ id: 'CONDITIONS', article: 'UNCAC 57(5)', verified: true, bound: ['requesting'], from: ['agree'], until: [], outlivesClosure: true }],
  choices: [
    { list: 'route', id: 'OBTAIN_ORDER', article: 'UNCAC 55(1)(a)', verified: true },
    { list: 'route', id: 'ENFORCE', article: 'UNCAC 55(1)(b)', verified: true },
    { list: 'route', id: 'OWN_PROCEEDINGS', article: 'UNCAC 54(1)(b)', verified: true },
    { list: 'route', id: 'NON_CONVICTION', article: 'UNCAC 54(1)(c)', verified: true },
    { list: 'route', id: 'OWNERSHIP_CLAIM', article: 'UNCAC 53(c)', verified: true },
    { list: 'classification', id: 'EMBEZZLED_PUBLIC_FUNDS', article: 'UNCAC 57(3)(a)', verified: true, effect: 'SHALL_RETURN', afterRoutes: under55 },
    { list: 'classification', id: 'PRIOR_OWNERSHIP_OR_DAMAGE', article: 'UNCAC 57(3)(b)', verified: true, effect: 'SHALL_RETURN', afterRoutes: under55 },
    { list: 'classification', id: 'OTHERWISE', article: 'UNCAC 57(3)(c)', verified: true, effect: 'PRIORITY_CONSIDERATION' },
    { list: 'field', id: 'COUNTRY_OF_ORIGIN', article: 'StAR', verified: true },
    { list: 'field', id: 'ASSET_LOCATION', article: 'StAR', verified: true },
    { list: 'field', id: 'TRANSIT', article: 'StAR', verified: true },
    { list: 'field', id: 'CASE_CLUSTER', article: 'StAR', verified: true },
  ],
};
