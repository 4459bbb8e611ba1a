/**
 * Meetings as the parties see them: requests whose acts their devices signed, and the space in which the topic lies. Asked for by `meetings(name, ...)` like the rest.
 * Trust: an act counts when its device's signature verifies and it follows the one before it; what the service says of a request beyond that counts for nothing.
 */
import type { AuthorityId, Availability, DeclineReason, FeedAddress, FeedStatus, MeetingRequest, MeetingRequestId, MeetingSessionId, MeetingTerms, MeetingWishes, OfficeView, PractitionerId, RequestAct, SpaceId } from '@comity/contracts';
import type { z } from 'zod';

/** `version`: of the request that the person looked at, 0 for one that is asked now. */
export interface MeetingActInput { act: RequestAct; version: number; terms: MeetingTerms; wishes: MeetingWishes | null; reason: DeclineReason | null }
/** `genuine`: devices of the parties signed all of its acts, each after the one before it. */
export interface TalkRequest extends MeetingRequest { genuine: boolean }
/** `people`: of all parties, who are inside from the beginning; the first of each authority becomes an owner. `words`: the first message; empty: none. */
export interface MeetingSpaceInput { title: string; purpose: string; people: PractitionerId[]; words: string }

export interface Talks {
  /** Requests that this person's authority is a party of. */
  talks(id: MeetingSessionId): Promise<TalkRequest[]>;
  /** Signs and sends. Throws `stale-version` when the request is not what the person looked at any more. */
  act(id: MeetingSessionId, request: MeetingRequestId, input: MeetingActInput): Promise<void>;
  /** Makes a case file of the parties alone, which is the space of a meeting. */
  openSpace(input: MeetingSpaceInput): Promise<SpaceId>;
  /** The version of each request that this device showed last. */
  seen(id: MeetingSessionId): Promise<Record<string, number>>;
  markSeen(id: MeetingSessionId, request: MeetingRequestId, version: number): Promise<void>;
  setAvailability(id: MeetingSessionId, office: AuthorityId, availability: z.infer<typeof Availability>): Promise<OfficeView>;
  feed(): Promise<z.infer<typeof FeedStatus>>;
  /** The address, in full, this once. */
  makeFeed(): Promise<z.infer<typeof FeedAddress>>;
  endFeed(): Promise<void>;
}
