/**
 * What became of a meeting, by the word of each party: signed by the device of who says it, so that neither the service nor the secretariat can say it for them.
 * What the words amount to is folded from them (`outcomeOf` of `@comity/casework`). Nothing of what was talked about.
 * Trust: a word counts when its device's signature verifies, the chain has device and practitioner in that authority then, and it follows that party's word before.
 */
import { z } from 'zod';
import { AuthorityId, base64url, DeviceId, Instant, NetworkId, PractitionerId, Signature } from './primitives.js';
import { meetingLimits } from './meeting-limits.js';
import { MeetingRequestId, MeetingSessionId, WallAt } from './meetings.js';

/** `no-show`: a party did not come; the others did. */
export const MeetingOutcome = z.enum(['held', 'cut-short', 'not-held', 'no-show']);
export type MeetingOutcome = z.infer<typeof MeetingOutcome>;
export const OutcomeReason = z.enum(['no-time', 'postponed', 'no-interpreter', 'no-room', 'settled', 'other']);
export type OutcomeReason = z.infer<typeof OutcomeReason>;

/**
 * What is signed. `after`: SHA-256 of the signed bytes of the word of the same party before it, null for its first. `published`, `at`: which meeting, by a version of the
 * timetable and the slot it lay in. `reason` with `not-held`; `absent` with `no-show`: the parties that did not come.
 */
export const OutcomeWordBody = z.object({
  v: z.literal(1), network: NetworkId, session: MeetingSessionId, request: MeetingRequestId, after: base64url({ exactly: 32 }).nullable(), published: z.number().int().min(1), at: WallAt,
  outcome: MeetingOutcome, reason: OutcomeReason.nullable(), absent: z.array(AuthorityId).max(meetingLimits.parties).refine((all) => new Set(all).size === all.length, 'must name each once'),
  authority: AuthorityId, practitioner: PractitionerId, device: DeviceId, saidAt: Instant,
}).strict().superRefine(({ outcome, reason, absent }, context) => {
  if ((outcome === 'not-held') !== (reason !== null)) context.addIssue({ code: 'custom', path: ['reason'], message: 'must be given with not-held, and with nothing else' });
  if ((outcome === 'no-show') !== (absent.length > 0)) context.addIssue({ code: 'custom', path: ['absent'], message: 'must be given with no-show, and with nothing else' });
});
export type OutcomeWordBody = z.infer<typeof OutcomeWordBody>;
export const OutcomeWord = z.object({ body: OutcomeWordBody, signature: Signature }).strict().meta({ id: 'OutcomeWord' });
export type OutcomeWord = z.infer<typeof OutcomeWord>;

/** All words of a request, those of one party in their order. A word whose `after` is not its party's last one is refused with `stale-version`; ask for the words, and say it anew. */
export const MeetingWords = z.object({ request: MeetingRequestId, words: z.array(OutcomeWord) }).meta({ id: 'MeetingWords' });
export type MeetingWords = z.infer<typeof MeetingWords>;
