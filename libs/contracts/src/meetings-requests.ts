/**
 * Requests for a meeting: what parties ask of each other, each act signed by the device of who does it, so that neither the service nor the secretariat can
 * invent a consent. A request is the list of its acts, and nothing else; whoever reads it folds them (`standingOfRequest` of `@comity/casework`).
 * Trust: an act counts when its device's signature verifies, the chain has device and practitioner in that authority then, and it follows the act before it.
 */
import { z } from 'zod';
import { AuthorityId, base64url, DeviceId, Instant, NetworkId, PractitionerId, Signature, SpaceId, uuid } from './primitives.js';
import { meetingLimits } from './meeting-limits.js';
import { DelegateId, LanguagePair, MeetingRequestId, MeetingSessionId, RoomSecurity, Slug, WallAt } from './meetings.js';

/** Where a request stands. A draft is nobody's but the client's. `accepted`: all parties consent to the same terms; only then is it planned. */
export const RequestState = z.enum(['asked', 'countered', 'accepted', 'declined', 'withdrawn']);
export type RequestState = z.infer<typeof RequestState>;
/** `accept` may be said again, with other wishes, or with a `space` where accepted terms have none. `counter`: other terms, to which the others have to consent. */
export const RequestAct = z.enum(['ask', 'accept', 'counter', 'decline', 'withdraw']);
export type RequestAct = z.infer<typeof RequestAct>;
export const DeclineReason = z.enum(['no-time', 'not-competent', 'already-in-contact', 'not-now', 'other']);
export type DeclineReason = z.infer<typeof DeclineReason>;

const distinct = (all: readonly string[]): boolean => new Set(all).size === all.length;
/**
 * What all parties consent to. The first party is the one that asks; the parties of a request never change. `slots`: how long. `space`: where the sealed topic
 * lies, null without one. `case`: one of the forum's. `earliest`, `latest`: beginnings of slots between which it lies, both included. `after`: not before that other meeting of the session is over.
 */
export const MeetingTerms = z.object({
  parties: z.array(AuthorityId).min(2).max(meetingLimits.parties).refine(distinct, 'must name each once'),
  slots: z.number().int().min(1).max(12), languages: LanguagePair.nullable(), room: z.object({ class: Slug.nullable(), security: RoomSecurity, equipment: z.array(Slug).max(10).refine(distinct, 'must name each once') }).strict(),
  earliest: WallAt.nullable(), latest: WallAt.nullable(), after: MeetingRequestId.nullable(), case: uuid.nullable(), space: SpaceId.nullable(),
}).strict();
export type MeetingTerms = z.infer<typeof MeetingTerms>;
/** What one party wants for itself. `priority`: 1 (if there is room) to 3 (what we come for). `delegates`: of its own who have to be there. */
export const MeetingWishes = z.object({ priority: z.number().int().min(1).max(3), delegates: z.array(DelegateId).max(meetingLimits.delegatesPerParty).refine(distinct, 'must name each once') }).strict();
export type MeetingWishes = z.infer<typeof MeetingWishes>;

/**
 * What is signed. `after`: SHA-256 of the signed bytes of the act before it, null for `ask`. `terms`: those asked or countered with, and for the other acts the
 * ones they answer. `wishes` with `ask`, `accept`, `counter`; `reason` with `decline`, and may be with `counter` and `withdraw`.
 */
export const MeetingActBody = z.object({
  v: z.literal(1), network: NetworkId, session: MeetingSessionId, request: MeetingRequestId, after: base64url({ exactly: 32 }).nullable(), act: RequestAct, terms: MeetingTerms,
  wishes: MeetingWishes.nullable(), reason: DeclineReason.nullable(), authority: AuthorityId, practitioner: PractitionerId, device: DeviceId, at: Instant,
}).strict().superRefine(({ act, after, wishes, reason }, context) => {
  if ((act === 'ask') !== (after === null)) context.addIssue({ code: 'custom', path: ['after'], message: 'must follow another act, unless it asks' });
  if ((act === 'decline' || act === 'withdraw') !== (wishes === null)) context.addIssue({ code: 'custom', path: ['wishes'], message: 'must be given with ask, accept and counter, and with nothing else' });
  if (act === 'decline' ? reason === null : reason !== null && act !== 'counter' && act !== 'withdraw') context.addIssue({ code: 'custom', path: ['reason'], message: 'must be given with decline, and not with ask or accept' });
});
export type MeetingActBody = z.infer<typeof MeetingActBody>;
export const MeetingAct = z.object({ body: MeetingActBody, signature: Signature }).strict().meta({ id: 'MeetingAct' });
export type MeetingAct = z.infer<typeof MeetingAct>;

/** `version`: how many acts it has. An act whose `after` is not the last one is refused with `stale-version`; ask for the request, and say it anew. */
export const MeetingRequest = z.object({ id: MeetingRequestId, session: MeetingSessionId, version: z.number().int().min(1), state: RequestState, acts: z.array(MeetingAct) }).meta({ id: 'MeetingRequest' });
export type MeetingRequest = z.infer<typeof MeetingRequest>;
/** `authority`: of one party. The secretariat asks for all, an office gets those it is a party of. `state`: as the service folds them. */
export const MeetingRequestQuery = z.object({ state: RequestState.optional(), authority: AuthorityId.optional(), after: MeetingRequestId.optional(), limit: z.coerce.number().int().min(1).max(500).default(500) }).strict();
export type MeetingRequestQuery = z.infer<typeof MeetingRequestQuery>;
