/** Mutual legal assistance, by measure. UNCAC prescribes duties, not states; the rows say which duty each step answers. */
import type { LifeCycleSource } from '../life-cycle.js';

const drafted = ['DRAFT', 'INTERNAL_REVIEW', 'DRAFT_CONSULTATION'];
const open = ['TRANSMITTED', 'RECEIVED', 'FORWARDED', 'UNDER_ASSESSMENT', 'INFO_REQUESTED', 'CONSULTATION', 'IN_EXECUTION', 'POSTPONED', 'PARTIALLY_EXECUTED'];
const ended = ['EXECUTED', 'REFUSED', 'NOT_EXECUTABLE', 'WITHDRAWN'];
const sent = [...open, ...ended, 'CLOSED'];
/** Something may have been received, also where a measure that was executed in part went on. */
const received = ['UNDER_ASSESSMENT', 'INFO_REQUESTED', 'CONSULTATION', 'IN_EXECUTION', 'POSTPONED', 'PARTIALLY_EXECUTED', ...ended, 'CLOSED'];
const once = ['execute-in-part', 'execute'];
const asked = ['requested', 'executing'] as const;

export const mla: LifeCycleSource = {
  id: 'mla',
  states: [
    'DRAFT', 'INTERNAL_REVIEW', 'DRAFT_CONSULTATION', 'TRANSMITTED', 'RECEIVED', 'FORWARDED', 'UNDER_ASSESSMENT', 'INFO_REQUESTED', 'CONSULTATION',
    'POSTPONED', 'IN_EXECUTION', 'PARTIALLY_EXECUTED', 'EXECUTED', 'REFUSED', 'NOT_EXECUTABLE', 'WITHDRAWN', 'CLOSED',
  ],
  final: ['CLOSED'],
  reopens: ['DRAFT_CONSULTATION'],
  begin: { action: 'draft', actors: ['requesting'], to: 'DRAFT', article: 'domestic', verified: true, carries: ['assistance'] },
  transitions: [
    { from: ['DRAFT'], action: 'submit', actors: ['requesting'], to: 'INTERNAL_REVIEW', article: 'domestic', verified: true },
    { from: ['INTERNAL_REVIEW'], action: 'return', actors: ['requesting'], to: 'DRAFT', article: 'domestic', verified: true, may: ['reasons'] },
    { from: ['INTERNAL_REVIEW'], action: 'share-draft', actors: ['requesting'], to: 'DRAFT_CONSULTATION', article: 'CETS 198 34(6); otherwise practice', verified: true, may: ['account'] },
    { from: ['INTERNAL_REVIEW', 'DRAFT_CONSULTATION'], action: 'transmit', actors: ['requesting'], to: 'TRANSMITTED', article: 'UNCAC 46(13)–(15)', verified: true, carries: ['content'], may: ['deadline', 'reasons'], sends: 'reviewed' },
    { from: ['TRANSMITTED'], action: 'acknowledge', actors: ['requested'], to: 'RECEIVED', article: 'practice; no UNCAC duty', verified: true },
    { from: ['RECEIVED'], action: 'forward', actors: ['requested'], to: 'FORWARDED', article: 'UNCAC 46(13); ECMA 18', verified: true },
    { from: ['RECEIVED', 'FORWARDED'], action: 'assess', actors: [...asked], to: 'UNDER_ASSESSMENT', article: 'UNCAC 46(17)', verified: true },
    { from: ['UNDER_ASSESSMENT', 'IN_EXECUTION'], action: 'ask', actors: [...asked], to: 'INFO_REQUESTED', article: 'UNCAC 46(16)', verified: true, may: ['limit'], wants: ['question'] },
    { from: ['INFO_REQUESTED'], action: 'supply', actors: ['requesting'], to: 'back', article: 'UNCAC 46(16)', verified: true, wants: ['answer'], may: ['enclosures'] },
    { from: ['UNDER_ASSESSMENT', 'IN_EXECUTION'], action: 'intend', actors: [...asked], to: 'CONSULTATION', article: 'UNCAC 46(26)', verified: true, wants: ['reasons'], may: ['grounds', 'conditions'] },
    { from: ['UNDER_ASSESSMENT'], action: 'accept', actors: [...asked], to: 'IN_EXECUTION', article: 'UNCAC 46(17)', verified: true },
    { from: ['CONSULTATION'], action: 'accept-conditions', actors: ['requesting'], to: 'IN_EXECUTION', article: 'UNCAC 46(26)', verified: true, carries: ['conditions'], takes: { member: 'conditions', from: ['intend', 'offer-conditions'] } },
    { from: ['CONSULTATION'], action: 'postpone', actors: [...asked], to: 'POSTPONED', article: 'UNCAC 46(25)', verified: true, carries: ['grounds'], may: ['reasons'], grounds: { bars: 'time' } },
    { from: ['POSTPONED'], action: 'resume', actors: [...asked], to: 'UNDER_ASSESSMENT', article: '—', verified: true },
    { from: ['CONSULTATION'], action: 'refuse', actors: [...asked], to: 'REFUSED', article: 'UNCAC 46(21),(23)', verified: true, carries: ['grounds', 'reasons'], grounds: { bars: 'execution' } },
    { from: ['UNDER_ASSESSMENT'], action: 'refuse', actors: [...asked], to: 'REFUSED', article: 'UNCAC 46(9),(23)', verified: true, carries: ['grounds', 'reasons'], grounds: { bars: 'execution', kind: 'dual-criminality' } },
    { from: ['IN_EXECUTION'], action: 'execute-in-part', actors: [...asked], to: 'PARTIALLY_EXECUTED', article: 'UNCAC 46(24); partial: 2AP 7(2)', verified: true, wants: ['account', 'reasons'], may: ['enclosures'] },
    { from: ['IN_EXECUTION'], action: 'execute', actors: [...asked], to: 'EXECUTED', article: 'UNCAC 46(24); partial: 2AP 7(2)', verified: true, may: ['account', 'enclosures'] },
    { from: ['PARTIALLY_EXECUTED'], action: 'continue', actors: [...asked], to: 'IN_EXECUTION', article: '—', verified: true },
    { from: ['PARTIALLY_EXECUTED'], action: 'execute', actors: [...asked], to: 'EXECUTED', article: '—', verified: true, may: ['account', 'enclosures'] },
    { from: ['UNDER_ASSESSMENT', 'IN_EXECUTION'], action: 'declare-impossible', actors: [...asked], to: 'NOT_EXECUTABLE', article: '2AP 7(3); Budapest 27(7)', verified: true, carries: ['reasons'] },
    { from: open, action: 'withdraw', actors: ['requesting'], to: 'WITHDRAWN', article: 'UNCAC 46(24)', verified: true, may: ['reasons'] },
    { from: ['PARTIALLY_EXECUTED', ...ended], action: 'close', actors: ['requesting', 'requested'], to: 'CLOSED', article: '—', verified: true },

    // A draft that is not wanted any more, for which the table has no state; it stays where it was.
    { from: drafted, action: 'discard', actors: ['requesting'], to: 'stay', article: 'domestic', verified: true, may: ['reasons'], ends: 'DISCARDED' },

    // What is said along the way, and after the end.
    { from: ['CONSULTATION'], action: 'offer-conditions', actors: [...asked], to: 'stay', article: 'UNCAC 46(26)', verified: true, carries: ['conditions'], may: ['reasons'] },
    { from: [...open, ...ended], action: 'see-alarm', actors: ['requesting', ...asked], to: 'stay', article: 'practice', verified: true },
    { from: sent, action: 'status-query', actors: ['requesting'], to: 'stay', article: 'UNCAC 46(24)', verified: true, may: ['question'] },
    { from: sent, action: 'status-reply', actors: [...asked], to: 'stay', article: 'UNCAC 46(24)', verified: true, wants: ['answer'], may: ['enclosures'], replies: 'status-query' },
    { from: sent, action: 'cannot-keep-confidential', actors: [...asked], to: 'stay', article: 'UNCAC 46(20)', verified: true, wants: ['reasons'] },
    { from: received, action: 'notify-exculpatory-disclosure', actors: ['requesting'], to: 'stay', article: 'UNCAC 46(19)', verified: true, wants: ['reasons'], once },
    { from: received, action: 'consult-on-disclosure', actors: ['requested'], to: 'stay', article: 'UNCAC 46(19)', verified: true, wants: ['reasons'], once },
    { from: received, action: 'inform-of-disclosure', actors: ['requesting'], to: 'stay', article: 'UNCAC 46(19)', verified: true, wants: ['reasons'], once },
    { from: received, action: 'request-consent', actors: ['requesting'], to: 'stay', article: 'UNCAC 46(19)', verified: true, carries: ['purpose'], may: ['enclosures'], binding: ['USE_LIMITATION', 'CONDITIONS'], once },
    { from: received, action: 'consent-to-use', actors: ['requested'], to: 'stay', article: 'UNCAC 46(19)', verified: true, may: ['conditions'], answers: 'request-consent' },
    { from: received, action: 'refuse-use', actors: ['requested'], to: 'stay', article: 'UNCAC 46(19)', verified: true, may: ['reasons'], answers: 'request-consent' },
    { from: received, action: 'release-witness', actors: ['requesting'], to: 'stay', article: 'UNCAC 46(27)', verified: true, carries: ['date'], once },
    { from: received, action: 'return-evidence', actors: ['requesting'], to: 'stay', article: 'ECMA 6(2)', verified: true, wants: ['account'], once },
    { from: received, action: 'waive-return', actors: ['requested'], to: 'stay', article: 'ECMA 6(2)', verified: true, may: ['account'], once },
  ],
  duties: [{ id: 'CONDITIONS', article: 'UNCAC 46(26)', verified: true, bound: ['requesting'], from: ['accept-conditions'], until: [], outlivesClosure: true }],
};
