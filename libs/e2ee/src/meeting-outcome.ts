/** What a party signs of a meeting that was to be. Trust: as an act of a request (`meeting-act`); what the words amount to is for `@comity/casework` to say. */
import type { OutcomeWord, OutcomeWordBody } from '@comity/contracts';
import { concat, toBase64Url } from './bytes.js';
import { canonicalJson } from './canonical.js';
import type { Chain } from './chain.js';
import { domain, sha256 } from './hash.js';
import { isOfParty } from './meeting-act.js';
import { verifySignature } from './signature.js';

export const outcomeWordMessage = (body: OutcomeWordBody): Uint8Array => concat(domain('meeting-outcome'), canonicalJson(body));

/** What the next word of the same party names. */
export const outcomeWordHash = (body: OutcomeWordBody): string => toBase64Url(sha256(outcomeWordMessage(body)));

/** Whether a device of somebody who was of that authority then signed it, in this network. `verify`: as of an act. */
export const verifyOutcomeWord = ({ body, signature }: OutcomeWord, chain: Chain, verify = verifySignature): boolean => isOfParty({ ...body, at: body.saidAt, message: outcomeWordMessage(body), signature }, chain, verify);
