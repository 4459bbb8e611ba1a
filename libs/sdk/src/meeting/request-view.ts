/** A request as its signed acts make it: the service's word counts for nothing but which acts there are. */
import { requestTable, takeMeetingAct, type MeetingStanding } from '@comity/casework';
import type { AuthorityId, MeetingAct, MeetingRequest } from '@comity/contracts';
import { meetingActHash, verifyMeetingAct, verifySignature, type Chain } from '@comity/e2ee';
import type { MeetingActView, MeetingRequestView } from '../meetings.js';

/** Undefined where not even the first act is sound: then there is nothing to show. */
export function viewOf({ id, session, acts }: MeetingRequest, chain: Chain, self: AuthorityId, verify = verifySignature): MeetingRequestView | undefined {
  let standing: MeetingStanding | null = null, before: MeetingAct | undefined;
  const seen: MeetingActView[] = [];
  for (const act of acts) {
    const { body } = act;
    if (body.request !== id || body.session !== session || body.after !== (before === undefined ? null : meetingActHash(before.body)) || !verifyMeetingAct(act, chain, verify)) break;
    const verdict = takeMeetingAct(standing, body);
    if (!verdict.ok) break;
    [standing, before] = [verdict.standing, act];
    seen.push({ act: body.act, authority: body.authority, by: body.practitioner, at: body.at, reason: body.reason, terms: body.terms, wishes: body.wishes });
  }
  if (standing === null) return undefined;
  const { state, terms, consents } = standing, sound = seen.length === acts.length;
  const asks = terms.parties[0] === self;
  const mayNow = !sound || !terms.parties.includes(self) ? [] : requestTable.flatMap(({ from, act, who }) => (from === state && act !== 'ask' && (who === 'any' || (who === 'asking') === asks) ? [act] : []));
  return { id, session, version: seen.length, sound, state, terms, consents: [...consents].map(([authority, wishes]) => ({ authority, wishes })), acts: seen, mayNow };
}
