/** Who may do what: the authority of issuers over authorities, persons and devices. */
import type { AuthorityId } from '@comity/contracts';
import type { ChainNetwork, ChainPerson } from './chain-state.js';

/** The current persons who issue a statement: one or two, distinct. */
export type Issuers = readonly ChainPerson[];

/** Root actions need two officers of the secretariat. */
export const areTwoOfficers = (issuers: Issuers): boolean => issuers.length === 2 && issuers.every((issuer) => issuer.role === 'officer');

export const isFocalPointOf = (issuers: Issuers, authority: AuthorityId): boolean =>
  issuers.length === 1 && issuers[0]!.role === 'focal-point' && issuers[0]!.authority === authority;

/** One officer does for the secretariat what a focal point does for an authority. */
export const isFocalPointOrOfficerOf = (issuers: Issuers, authority: AuthorityId, network: ChainNetwork): boolean =>
  isFocalPointOf(issuers, authority) || (issuers.length === 1 && issuers[0]!.role === 'officer' && authority === network.secretariat);

/** Ending access: two officers anybody's; a focal point that of people of the same authority, officers excepted. */
export const mayEnd = (issuers: Issuers, person: ChainPerson, network: ChainNetwork): boolean =>
  areTwoOfficers(issuers) || (person.role !== 'officer' && isFocalPointOrOfficerOf(issuers, person.authority, network));
