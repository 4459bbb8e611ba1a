/** Places by themselves in a formula, for proofs: what sets of places (`crowdsOf`) do not say of meetings that take several slots. */
import type { Encoding } from './encoding.js';
import { fitting } from './hall.js';
import type { Instance, Place } from './instance.js';
import type { Problem } from './problem.js';

/** Adds the places to a formula, so that whoever is held has one for all of its slots. Answers, by meeting that needs one, its places, each with the variable of being there. */
export function lodge({ formula, starts }: Encoding, { slots, durations }: Problem, instance: Instance): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const fit = fitting(instance);
  const lodgings = new Map(instance.meetings.flatMap(({ needs, pin }, meeting) => {
    const places = fit(needs)?.filter(({ id }) => pin?.place === undefined || pin.place === id);
    return places === undefined ? [] : [[meeting, new Map(places.map((place) => [place, formula.variable()]))] as const];
  }));
  const guests = new Map<Place, number[][]>(instance.places?.map((place) => [place, Array.from({ length: slots }, () => [])]));
  for (const [meeting, places] of lodgings) {
    for (const literal of starts[meeting]!.values()) formula.clause(-literal, ...places.values());
    const running = Array.from({ length: slots }, (_, slot) => [...starts[meeting]!].flatMap(([start, literal]) => (start <= slot && slot < start + durations[meeting]! ? [literal] : [])));
    for (const [slot, literals] of running.entries()) {
      if (literals.length === 0) continue;
      const runs = formula.some(literals);
      for (const [place, there] of places) {
        if (place.closed?.includes(slot) === true) formula.clause(-runs, -there);
        else {
          const guest = formula.variable();
          formula.clause(-runs, -there, guest);
          guests.get(place)![slot]!.push(guest);
        }
      }
    }
  }
  for (const slotsOf of guests.values()) for (const literals of slotsOf) formula.atMostOne(literals);
  return new Map([...lodgings].map(([meeting, places]) => [meeting, new Map([...places].map(([{ id }, there]) => [id, there]))]));
}
