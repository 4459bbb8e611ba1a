/** An instance in numbers, as the search and the proofs use it. Offices come before all other resources. */
import { crowdsOf, fitting } from './hall.js';
import { slotsOf, type Instance, type Meeting } from './instance.js';

export interface Problem {
  readonly slots: number;
  readonly dayOf: Int32Array;
  /** The first slot of each day, and after the last one the end. */
  readonly dayStarts: Int32Array;
  readonly offices: number;
  readonly resources: number;
  /** By resource and slot. */
  readonly capacity: Int32Array;
  readonly meetings: number;
  readonly durations: Int32Array;
  readonly weights: Int32Array;
  readonly parties: readonly Int32Array[];
  /** All resources that a meeting takes, its parties among them, sets of places too. */
  readonly uses: readonly Int32Array[];
  /** Slots that a meeting can begin in as far as it alone is concerned; of a kept pin, that one. */
  readonly starts: readonly Int32Array[];
  readonly pinned: Uint8Array;
  readonly before: readonly Int32Array[];
  readonly after: readonly Int32Array[];
  /** By office and slot: whether an empty slot counts as idle. */
  readonly waits: Uint8Array;
  /** By meeting and the slot it begins in. */
  readonly discomfort: Int32Array;
  readonly periods: boolean;
  readonly apart: number | undefined;
}

export function problemOf(instance: Instance): Problem {
  const slots = slotsOf(instance);
  const dayStarts = Int32Array.from([0, ...instance.days.map((_, day) => instance.days.slice(0, day + 1).reduce((sum, n) => sum + n, 0))]);
  const dayOf = Int32Array.from(instance.days.flatMap((count, day) => Array<number>(count).fill(day)));
  const offices = instance.resources.filter(({ kind }) => kind === 'office');
  const plain = [...offices, ...instance.resources.filter(({ kind }) => kind !== 'office')];
  const numbers = new Map(plain.map(({ id }, number) => [id, number]));
  const crowds = crowdsOf(instance, slots);
  const capacity = Int32Array.from([...plain, ...crowds].flatMap((resource) => [...resource.capacity]));
  const { meetings, rules } = instance;
  const order = new Map(meetings.map(({ id }, number) => [id, number]));
  const before = meetings.map(({ after }) => Int32Array.from(after ?? [], (id) => order.get(id)!));
  const followers = meetings.map((): number[] => []);
  for (const [number, others] of before.entries()) for (const other of others) followers[other]!.push(number);
  const after = followers.map((others) => Int32Array.from(others));
  const uses = meetings.map(({ parties, needs }) => Int32Array.from(new Set([
    ...[...parties, ...needs].map((id) => numbers.get(id)!),
    ...crowds.flatMap(({ holds }, crowd) => (holds(needs) ? [plain.length + crowd] : [])),
  ])));
  const seams = new Set([...dayStarts, ...(instance.seams ?? [])]);
  const starts = meetings.map((meeting, number) => Int32Array.from({ length: slots }, (_, slot) => slot).filter((slot) => {
    if (!allows(meeting, slot, slots, seams)) return false;
    for (let at = slot; at < slot + meeting.duration; at += 1) if (uses[number]!.some((resource) => capacity[resource * slots + at] === 0)) return false;
    return true;
  }));
  const waits = new Uint8Array(offices.length * slots);
  for (const [number, { capacity: there }] of offices.entries()) for (let slot = 0; slot < slots; slot += 1) waits[number * slots + slot] = there[slot]! > 0 ? 1 : 0;
  const durations = Int32Array.from(meetings, ({ duration }) => duration);
  const discomfort = new Int32Array(meetings.length * slots);
  const parties = meetings.map((meeting) => Int32Array.from(new Set(meeting.parties.map((id) => numbers.get(id)!))));
  const afar = uses.map((of) => [...of].flatMap((resource) => { const hours = plain[resource]?.discomfort; return hours === undefined ? [] : [hours]; }));
  for (const number of uses.keys()) {
    for (const slot of starts[number]!) for (let at = slot; at < slot + durations[number]!; at += 1) for (const hours of afar[number]!) discomfort[number * slots + slot]! += hours[at] ?? 0;
  }
  const problem = {
    slots, dayOf, dayStarts, offices: offices.length, resources: plain.length + crowds.length, capacity, meetings: meetings.length, durations, weights: Int32Array.from(meetings, ({ weight }) => weight),
    parties, uses, before, after, waits, discomfort, periods: rules?.idle === 'periods', apart: rules?.apart,
  };
  return { ...problem, ...keptPins(problem, starts, instance) };
}

/** Whether a meeting may begin in a slot by its own terms. */
export function allows({ duration, earliest = 0, latest = Infinity, allowed, pin }: Meeting, slot: number, slots: number, seams: ReadonlySet<number>): boolean {
  if (slot < earliest || slot + duration - 1 > latest || slot + duration > slots || (allowed !== undefined && !allowed.includes(slot)) || (pin !== undefined && pin.slot !== slot)) return false;
  for (let at = slot + 1; at < slot + duration; at += 1) if (seams.has(at)) return false;
  return true;
}

type Unpinned = Omit<Problem, 'starts' | 'pinned'>;

/** The heaviest pins that do not exclude each other stand; a meeting whose pin does not can be held nowhere. */
function keptPins({ slots, capacity, uses, durations, weights, before, after }: Unpinned, starts: readonly Int32Array[], instance: Instance): Pick<Problem, 'starts' | 'pinned'> {
  const { meetings, places = [] } = instance;
  const pinned = new Uint8Array(meetings.length);
  const taken = new Map(places.map((place) => [place.id, new Set(place.closed)])), fit = fitting(instance);
  const left = capacity.slice();
  const kept = [...starts];
  const pins = [...meetings.keys()].filter((number) => meetings[number]!.pin !== undefined).toSorted((a, b) => weights[b]! - weights[a]! || a - b);
  for (const number of pins) {
    const [slot] = starts[number]!;
    const { needs, pin } = meetings[number]!;
    const hours = slot === undefined ? [] : Array.from({ length: durations[number]! }, (_, k) => slot + k);
    const cells = [...uses[number]!].flatMap((resource) => hours.map((hour) => resource * slots + hour));
    const room = fit(needs)?.some(({ id }) => id === pin!.place) === true ? taken.get(pin!.place!) : undefined;
    const fits = slot !== undefined && cells.every((cell) => left[cell]! > 0) && (pin!.place === undefined || (room !== undefined && !hours.some((hour) => room.has(hour))))
      && before[number]!.every((other) => pinned[other] === 0 || kept[other]![0]! + durations[other]! <= slot)
      && after[number]!.every((other) => pinned[other] === 0 || slot + durations[number]! <= kept[other]![0]!);
    if (fits) {
      pinned[number] = 1;
      for (const cell of cells) left[cell]! -= 1;
      for (const hour of hours) room?.add(hour);
    } else kept[number] = new Int32Array(0);
  }
  return { starts: kept, pinned };
}
