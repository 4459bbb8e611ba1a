/** How long to search, and with which luck: arguments, so that the library has neither clock nor chance of its own. */
import type { Timetable, Value } from './timetable.js';

/** The same seed and iterations give the same timetable. A time is looked at every few hundred iterations. */
export type Budget = { readonly iterations: number } | { readonly milliseconds: number; readonly now: () => number };

/** Places are given, and the value is counted, when they are asked for. */
export interface Progress {
  readonly timetable: Timetable;
  readonly value: Value;
  readonly iterations: number;
}

export interface SearchOptions {
  readonly seed: number;
  readonly budget: Budget;
  /** Told of the first timetable, and then of better ones. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the search early, with the best so far. */
  readonly signal?: AbortSignal;
  /** Awaited now and then: lets a thread hear its messages, a signal among them. */
  readonly pause?: () => Promise<void>;
  /** What is good enough, if it is known: the search ends when it is reached. */
  readonly goal?: { readonly weight: number; readonly idle: number };
}

export interface Plan {
  readonly timetable: Timetable;
  readonly value: Value;
  /** Meetings that are not held, in the order of the instance. */
  readonly refused: readonly string[];
  readonly iterations: number;
}
