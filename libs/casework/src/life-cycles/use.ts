/** A use beyond the one that the request stated (UNCAC 46(19)), or that the provider allowed; asked for one purpose at a time, also after closure. */
import type { LifeCycleSource } from '../life-cycle.js';

export const use: LifeCycleSource = {
  id: 'use',
  states: ['CONSENT_REQUESTED', 'GRANTED', 'REFUSED'],
  final: ['GRANTED', 'REFUSED'],
  begin: { action: 'request-consent', actors: ['requesting', 'receiving'], to: 'CONSENT_REQUESTED', article: 'UNCAC 46(19)', verified: true, carries: ['purpose'] },
  transitions: [
    { from: ['CONSENT_REQUESTED'], action: 'grant', actors: ['requested', 'providing'], to: 'GRANTED', article: 'UNCAC 46(19)', verified: true, may: ['conditions'] },
    { from: ['CONSENT_REQUESTED'], action: 'refuse', actors: ['requested', 'providing'], to: 'REFUSED', article: 'UNCAC 46(19)', verified: true, may: ['reasons'] },
  ],
};
