/**
 * Information that nobody asked for (UNCAC 46(4)–(5); of proceeds, 56). Conditions come before content, and what they bind to outlasts everything: consent, notices and
 * consultations go on along the way, also once a request was linked. Consent that is asked for has a history of its own (`use`).
 */
import type { LifeCycleSource } from '../life-cycle.js';

const delivered = ['DELIVERED', 'USE_CONSENT', 'EXCULPATORY_NOTICE', 'LINKED_REQUEST'];
const beyond = delivered.slice(1);

export const spontaneous: LifeCycleSource = {
  id: 'spontaneous',
  states: ['OFFERED', 'ACCEPTED', 'DECLINED', 'DELIVERED', 'USE_CONSENT', 'EXCULPATORY_NOTICE', 'LINKED_REQUEST'],
  final: ['DECLINED', 'LINKED_REQUEST'],
  begin: { action: 'offer', actors: ['providing'], to: 'OFFERED', article: 'UNCAC 46(4)–(5), 56', verified: true, carries: ['nature', 'conditions'] },
  transitions: [
    { from: ['OFFERED'], action: 'accept', actors: ['receiving'], to: 'ACCEPTED', article: 'UNCAC 46(5); Budapest 26(2)', verified: true, carries: ['conditions'] },
    { from: ['OFFERED'], action: 'decline', actors: ['receiving'], to: 'DECLINED', article: 'UNCAC 46(5); Budapest 26(2)', verified: true, may: ['reasons'] },
    { from: ['ACCEPTED'], action: 'deliver', actors: ['providing'], to: 'DELIVERED', article: 'UNCAC 46(4)–(5), 56', verified: true },
    { from: ['DELIVERED'], action: 'consent-to-use', actors: ['providing'], to: 'USE_CONSENT', article: '2AP 11(4)', verified: true, carries: ['purpose'], may: ['conditions'] },
    { from: ['DELIVERED'], action: 'give-exculpatory-notice', actors: ['receiving'], to: 'EXCULPATORY_NOTICE', article: 'UNCAC 46(5)', verified: true, carries: ['reasons'] },
    { from: ['DELIVERED', 'USE_CONSENT', 'EXCULPATORY_NOTICE'], action: 'link-request', actors: ['receiving'], to: 'LINKED_REQUEST', article: 'practice', verified: true, carries: ['request'] },
    { from: beyond, action: 'consent-to-use', actors: ['providing'], to: 'stay', article: '2AP 11(4)', verified: true, carries: ['purpose'], may: ['conditions'] },
    { from: beyond, action: 'give-exculpatory-notice', actors: ['receiving'], to: 'stay', article: 'UNCAC 46(5)', verified: true, carries: ['reasons'] },
    { from: delivered, action: 'consult-on-disclosure', actors: ['providing', 'receiving'], to: 'stay', article: 'UNCAC 46(5)', verified: true, carries: ['reasons'] },
    { from: delivered, action: 'inform-of-disclosure', actors: ['receiving'], to: 'stay', article: 'UNCAC 46(5)', verified: true, carries: ['reasons'] },
    { from: ['LINKED_REQUEST'], action: 'link-request', actors: ['receiving'], to: 'stay', article: 'practice', verified: true, carries: ['request'] },
  ],
};
