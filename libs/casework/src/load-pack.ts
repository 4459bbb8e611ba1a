/** From a file to a pack that fits the life cycles. This is how a treaty is added. */
import { defectOf, type Defect, type Loaded } from './defect.js';
import type { LifeCycle } from './life-cycle.js';
import { RulePack, packLists, wordLists, type WordList } from './pack.js';
import type { CycleId, Member } from './vocabulary.js';

/**
 * Never throws: a file that is not a pack, or speaks of actions, states or grounds that do not exist, is a defect that
 * names the entry. A ground that a gate names is the pack's own.
 */
export function loadPack(file: unknown, cycles: ReadonlyMap<CycleId, LifeCycle>): Loaded<RulePack> {
  const parsed = RulePack.safeParse(file);
  if (!parsed.success) return { ok: false, defect: defectOf(parsed.error, file) };
  const pack = parsed.data;
  const defect = duplicate(pack) ?? periodDefect(pack) ?? strangers(pack, cycles) ?? memberDefect(pack, cycles) ?? wordDefect(pack);
  return defect === null ? { ok: true, value: pack } : { ok: false, defect: { ...defect, entry: `${pack.id}/${defect.entry}` } };
}

/** Two entries of a list may share an id where they stand in two articles, or are of two life cycles. */
function duplicate(pack: RulePack): Defect | null {
  for (const list of packLists) {
    const seen = new Set<string>();
    for (const entry of pack[list]) {
      const { id, article } = entry;
      const key = [id, article, 'cycle' in entry ? entry.cycle : ''].join(' ');
      if (seen.has(key)) return { entry: `${list}/${id}`, rule: 'duplicate' };
      seen.add(key);
    }
  }
  return null;
}

/** A clock runs for days or until a date, and never less at most than at least; whose working days it counts, and whom it alarms, it has to say. */
function periodDefect(pack: RulePack): Defect | null {
  const wrong = pack.clocks.find(({ days, maximum, until, agreed, alternatives, bound, count, alarm }) => {
    if (bound === undefined ? count !== undefined || alarm !== undefined : count !== undefined && until !== undefined) return true;
    const sets = [days !== undefined || alternatives !== undefined || agreed === true, until !== undefined].filter(Boolean).length;
    return sets !== 1 || [{ days, maximum }, ...(alternatives ?? [])].some((period) => period.maximum !== undefined && !(period.maximum >= (period.days ?? Infinity)));
  });
  return wrong === undefined ? null : { entry: `clocks/${wrong.id}`, rule: 'no-period' };
}

function strangers(pack: RulePack, cycles: ReadonlyMap<CycleId, LifeCycle>): Defect | null {
  const governed = new Set(pack.governs);
  const grounds = new Set(pack.grounds.map(({ id }) => id));
  const clocks = new Set(pack.clocks.map(({ id }) => id));
  const uses = [
    ...pack.content.map((content) => ({ list: 'content', ...content, states: [], terms: [] })),
    ...pack.gates.map((gate) => ({ list: 'gates', ...gate, actions: [gate.action], states: gate.through === undefined ? [] : [gate.through], terms: [...(gate.grounds ?? []), ...(gate.unlessGrounds ?? [])].filter((id) => !grounds.has(id)) })),
    ...pack.requirements.map((requirement) => ({ list: 'requirements', ...requirement, actions: [requirement.action], states: [], terms: [] })),
    ...pack.clocks.map((clock) => ({ list: 'clocks', ...clock, actions: [...clock.starts, ...clock.stops], states: clock.pauses ?? [], terms: [] })),
    ...pack.duties.map((duty) => ({ list: 'duties', ...duty, actions: [...duty.from, ...duty.until], states: [], terms: duty.ends === undefined || clocks.has(duty.ends) ? [] : [duty.ends] })),
    ...pack.grounds.map((ground) => ({ list: 'grounds', id: ground.id, cycle: ground.cycles.find((id) => !governed.has(id)) ?? ground.cycles[0]!, actions: [], states: [], terms: ground.accompanies === undefined || grounds.has(ground.accompanies) ? [] : [ground.accompanies] })),
    ...pack.barred.map((barred) => ({ list: 'barred', id: barred.id, cycle: barred.cycles.find((id) => !governed.has(id)) ?? barred.cycles[0]!, actions: [], states: [], terms: [] })),
  ];
  for (const { list, id, cycle: cycleId, actions, states, terms } of uses) {
    const cycle = cycles.get(cycleId);
    if (cycle === undefined || !governed.has(cycleId)) return { entry: `${list}/${id}/${cycleId}`, rule: 'not-governed' };
    const known = new Set([cycle.begin.action, ...cycle.transitions.map(({ action }) => action)]);
    const action = actions.find((name) => !known.has(name));
    if (action !== undefined) return { entry: `${list}/${id}/${action}`, rule: 'unknown-action' };
    const state = states.find((name) => !cycle.states.includes(name));
    if (state !== undefined) return { entry: `${list}/${id}/${state}`, rule: 'unknown-state' };
    if (terms[0] !== undefined) return { entry: `${list}/${id}/${terms[0]}`, rule: 'unknown-term' };
  }
  return null;
}

/** What an entry looks for in an event, the life cycle has to let that event carry. */
function memberDefect(pack: RulePack, cycles: ReadonlyMap<CycleId, LifeCycle>): Defect | null {
  const carriedBy = (cycle: CycleId, action: string, member: Member, optional: boolean) => {
    const { begin, transitions } = cycles.get(cycle)!;
    return [begin, ...transitions].filter((row) => row.action === action).every(({ carries, may }) => carries.includes(member) || (optional && may.includes(member)));
  };
  for (const { id, cycle, action, carries } of pack.requirements) {
    if (!carriedBy(cycle, action, carries, true)) return { entry: `requirements/${id}/${carries}`, rule: 'unknown-term' };
  }
  for (const { id, cycle, starts, from, until } of pack.clocks) {
    if (from === 'date' && !starts.every((action) => carriedBy(cycle, action, 'date', false))) return { entry: `clocks/${id}/date`, rule: 'unknown-term' };
    if (until !== undefined && !starts.every((action) => carriedBy(cycle, action, until, true))) return { entry: `clocks/${id}/${until}`, rule: 'unknown-term' };
  }
  return null;
}

/** Words are of terms that the pack has, and what any language says, English says, too. */
function wordDefect({ words = {}, ...pack }: RulePack): Defect | null {
  for (const [language, said] of Object.entries(words)) {
    if (words['en'] === undefined) return { entry: 'words/en', rule: 'words-missing' };
    for (const list of wordLists) {
      for (const id of Object.keys(said[list] ?? {})) {
        if (!termsOf(pack, list).includes(id)) return { entry: `words/${language}/${list}/${id}`, rule: 'unknown-term' };
        if (words['en'][list]?.[id] === undefined) return { entry: `words/en/${list}/${id}`, rule: 'words-missing' };
      }
    }
  }
  return null;
}

/** What of a list people read the words of. */
export function termsOf(pack: Omit<RulePack, 'words'>, list: WordList): string[] {
  const entries: readonly { id: string }[] = list === 'periods' ? pack.clocks.flatMap(({ alternatives = [] }) => alternatives) : pack[list === 'why' ? 'content' : list];
  return [...new Set(entries.map(({ id }) => id))];
}
