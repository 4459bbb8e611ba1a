/** Small instances that have a bit of everything, from a seed: few enough to try all timetables of, or to look at by hand. */
import type { Instance, Meeting, Place, Resource } from '../src/index.js';
import { randomFrom } from '../src/random.js';

export interface SmallShape { readonly offices: number; readonly meetings: number; readonly days: readonly number[]; readonly seed: number }

export function small({ offices, meetings, days, seed }: SmallShape): Instance {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const slots = days.reduce((sum, n) => sum + n, 0);
  const each = (value: () => number) => Array.from({ length: slots }, value);
  const resources: Resource[] = Array.from({ length: offices }, (_, n) => ({
    id: `o${n}`, kind: 'office', capacity: n === 0 ? each(() => 2) : each(() => (random() < 0.85 ? 1 : 0)),
    ...(random() < 0.3 ? { discomfort: each(() => below(3)) } : {}),
  }));
  resources.push({ id: 'table', kind: 'table', capacity: each(() => 2) }, { id: 'screen', kind: 'equipment', capacity: each(() => 1) }, { id: 'fr', kind: 'interpreters', capacity: each(() => below(3)) });
  const places: Place[] = [{ id: 'A', offers: ['table'], closed: [below(slots)] }, { id: 'B', offers: ['table', 'screen'] }];
  const asked = Array.from({ length: meetings }, (_, n): Meeting => {
    const first = below(offices);
    const second = (first + 1 + below(offices - 1)) % offices;
    const others = Array.from({ length: offices }, (_office, office) => office).filter((office) => office !== first && office !== second);
    const parties = [first, second, ...(random() < 0.25 ? others.splice(below(others.length), 1) : []), ...(random() < 0.1 ? others.splice(below(others.length), 1) : [])].map((office) => `o${office}`);
    return {
      id: `m${n}`, parties, needs: ['table', ...(random() < 0.3 ? ['screen'] : []), ...(random() < 0.3 ? ['fr'] : [])], weight: 1 + below(5), duration: random() < 0.2 ? 2 : 1,
      ...(random() < 0.2 ? { earliest: below(slots) } : {}), ...(random() < 0.2 ? { latest: below(slots) } : {}),
      ...(n > 0 && random() < 0.3 ? { after: [`m${below(n)}`] } : {}), ...(random() < 0.1 ? { pin: { slot: below(slots), ...(random() < 0.5 ? { place: random() < 0.5 ? 'A' : 'B' } : {}) } } : {}),
    };
  });
  return { days, resources, places, meetings: asked };
}

/** The best weight, and with it the least idleness, by trying every choice of slots; places by trying every choice of these. */
export function bestOf(instance: Instance, judge: (slots: ReadonlyMap<string, number>) => { weight: number; idle: number } | undefined): { weight: number; idle: number } {
  const slots = instance.days.reduce((sum, n) => sum + n, 0);
  let best = { weight: -1, idle: 0 };
  const choose = (number: number, chosen: ReadonlyMap<string, number>): void => {
    const value = judge(chosen);
    if (value === undefined) return;
    if (number === instance.meetings.length) {
      if (value.weight > best.weight || (value.weight === best.weight && value.idle < best.idle)) best = value;
      return;
    }
    const { id } = instance.meetings[number]!;
    choose(number + 1, chosen);
    for (let slot = 0; slot < slots; slot += 1) choose(number + 1, new Map([...chosen, [id, slot]]));
  };
  choose(0, new Map());
  return best;
}
