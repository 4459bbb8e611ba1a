/**
 * Spontaneous information under conditions as callers see it, and the ledger of what it may be used for. Part of the one interface in `api.ts`. States, actions and
 * members are the terms of `@comity/casework`. Trust: every client decides each step anew from the signed items of the log; the service has no part in it.
 */
import type { Actor, Duty, Member } from '@comity/casework';
import type { AuthorityId, FileId, Instant, ItemId, PractitionerId, Problem, SpaceId } from '@comity/contracts';
import type { Ref } from '@comity/e2ee';
import type { FileView } from './file-view.js';
import type { Marking } from './marking.js';
import type { StepRefusal } from './matters.js';

/** `files`: uploads to the space that are stored already. `basis`: instruments, by their packs. */
export interface OfferInput { to: AuthorityId; basis: string[]; nature: string; conditions: string[]; marking: Marking; text: string; files: FileId[] }
export interface OfferStepInput {
  action: string;
  /** The wider use that is granted or refused, by its key; absent: the step is about the information itself, or asks for such a use. */
  use?: string;
  /** Words by the member that carries their hash. */
  words?: Partial<Record<Member, string>>;
  /** Of `link-request` alone: the request. */
  request?: SpaceId;
}

/** In whose function this person's authority has a part; null: it has none. */
export type OfferSide = 'providing' | 'receiving';
/** `seq` null: it waits in this client's outbox. `at` is the word of whoever took it; `storedAt` that of the service, when it had it, null without `seq`. */
export interface OfferStepView { seq: number | null; action: string; actor: Actor; by: PractitionerId; at: Instant; storedAt: Instant | null; from: string | null; to: string; article: string; verified: boolean; words: Partial<Record<Member, string>>; request: SpaceId | null }
export interface OpenOfferStep {
  action: string; article: string; verified: boolean; carries: Member[]; may: Member[];
  /** Of `use`: the one that it answers. */
  use: string | null;
}
/** A use beyond the conditions, asked for: one purpose at a time. */
export interface UseView { key: string; state: string; purpose: string; steps: OfferStepView[]; open: OpenOfferStep[] }
export interface RefusedOfferStep { seq: number; by: PractitionerId; at: Instant; action: string; refusal: StepRefusal }

export interface OfferSummary extends Marking {
  space: SpaceId;
  /** Names it in its space: its item. */
  id: ItemId;
  /** Null while it waits in the outbox. */
  seq: number | null;
  /** Why the service did not take it: it stays in the outbox, with what it says, until `discard` gives it up. Null: it waits, or was taken. */
  refusal: Problem | null;
  by: PractitionerId; from: AuthorityId; to: AuthorityId; side: OfferSide | null; at: Instant; changed: Instant;
  nature: string; conditions: string[]; basis: string[];
  state: string;
  /** Whether an answer is open to this person: to the offer, or to a question for a wider use. */
  waiting: boolean;
  /** Wider uses by what came of the question; `consented`: those that the provider consented to unasked. */
  uses: { asked: number; granted: number; refused: number; consented: number };
  /** Exculpatory notices, before a disclosure and after it. */
  notices: number;
  requests: SpaceId[];
}
export interface OfferView extends OfferSummary {
  /** What was offered, once its key was released to this client, or on the device that offered it; null before. `on`: the item that holds the files. */
  content: { text: string; files: FileView[]; on: Ref | null } | null;
  steps: OfferStepView[]; useViews: UseView[]; open: OpenOfferStep[]; duties: Duty[];
  /** Newest last. */
  refused: RefusedOfferStep[];
  /** What keeps the accepted content from being released: `strangers` are in the conversation and of neither authority; the device that holds the key is not this one (`elsewhere`) or is not connected. Null: nothing, or it is released. */
  held: { why: 'strangers'; people: PractitionerId[] } | { why: 'elsewhere' | 'soon' } | null;
}
