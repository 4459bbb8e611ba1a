/** What a step on information under conditions asks of whoever takes it. */
import type { Member, OpenOfferStep } from '@comity/sdk';

/** Steps of a question for a wider use; every other one is of the information itself. */
const ofUse: ReadonlySet<string> = new Set(['request-consent', 'grant', 'refuse']);
export const cycleOf = (action: string): 'use' | 'spontaneous' => (ofUse.has(action) ? 'use' : 'spontaneous');

const written = ['purpose', 'conditions', 'reasons'] as const satisfies readonly Member[];
export type Written = (typeof written)[number];

/** The words that a step takes. The conditions that are accepted stand in the offer, and a request has its name. */
export function wordsOf({ action, carries, may }: OpenOfferStep): { member: Written; required: boolean }[] {
  if (action === 'accept') return [];
  return written.flatMap((member): { member: Written; required: boolean }[] => (carries.includes(member) ? [{ member, required: true }] : may.includes(member) ? [{ member, required: false }] : []));
}

/** What the page offers first; the rest is said along the way. */
export const isAnswer = ({ action }: OpenOfferStep): boolean => action === 'accept' || action === 'decline';
