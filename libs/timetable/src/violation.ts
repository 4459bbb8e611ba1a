/** What is wrong with a timetable, by `check`. */
export type Violation =
  | { readonly code: 'unknown-meeting' | 'held-twice' | 'outside-days' | 'across-seam' | 'too-early' | 'too-late' | 'slot-not-allowed' | 'pin-not-kept'; readonly meeting: string }
  /** More meetings than the resource takes in that slot (an office that is away takes none). */
  | { readonly code: 'over-capacity'; readonly resource: string; readonly slot: number; readonly meetings: readonly string[] }
  | { readonly code: 'order'; readonly meeting: string; readonly before: string }
  | { readonly code: 'no-place' | 'unknown-place' | 'unfit-place'; readonly meeting: string }
  | { readonly code: 'place-closed'; readonly meeting: string; readonly place: string; readonly slot: number }
  | { readonly code: 'place-taken'; readonly place: string; readonly slot: number; readonly meetings: readonly string[] }
  /** By the instance's rules. */
  | { readonly code: 'not-held'; readonly meeting: string }
  | { readonly code: 'too-far-apart'; readonly most: string; readonly least: string };

/** What is wrong with an instance, by `defectsOf`. */
export interface Defect {
  readonly code: 'long-day' | 'same-id' | 'capacity-length' | 'unknown-resource' | 'not-an-office' | 'few-parties' | 'bad-weight' | 'bad-duration' | 'unknown-meeting' | 'circular-order' | 'unknown-place' | 'bad-slot';
  /** Of the day, resource, place or meeting. */
  readonly id: string;
}
