/** What may be sent on, and where to: the SDK's rule, here so that the dialog can say no before anybody writes a comment. A test holds the two together. */
import type { AuthorityId } from '@comity/contracts';
import type { Marking, MessageEntry } from '@comity/sdk';

export type ForbiddingCode = 'H2' | 'H3' | 'TLP:RED' | 'TLP:AMBER+STRICT';

export const isOwnWords = ({ own, forwarded }: Pick<MessageEntry, 'own' | 'forwarded'>): boolean => own && forwarded === null;

/** What forbids it everywhere; the sender's own words are theirs to give. */
export function forbids({ handling, tlp }: Pick<Marking, 'handling' | 'tlp'>, own: boolean): Exclude<ForbiddingCode, 'TLP:AMBER+STRICT'> | null {
  if (own) return null;
  if (handling === 'H2' || handling === 'H3') return handling;
  return tlp === 'red' ? 'TLP:RED' : null;
}

/** What forbids it towards these readers, when nothing forbids it everywhere. */
export const forbidsTo = ({ tlp }: Pick<Marking, 'tlp'>, own: boolean, from: AuthorityId, readers: readonly (AuthorityId | null)[]): ForbiddingCode | null =>
  (!own && tlp === 'amber-strict' && readers.some((reader) => reader !== from) ? 'TLP:AMBER+STRICT' : null);
