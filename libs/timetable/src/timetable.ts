/** When and where meetings are held. */
export interface Held {
  readonly meeting: string;
  /** The slot it begins in. */
  readonly slot: number;
  /** Null where nothing that it needs is offered by places. */
  readonly place: string | null;
}

/** In the order of the instance's meetings; whatever is not in it is not held. */
export type Timetable = readonly Held[];

/** What a timetable is worth, the most important first. More weight is better, of everything else less. */
export interface Value {
  /** The weights of what is held. */
  readonly weight: number;
  /** Idle slots (or periods) of all offices. */
  readonly idle: number;
  /** Squares of each office's idle slots and of each office's refusals, added up: least where all bear alike. */
  readonly unfairness: number;
  /** How often an office goes to another place between two meetings of a day. */
  readonly roomChanges: number;
  readonly discomfort: number;
}

/** Negative where `a` is better. */
export function compare(a: Value, b: Value): number {
  return b.weight - a.weight || a.idle - b.idle || a.unfairness - b.unfairness || a.roomChanges - b.roomChanges || a.discomfort - b.discomfort;
}
