/** The working days of a State, as a focal point of one of its authorities signs them. Trust: as of what an officer signs about figures; which State the authority is of is the chain's to say. */
import type { StatedDays, StatedDaysBody } from '@comity/contracts';
import { concat } from './bytes.js';
import { canonicalJson } from './canonical.js';
import type { Chain } from './chain.js';
import { domain } from './hash.js';
import { issuerOf } from './issued.js';

export const statedDaysMessage = (body: StatedDaysBody): Uint8Array => concat(domain('stated-days'), canonicalJson(body));

/** The State whose days they are, if a focal point of that authority signed them while they were one, and it has its place in the network still; undefined otherwise. The secretariat is of no State. */
export function verifyStatedDays({ body, signature }: StatedDays, chain: Chain): string | undefined {
  const authority = chain.authorities.get(body.authority);
  const issuer = issuerOf(body, statedDaysMessage(body), signature, chain);
  return authority !== undefined && authority.ended === null && issuer?.role === 'focal-point' && issuer.authority === authority.id ? authority.state : undefined;
}
