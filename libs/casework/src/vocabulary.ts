/**
 * The words that packs, life cycles and histories share. Ids are the standard's own terms; words for people are the
 * client's catalogue's. Trust: shapes only; whether a word means anything is decided against the packs.
 */
import { Instant, base64url } from '@comity/contracts';
import { z } from 'zod';

/** What has a history of its own: a measure, a person sought, an asset, an offer of information, a wider use of what was received. */
export const CycleId = z.enum(['mla', 'extradition', 'asset', 'spontaneous', 'use']);
export type CycleId = z.infer<typeof CycleId>;

/** In whose function somebody acts. `providing` and `receiving` are the parties where nothing was requested (UNCAC 46(4)). */
export const Actor = z.enum(['requesting', 'requested', 'executing', 'secretariat', 'providing', 'receiving']);
export type Actor = z.infer<typeof Actor>;

/** A state, a ground, a type of assistance, a gate, a clock, a duty: `ON_GOING`. */
export const Term = z.string().regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, 'must be a term in capitals');
/** What somebody does: `accept-conditions`. */
export const Action = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'must be an action in small letters');
/** The provision, with its instrument: `UNCAC 46(21)(a)`; or what stands in its place: `practice`, `domestic`, `—`. */
export const Article = z.string().min(1);
export const PackId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the name of a pack');

/** Where an entry comes from; `verified` is false until somebody has read it in the text of the instrument. */
export const source = { article: Article, verified: z.boolean() };

/** Words stay in sealed items; an event names the item by the SHA-256 of its bytes. */
const Sealed = base64url({ exactly: 32 });
const terms = z.array(Term).max(50);

/** Members that name words by their hash. */
const worded = {
  reasons: Sealed, conditions: Sealed, place: Sealed, nature: Sealed, order: Sealed, finality: Sealed,
  sentence: Sealed, purpose: Sealed, request: Sealed, agreement: Sealed, question: Sealed, answer: Sealed, report: Sealed,
  account: Sealed, expenses: Sealed,
} as const;
export const WordMember = z.enum(Object.keys(worded) as [keyof typeof worded, ...(keyof typeof worded)[]]);
export type WordMember = z.infer<typeof WordMember>;

/** Everything that an event may carry beside who, what and when. Nothing here is content. */
export const carried = {
  /** The type of assistance that this measure seeks. */
  assistance: Term,
  /** Which parts of the required content the dossier has. */
  content: terms,
  grounds: terms.min(1),
  route: Term,
  classification: Term,
  record: Term,
  /** When it happened or is to happen, where that is not the moment of the event. */
  date: Instant,
  /** By when an answer is asked for. */
  limit: Instant,
  /** The deadline that the requesting State suggests, with its reasons (UNCAC 46(24)). */
  deadline: Instant,
  ...worded,
  /** The files that come with it, named together by the SHA-256 of their list. */
  enclosures: Sealed,
} as const;
export const Member = z.enum(Object.keys(carried) as [keyof typeof carried, ...(keyof typeof carried)[]]);
export type Member = z.infer<typeof Member>;
export const Carried = z.strictObject(carried).partial();
export type Carried = z.infer<typeof Carried>;
