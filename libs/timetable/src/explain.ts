/** Why a meeting is not held: the fewest facts that close every slot, and what would open one. */
import type { Blocker, Option } from './blocker.js';
import type { Explanation, Fact, Remedy } from './explanation.js';
import type { Instance, Meeting } from './instance.js';
import { Occupancy } from './occupancy.js';
import type { Timetable } from './timetable.js';

/** Of each kind. */
const mostRemedies = 3;
/** Up to so many facts all choices among them are tried; beyond, the widest fact is taken first. */
const mostExact = 16;

export function explain(instance: Instance, timetable: Timetable, id: string): Explanation {
  const occupancy = new Occupancy(instance, timetable);
  occupancy.take(id);
  const meeting = occupancy.meeting(id);
  const options = occupancy.optionsOf(meeting);
  const free = options.filter(({ state }) => state === 'free').map(({ slot }) => slot);
  if (free.length > 0) return { meeting: id, free, facts: [], remedies: [] };
  return { meeting: id, free, facts: fewest(factsOf(options), options.length), remedies: remediesOf(occupancy, meeting, options) };
}

/** Each fact with all slots that it closes by itself. */
function factsOf(options: readonly Option[]): Fact[] {
  const found = new Map<string, Fact>();
  for (const { slot, blockers } of options) {
    for (const blocker of blockers) {
      const key = keyOf(blocker);
      found.set(key, joined(found.get(key), blocker, slot));
    }
  }
  return [...found.values()].toSorted((a, b) => rank[a.code] - rank[b.code] || b.slots.length - a.slots.length);
}

const rank: Readonly<Record<Fact['code'], number>> = { 'not-allowed': 0, 'too-soon': 0, locked: 0, unavailable: 1, order: 2, taken: 3, 'no-place': 4 };

const keyOf = (blocker: Blocker): string => JSON.stringify([blocker.code, 'resource' in blocker ? blocker.resource : 'meeting' in blocker ? blocker.meeting : '']);

function joined(before: Fact | undefined, blocker: Blocker, slot: number): Fact {
  const slots = [...(before?.slots ?? []), slot];
  if (!('meetings' in blocker)) return { ...blocker, slots };
  const known = before !== undefined && 'meetings' in before ? before.meetings : [];
  return { ...blocker, slots, meetings: [...new Set([...known, ...blocker.meetings])] };
}

/** A smallest choice of facts that closes all slots. There is one: every slot is closed by some fact. */
function fewest(facts: readonly Fact[], slots: number): Fact[] {
  const closes = (chosen: readonly Fact[]) => new Set(chosen.flatMap((fact) => fact.slots)).size === slots;
  if (facts.length <= mostExact) {
    for (let size = 1; size < facts.length; size += 1) {
      for (const chosen of choices(facts, size)) if (closes(chosen)) return chosen;
    }
    return [...facts];
  }
  const chosen: Fact[] = [];
  const open = new Set(Array(slots).keys());
  while (open.size > 0) {
    const gain = (fact: Fact) => fact.slots.filter((slot) => open.has(slot)).length;
    const widest = facts.reduce((best, fact) => (gain(fact) > gain(best) ? fact : best));
    chosen.push(widest);
    for (const slot of widest.slots) open.delete(slot);
  }
  // What was widest first may be closed by what came after it.
  return chosen.reduce((kept, fact) => { const others = kept.filter((other) => other !== fact); return closes(others) ? others : kept; }, chosen);
}

function* choices(facts: readonly Fact[], size: number, from = 0): Generator<Fact[]> {
  if (size === 0) yield [];
  else for (let i = from; i <= facts.length - size; i += 1) for (const rest of choices(facts, size - 1, i + 1)) yield [facts[i]!, ...rest];
}

function remediesOf(occupancy: Occupancy, meeting: Meeting, options: readonly Option[]): Remedy[] {
  const { earliest: _earliest, latest: _latest, allowed: _allowed, pin: _pin, ...unbound } = meeting;
  const widened = occupancy.optionsOf(unbound).filter(({ slot, state }) => state === 'free' && options[slot]!.blockers.some(({ code }) => code === 'not-allowed'));
  const found: Remedy[] = [
    ...widened.map(({ slot }) => ({ code: 'allow' as const, slot, weight: 0 as const })),
    ...options.flatMap((option) => provided(occupancy, option)),
    ...options.filter(({ state }) => state === 'clash').flatMap(({ slot }) => withoutOthers(occupancy, meeting, slot)),
  ];
  const size = (remedy: Remedy) => ('resources' in remedy ? remedy.resources.length : 'meetings' in remedy ? remedy.meetings.length : 1);
  const best = found.toSorted((a, b) => a.weight - b.weight || size(a) - size(b) || a.slot - b.slot);
  return (['move', 'allow', 'provide', 'drop'] as const).flatMap((code) => best.filter((remedy) => remedy.code === code).slice(0, mostRemedies));
}

/** Where more of something is all that is missing. Of an office there is no second, but it may come after all. */
function provided(occupancy: Occupancy, { slot, blockers }: Option): Remedy[] {
  const resources = blockers.flatMap((blocker) => (blocker.code === 'unavailable' || (blocker.code === 'taken' && !occupancy.isOffice(blocker.resource)) ? [blocker.resource] : []));
  return resources.length === blockers.length ? [{ code: 'provide', slot, resources, weight: 0 }] : [];
}

/** The lightest meetings in the way are taken out, one after another, until it fits; one alone may find another slot. */
function withoutOthers(occupancy: Occupancy, meeting: Meeting, slot: number): Remedy[] {
  const out = [];
  let option = occupancy.optionAt(meeting, slot);
  while (option.state === 'clash') {
    const [blocker] = option.blockers;
    const others = blocker === undefined ? [] : 'meetings' in blocker ? blocker.meetings : 'meeting' in blocker ? [blocker.meeting] : [];
    const lightest = others.map((id) => occupancy.meeting(id)).filter(({ pin }) => pin === undefined).toSorted((a, b) => a.weight - b.weight)[0];
    if (lightest === undefined) break;
    out.push(occupancy.take(lightest.id)!);
    option = occupancy.optionAt(meeting, slot);
  }
  const remedies: Remedy[] = [];
  if (option.state === 'free' && out.length === 1) {
    occupancy.put({ meeting: meeting.id, slot, place: option.places[0] ?? null });
    const to = occupancy.optionsOf(occupancy.meeting(out[0]!.meeting)).find(({ state }) => state === 'free');
    occupancy.take(meeting.id);
    if (to !== undefined) remedies.push({ code: 'move', slot, meeting: out[0]!.meeting, to: to.slot, weight: 0 });
  }
  if (option.state === 'free' && remedies.length === 0) remedies.push({ code: 'drop', slot, meetings: out.map((entry) => entry.meeting), weight: out.reduce((sum, entry) => sum + occupancy.meeting(entry.meeting).weight, 0) });
  for (const entry of out) occupancy.put(entry);
  return remedies;
}
