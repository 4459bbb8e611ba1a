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

/** Whether a device of somebody who was of that authority then signed it, in this network. */
export function verifyMeetingAct({ body, signature }: MeetingAct, chain: Chain): boolean {
  const at = new Date(body.at);
  const device = chain.device(body.device, at);
  const bytes = decodeBase64Url(signature);
  return body.network === chain.network.id && device?.practitioner === body.practitioner && chain.person(body.practitioner, at)?.authority === body.authority
    && bytes !== undefined && verifySignature(bytes, meetingActMessage(body), device.key);
}
