/** Why a meeting is not held, in facts that an interface words in the user's language. */

/** One fact, and all slots (to begin in) that it closes. */
export type Fact =
  | { readonly code: 'not-allowed' | 'locked' | 'too-soon'; readonly slots: readonly number[] }
  | { readonly code: 'unavailable'; readonly resource: string; readonly slots: readonly number[] }
  | { readonly code: 'taken'; readonly resource: string; readonly slots: readonly number[]; readonly meetings: readonly string[] }
  | { readonly code: 'order'; readonly meeting: string; readonly slots: readonly number[] }
  | { readonly code: 'no-place'; readonly slots: readonly number[]; readonly meetings: readonly string[] };

/** What would let it be held in `slot`. `weight` is what others lose by it. */
export type Remedy =
  /** Another meeting moves to `to`, where it is free. Nobody loses anything. */
  | { readonly code: 'move'; readonly slot: number; readonly meeting: string; readonly to: number; readonly weight: 0 }
  | { readonly code: 'drop'; readonly slot: number; readonly meetings: readonly string[]; readonly weight: number }
  /** One more of a resource: an interpreter, a table, an office that is there after all. */
  | { readonly code: 'provide'; readonly slot: number; readonly resources: readonly string[]; readonly weight: 0 }
  /** Its own terms are widened. */
  | { readonly code: 'allow'; readonly slot: number; readonly weight: 0 };

export interface Explanation {
  readonly meeting: string;
  /** In which slots it could begin, now. Not empty: it was refused for no reason, and can simply be held. */
  readonly free: readonly number[];
  /** The fewest facts that together close every slot of the days; empty where `free` is not. */
  readonly facts: readonly Fact[];
  /** By kind: moves, wider terms, more of something, meetings given up; of each kind the cheapest first. */
  readonly remedies: readonly Remedy[];
}
