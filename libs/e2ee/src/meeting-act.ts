/**
 * What a party of a request for a meeting signs with its device: asking, consenting, declining. Apart from the chain of statements, since nobody's standing follows
 * from it. Trust: the body was parsed by its contract; that the acts of a request follow each other is for `@comity/casework` to say.
 */
import type { MeetingAct, MeetingActBody } from '@comity/contracts';
import { concat, decodeBase64Url, toBase64Url } from './bytes.js';
import { canonicalJson } from './canonical.js';
import type { Chain } from './chain.js';
import { domain, sha256 } from './hash.js';
import { verifySignature } from './signature.js';

export const meetingActMessage = (body: MeetingActBody): Uint8Array => concat(domain('meeting-act'), canonicalJson(body));

/** What the act after it names. */
export const meetingActHash = (body: MeetingActBody): string => toBase64Url(sha256(meetingActMessage(body)));

/** Whether a device of somebody who was of that authority then signed it, in this network. `verify`: of a signature, a message and a key, as `verifySignature` does, or knows that it did. */
export const verifyMeetingAct = ({ body, signature }: MeetingAct, chain: Chain, verify = verifySignature): boolean => isOfParty({ ...body, message: meetingActMessage(body), signature }, chain, verify);

type Signed = Pick<MeetingActBody, 'network' | 'authority' | 'practitioner' | 'device' | 'at'> & { message: Uint8Array; signature: string };
export function isOfParty({ network, authority, practitioner, device: id, at, message, signature }: Signed, chain: Chain, verify = verifySignature): boolean {
  const then = new Date(at);
  const device = chain.device(id, then);
  const bytes = decodeBase64Url(signature);
  return network === chain.network.id && device?.practitioner === practitioner && chain.person(practitioner, then)?.authority === authority && bytes !== undefined && verify(bytes, message, device.key);
}
