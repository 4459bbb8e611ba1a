/** Why a step may not be taken, or a history not be believed. A refusal names the provision, and the entry of the tables that speaks against it. */
export type RefusalCode =
  // of the legal basis
  | 'unknown-edition' | 'unknown-instrument' | 'not-governed' | 'unknown-period'
  // of the table
  | 'malformed' | 'unknown-action' | 'not-in-this-state' | 'not-your-step' | 'missing' | 'not-carried-here' | 'before-its-predecessor'
  // of the packs
  | 'gate' | 'unknown-ground' | 'barred-ground' | 'wrong-ground' | 'not-provided-for' | 'content-missing' | 'unknown-term' | 'not-after-this' | 'too-early' | 'too-late' | 'not-yet' | 'not-before-that' | 'other-conditions'
  // of a history
  | 'out-of-order' | 'another-matter' | 'altered';

export interface Refusal {
  code: RefusalCode;
  article: string;
  verified: boolean;
  /** The action, state, member, ground, gate, clock or other entry in question. */
  entry: string;
  /** In a history: the event that is refused. */
  seq?: number;
}

interface Source { article: string; verified: boolean }
/** Where no provision speaks, the rule is the product's own. */
export const ownRule: Source = { article: '—', verified: true };
export const refusal = (code: RefusalCode, { article, verified }: Source, entry: string): Refusal => ({ code, article, verified, entry });
