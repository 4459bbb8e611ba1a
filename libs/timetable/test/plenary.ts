/** Plenaries as a secretariat has them, from a seed: offices that come late or leave early and sit in working groups, a few that everybody wants to meet, scarce interpreters. */
import type { Instance, Meeting, Place, Resource } from '../src/index.js';
import { randomFrom } from '../src/random.js';

export interface PlenaryShape {
  readonly offices: number;
  readonly meetings: number;
  readonly days: number;
  readonly slotsADay: number;
  readonly tables: number;
  readonly rooms?: number;
  /** How unequally offices are asked for. */
  readonly skew: number;
  /** Share of the slots in which an office is there. */
  readonly presence: number;
  readonly lateShare?: number;
  readonly interpreted?: number;
  /** Share of meetings that take two slots. */
  readonly long?: number;
  /** Share of meetings of three or four offices. */
  readonly several?: number;
  /** With tables and rooms that have names, so that meetings are housed. */
  readonly named?: boolean;
  readonly seed: number;
}

const languages = ['fr', 'es', 'ar', 'ru', 'zh'];

export function plenary({ offices, meetings, days, slotsADay, tables, rooms = Math.ceil(tables * 0.15), skew, presence, lateShare = 0.15, interpreted = 0.2, long = 0, several = 0, named = false, seed }: PlenaryShape): Instance {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const slots = days * slotsADay;
  const every = (capacity: number) => Array<number>(slots).fill(capacity);

  const availability = (): number[] => {
    const there = every(1);
    const some = () => 1 + below(slotsADay * 0.6);
    if (random() < lateShare) there.fill(0, 0, some());
    if (random() < lateShare) there.fill(0, slots - some());
    for (let guard = 0; guard < 50 && there.filter((n) => n === 0).length < slots * (1 - presence); guard += 1) {
      const length = 2 + below(3);
      const from = below(days) * slotsADay + below(slotsADay - length + 1);
      there.fill(0, from, from + length);
    }
    return there;
  };
  const resources: Resource[] = Array.from({ length: offices }, (_, n) => ({ id: `office-${n}`, kind: 'office', capacity: availability() }));
  resources.push({ id: 'table', kind: 'table', capacity: every(tables - rooms) }, { id: 'room', kind: 'room', capacity: every(rooms) });
  for (const language of languages) resources.push({ id: language, kind: 'interpreters', capacity: every(Math.max(1, Math.round((tables * interpreted * 0.9) / languages.length))) });

  const popularity = Array.from({ length: offices }, (_, rank) => (rank + 3) ** -skew);
  const total = popularity.reduce((sum, n) => sum + n, 0);
  const ranked = Array.from({ length: offices }, (_, n) => n);
  for (let i = offices - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [ranked[i], ranked[j]] = [ranked[j]!, ranked[i]!];
  }
  const wanted = (): number => {
    let left = random() * total;
    return ranked[popularity.findIndex((share) => (left -= share) <= 0)] ?? ranked.at(-1)!;
  };
  const asked = new Map<string, Meeting>();
  while (asked.size < meetings) {
    const [a, b] = [random() < 0.5 ? below(offices) : wanted(), wanted()];
    const id = `${Math.min(a, b)}-${Math.max(a, b)}`;
    if (a === b || asked.has(id)) continue;
    const urgency = random();
    const needs = [random() < 0.15 ? 'room' : 'table'];
    if (random() < interpreted) needs.push(languages[below(languages.length)]!);
    const parties = new Set([a, b]);
    while (several > 0 && parties.size < 4 && random() < several) parties.add(wanted());
    asked.set(id, { id, parties: [...parties].map((office) => `office-${office}`), needs, weight: urgency < 0.2 ? 9 : urgency < 0.55 ? 4 : 2, duration: random() < long ? 2 : 1 });
  }
  const places: Place[] = [
    ...Array.from({ length: tables - rooms }, (_, n) => ({ id: `table ${n + 1}`, offers: ['table'] })),
    ...Array.from({ length: rooms }, (_, n) => ({ id: `room ${n + 1}`, offers: ['room'] })),
  ];
  return { days: Array<number>(days).fill(slotsADay), resources, meetings: [...asked.values()], ...(named ? { places } : {}) };
}

/** The sets that the benchmark measures and that tests take their instances from. */
export const plenaries = {
  'a forum day: 132 offices, 65 requests': { offices: 132, meetings: 65, days: 1, slotsADay: 8, tables: 10, skew: 0.9, presence: 0.7, seed: 65 },
  'a plenary: 130 offices, 400 requests': { offices: 130, meetings: 400, days: 2, slotsADay: 15, tables: 20, skew: 0.6, presence: 0.8, seed: 400 },
  'a tight plenary: 130 offices, 400 requests': { offices: 130, meetings: 400, days: 2, slotsADay: 15, tables: 16, rooms: 2, skew: 1, presence: 0.6, seed: 401 },
  'a hard plenary: 130 offices, 400 requests': { offices: 130, meetings: 400, days: 2, slotsADay: 15, tables: 14, rooms: 2, skew: 0.7, presence: 0.55, interpreted: 0.35, long: 0.25, lateShare: 0.3, seed: 402 },
  'a congress: 250 offices, 2,000 requests': { offices: 250, meetings: 2000, days: 4, slotsADay: 10, tables: 80, skew: 0.5, presence: 0.85, seed: 2000 },
  'a tight congress: 250 offices, 2,000 requests': { offices: 250, meetings: 2000, days: 4, slotsADay: 10, tables: 56, rooms: 7, skew: 0.9, presence: 0.7, seed: 2001 },
  'a full congress: 250 offices, 2,000 requests': { offices: 250, meetings: 2000, days: 4, slotsADay: 10, tables: 48, rooms: 6, skew: 0.4, presence: 0.6, interpreted: 0.25, long: 0.15, lateShare: 0.25, seed: 2002 },
  'an operational meeting: 40 offices, 150 requests of two to four': { offices: 40, meetings: 150, days: 2, slotsADay: 12, tables: 10, skew: 0.5, presence: 0.85, several: 0.4, long: 0.2, seed: 150 },
} satisfies Record<string, PlenaryShape>;
