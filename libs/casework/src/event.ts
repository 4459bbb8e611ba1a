/**
 * One step of a matter, as it is signed, stored and replayed. Nothing in it is content: words are named by the hash of their
 * sealed item. Trust: an event that parses is shaped like one; `replay` says whether it may stand where it stands.
 */
import { Instant } from '@comity/contracts';
import { z } from 'zod';
import { Action, Actor, Article, Carried, CycleId, Term } from './vocabulary.js';

export const CaseEvent = z.strictObject({
  /** Its place in the history of the matter, from 1 without gaps. */
  seq: z.number().int().min(1),
  cycle: CycleId,
  action: Action,
  actor: Actor,
  at: Instant,
  /** Null for the event that begins the matter. */
  from: Term.nullable(),
  to: Term,
  /** The provision of the row by which it was allowed. */
  article: Article,
  carries: Carried,
  /** Soft gates that it passed by, which others may ask about. */
  passed: z.array(Term),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** What somebody wants to do. */
export interface Deed { action: string; carries?: Carried }
