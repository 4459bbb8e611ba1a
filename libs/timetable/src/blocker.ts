/** Why a meeting cannot begin in a slot. */
export type Blocker =
  /** By its own terms: the day ends, a seam, its earliest, latest or allowed slots, its pin. */
  | { readonly code: 'not-allowed' }
  /** Nothing is put on its day any more. */
  | { readonly code: 'locked' }
  /** It is over, or too short a notice. */
  | { readonly code: 'too-soon' }
  /** The resource takes nothing then: an office is away, a class of rooms is closed. */
  | { readonly code: 'unavailable'; readonly resource: string }
  /** The resource is taken then, by these meetings. */
  | { readonly code: 'taken'; readonly resource: string; readonly meetings: readonly string[] }
  /** It would not be after a meeting that it comes after, or not before one that comes after it. */
  | { readonly code: 'order'; readonly meeting: string }
  /** No place that offers all it needs is free through its slots, though each of its needs is. */
  | { readonly code: 'no-place'; readonly meetings: readonly string[] };

/** What happens when a meeting is put into a slot; `places` are those free there, of the ones it needs. */
export interface Option {
  readonly slot: number;
  readonly state: 'free' | 'clash' | 'unavailable';
  readonly blockers: readonly Blocker[];
  readonly places: readonly string[];
}
