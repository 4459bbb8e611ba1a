import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day, loaded, rulesFor } from '../test/matter.js';
import { openRows, standingOf, takenRows, walk, type Throw } from '../test/walk.js';
import { Actor, decide, lifeCycles, replay, rulePacks, type CaseEvent, type CycleId, type Rules } from './index.js';

const throws: fc.Arbitrary<Throw[]> = fc.array(fc.record({ row: fc.nat(200), tenths: fc.nat(120), ground: fc.nat(50) }), { maxLength: 25 });
/** Every pack alone under every life cycle that it governs, and pairs that meet in practice. */
const bases: [CycleId, string[]][] = [
  ...[...rulePacks.values()].flatMap(({ id, governs }) => governs.map((cycle): [CycleId, string[]] => [cycle, [id]])),
  ['mla', ['uncac', 'ecma']], ['mla', ['untoc', 'uncac']], ['extradition', ['ece', 'uncac']], ['asset', ['uncac', 'cets-198']],
];
const settings = bases.map(([cycle, instruments]) => ({ cycle, rules: rulesFor(cycle, { instruments }), name: `${cycle} under ${instruments.join(' and ')}` }));
const anywhere = fc.constantFrom(...settings.map(({ rules }) => rules));
const matters = fc.tuple(anywhere, throws).map(([rules, thrown]) => ({ rules, history: walk(rules, thrown) }));

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
};

/** Whether the table, read row by row, has this step. */
function inTable(rules: Rules, history: readonly CaseEvent[], { from, to, action, actor }: CaseEvent): boolean {
  const { begin, transitions } = rules.cycle;
  if (from === null) return history.length === 0 && action === begin.action && to === begin.to && begin.actors.includes(actor);
  return transitions.some((row) => row.action === action && row.from.includes(from) && row.actors.includes(actor)
    && (row.to === to || (row.to === 'stay' && from === to) || (row.to === 'back' && to === history.findLast((event) => event.to === from && event.from !== from)?.from)));
}

describe('random walks', () => {
  it('never leave the table', () => {
    fc.assert(fc.property(matters, ({ rules, history }) => {
      for (const [index, event] of history.entries()) expect(inTable(rules, history.slice(0, index), event)).toBe(true);
    }), { numRuns: 300 });
  });
  it('stay in it whatever anybody tries, in any state', () => {
    const actions = [...new Set([...lifeCycles.values()].flatMap(({ begin, transitions }) => [begin.action, ...transitions.map(({ action }) => action)]))];
    fc.assert(fc.property(matters, fc.constantFrom(...actions, 'teleport', '__proto__'), fc.constantFrom(...Actor.options), fc.nat(400), ({ rules, history }, action, actor, later) => {
      const at = day(400 + later);
      const decision = decide(rules, history, { action, carries: loaded(rules, history.at(-1)!.to, action, history, at) }, actor, at);
      if (decision.ok) expect(inTable(rules, history, decision.event)).toBe(true);
      else expect([typeof decision.refusal.article, decision.refusal.entry.length > 0]).toEqual(['string', true]);
    }), { numRuns: 400 });
  });
  it('can always go on to an end, by steps that are really allowed', () => {
    fc.assert(fc.property(matters, ({ rules, history }) => {
      expect(reachesEnd(rules, history)).toBe(true);
    }), { numRuns: 120 });
  });
});

/** Searches by `decide` alone, a year later so that no clock is in the way. */
function reachesEnd(rules: Rules, history: CaseEvent[]): boolean {
  const seen = new Set<string>();
  const waiting = [history];
  for (const path of waiting) {
    const { to } = path.at(-1)!;
    if (rules.cycle.final.includes(to) || standingOf(rules, path).ended !== null) return true;
    if (seen.has(to)) continue;
    seen.add(to);
    const at = day(700 + path.length);
    for (const { actor, row } of openRows(rules, path)) {
      if (row.to === 'stay') continue;
      const decision = decide(rules, path, { action: row.action, carries: loaded(rules, to, row.action, path, at) }, actor, at);
      if (decision.ok) waiting.push([...path, decision.event]);
    }
  }
  return false;
}

