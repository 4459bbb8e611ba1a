/**
 * Places as capacities. Meetings of one slot find places, all of them, exactly if for every set of places no more meetings can only be in it than it has open (Hall's marriage
 * theorem); so those sets become resources, and slots can be planned before places are.
 */
import type { Instance, Place } from './instance.js';

/** More sets than this are left to the housing, which may then refuse a meeting. */
const mostSets = 256;

export interface Crowd {
  /** How many of its places are open, by slot. */
  readonly capacity: readonly number[];
  /** Whether the meeting can only be at these places. */
  readonly holds: (needs: readonly string[]) => boolean;
}

/** The places that a meeting can be at, one array for all that need the same; undefined where it needs nothing that places offer. */
export function fitting(instance: Instance): (needs: readonly string[]) => readonly Place[] | undefined {
  const places = instance.places ?? [];
  const offered = new Set(places.flatMap(({ offers }) => offers));
  const known = new Map<string, readonly Place[] | undefined>(), met = new Map<readonly string[], readonly Place[] | undefined>();
  const find = (needs: readonly string[]): readonly Place[] | undefined => {
    const wanted = needs.filter((need) => offered.has(need)).toSorted();
    const key = JSON.stringify(wanted);
    if (!known.has(key)) known.set(key, wanted.length === 0 ? undefined : places.filter(({ offers }) => wanted.every((need) => offers.includes(need))));
    return known.get(key);
  };
  return (needs) => {
    if (!met.has(needs)) met.set(needs, find(needs));
    return met.get(needs);
  };
}

export function crowdsOf(instance: Instance, slots: number): Crowd[] {
  const fits = fitting(instance);
  const groups = new Map<string, ReadonlySet<Place>>();
  const keyOf = (set: Iterable<Place>) => [...set].map(({ id }) => id).toSorted().join('\n');
  for (const places of new Set(instance.meetings.map(({ needs }) => fits(needs)))) if (places !== undefined) groups.set(keyOf(places), new Set(places));
  const unions = new Map(groups);
  for (const [, union] of unions) {
    for (const group of groups.values()) {
      // sets without a place in common say nothing together that they do not say alone
      if (unions.size >= mostSets || [...group].every((place) => !union.has(place))) continue;
      const wider = new Set([...union, ...group]);
      unions.set(keyOf(wider), wider);
    }
  }
  return [...unions.values()].map((union) => {
    const held = new Map<readonly Place[] | undefined, boolean>();
    const holds = (places: readonly Place[] | undefined): boolean => places?.every((place) => union.has(place)) ?? false;
    return {
      capacity: Array.from({ length: slots }, (_, slot) => [...union].filter(({ closed }) => closed?.includes(slot) !== true).length),
      holds: (needs) => {
        const places = fits(needs);
        if (!held.has(places)) held.set(places, holds(places));
        return held.get(places)!;
      },
    };
  });
}
