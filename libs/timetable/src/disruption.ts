/** What comes between a plan and its day. */
import type { Instance, Meeting } from './instance.js';
import type { Timetable, Value } from './timetable.js';

export type Disruption =
  /** An office (or another resource) is not there in these slots. */
  | { readonly code: 'away'; readonly resource: string; readonly slots: readonly number[] }
  /** A place is lost; in all slots, if none are named. */
  | { readonly code: 'closed'; readonly place: string; readonly slots?: readonly number[] }
  /** A resource has another capacity from now on: fewer interpreters, fewer tables. */
  | { readonly code: 'capacity'; readonly resource: string; readonly capacity: readonly number[] }
  | { readonly code: 'withdrawn'; readonly meeting: string }
  | { readonly code: 'added'; readonly meeting: Meeting }
  | { readonly code: 'pinned'; readonly meeting: string; readonly slot: number; readonly place?: string };

export interface Spot { readonly slot: number; readonly place: string | null }

/** What is different for whoever takes part. */
export type Change =
  | { readonly code: 'moved' | 'rehoused'; readonly meeting: string; readonly parties: readonly string[]; readonly from: Spot; readonly to: Spot }
  | { readonly code: 'dropped' | 'withdrawn'; readonly meeting: string; readonly parties: readonly string[]; readonly from: Spot }
  | { readonly code: 'placed'; readonly meeting: string; readonly parties: readonly string[]; readonly to: Spot };

export interface Replan {
  /** With the disruptions in it. */
  readonly instance: Instance;
  readonly timetable: Timetable;
  readonly value: Value;
  readonly changes: readonly Change[];
  readonly refused: readonly string[];
  readonly iterations: number;
}