describe('every row of every table', () => {
  it.each<[CycleId, string[]]>([['mla', ['uncac']], ['extradition', ['ece', 'uncac']], ['asset', ['uncac']], ['spontaneous', ['uncac']], ['use', ['uncac']]])('of %s can be taken', (cycle, instruments) => {
    const rules = rulesFor(cycle, { instruments });
    const taken = takenRows(rules);
    expect(rules.cycle.transitions.filter((_, index) => !taken.has(index))).toEqual([]);
  });
});

describe('decide', () => {
  it('gives the same answer to the same question and changes nothing that it was given', () => {
    fc.assert(fc.property(matters, fc.nat(200), ({ rules, history }, pick) => {
      const rows = openRows(rules, history);
      fc.pre(rows.length > 0);
      const { actor, row } = rows[pick % rows.length]!;
      const ask = () => decide(frozen(rules), frozen(history), frozen({ action: row.action, carries: loaded(rules, history.at(-1)!.to, row.action, history, day(900)) }), actor, day(900));
      expect(ask()).toEqual(ask());
    }), { numRuns: 200 });
  });
});

describe('a history', () => {
  it('that was accepted event by event is accepted whole', () => {
    fc.assert(fc.property(matters, ({ rules, history }) => {
      expect(replay(rules, JSON.parse(JSON.stringify(history)) as CaseEvent[])).toMatchObject({ ok: true, standing: { state: history.at(-1)!.to } });
    }), { numRuns: 200 });
  });
  it('that is reordered, or has lost an event in its midst or at its beginning, is refused by name', () => {
    fc.assert(fc.property(matters, fc.nat(), fc.nat(), ({ rules, history }, one, other) => {
      fc.pre(history.length > 1);
      const [a, b] = [one % history.length, other % history.length];
      const lost = one % (history.length - 1);
      expect(replay(rules, history.toSpliced(lost, 1))).toMatchObject({ ok: false, refusal: { code: 'out-of-order', seq: lost + 2, entry: history[lost + 1]!.action } });
      fc.pre(a !== b);
      const swapped = history.with(a, history[b]!).with(b, history[a]!);
      expect(replay(rules, swapped)).toMatchObject({ ok: false, refusal: { code: 'out-of-order', seq: history[Math.max(a, b)]!.seq } });
    }), { numRuns: 200 });
  });
  it('whose events were numbered anew after one was lost is refused as well, unless that one changed nothing', () => {
    fc.assert(fc.property(matters, fc.nat(), ({ rules, history }, pick) => {
      fc.pre(history.length > 1);
      const lost = pick % (history.length - 1);
      fc.pre(history[lost]!.from !== history[lost]!.to);
      const renumbered = history.toSpliced(lost, 1).map((event, index) => ({ ...event, seq: index + 1 }));
      const result = replay(rules, renumbered);
      expect(result.ok ? 'accepted' : 'refused').toBe('refused');
    }), { numRuns: 200 });
  });
  it('of which anything was changed that the rules determine is refused', () => {
    fc.assert(fc.property(matters, fc.nat(), fc.constantFrom('seq', 'from', 'to', 'article', 'passed', 'cycle'), ({ rules, history }, pick, member) => {
      const at = pick % history.length;
      const event = history[at]!;
      const wrong = { seq: event.seq + 1, from: event.from === 'DRAFT' ? 'CLOSED' : 'DRAFT', to: event.to === 'DRAFT' ? 'CLOSED' : 'DRAFT', article: `${event.article}, 99`, passed: [...event.passed, 'NOTHING'], cycle: event.cycle === 'use' ? 'mla' : 'use' }[member];
      expect(replay(rules, history.with(at, { ...event, [member]: wrong } as CaseEvent))).toMatchObject({ ok: false, refusal: { seq: member === 'seq' ? event.seq + 1 : event.seq } });
    }), { numRuns: 200 });
  });
});
