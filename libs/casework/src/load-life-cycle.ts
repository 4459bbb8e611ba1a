/** From a file of rows to a life cycle that can be walked: every state is reached, and from every state an end. */
import { defectOf, type Defect, type DefectRule, type Loaded } from './defect.js';
import { LifeCycle } from './life-cycle.js';

/** Never throws: a table that does not hold together is a defect that names the row or the state. */
export function loadLifeCycle(file: unknown): Loaded<LifeCycle> {
  const parsed = LifeCycle.safeParse(file);
  if (!parsed.success) return { ok: false, defect: defectOf(parsed.error, file) };
  const defect = namesDefect(parsed.data) ?? ambiguity(parsed.data) ?? walkDefect(parsed.data);
  return defect === null ? { ok: true, value: parsed.data } : { ok: false, defect };
}

const at = (cycle: LifeCycle, rule: DefectRule, ...entry: string[]): Defect => ({ entry: [cycle.id, ...entry].join('/'), rule });

function namesDefect(cycle: LifeCycle): Defect | null {
  const states = new Set(cycle.states);
  if (states.size < cycle.states.length) return at(cycle, 'duplicate', 'states', cycle.states.find((state, index) => cycle.states.indexOf(state) !== index)!);
  const stranger = cycle.final.find((state) => !states.has(state));
  if (stranger !== undefined) return at(cycle, 'unknown-state', 'final', stranger);
  const place = cycle.completes.find((state) => !states.has(state));
  if (place !== undefined) return at(cycle, 'unknown-state', 'completes', place);
  const reopened = cycle.reopens.find((state) => !states.has(state));
  if (reopened !== undefined) return at(cycle, 'unknown-state', 'reopens', reopened);
  if (!states.has(cycle.begin.to)) return at(cycle, 'unknown-state', cycle.begin.action, cycle.begin.to);
  for (const row of cycle.transitions) {
    const unknown = [...row.from, row.to].find((state) => state !== 'back' && state !== 'stay' && !states.has(state));
    if (unknown !== undefined) return at(cycle, 'unknown-state', row.action, unknown);
  }
  const actions = new Set(cycle.transitions.map(({ action }) => action));
  const before = cycle.transitions.find(({ follows }) => follows !== undefined && !actions.has(follows));
  if (before !== undefined) return at(cycle, 'unknown-action', before.action, before.follows!);
  for (const { action, takes, once = [] } of cycle.transitions) {
    const unknown = [...once, ...(takes?.from ?? [])].find((each) => !actions.has(each));
    if (unknown !== undefined) return at(cycle, 'unknown-action', action, unknown);
  }
  for (const { action, answers, replies } of cycle.transitions) {
    const unknown = [answers, replies].find((each) => each !== undefined && !actions.has(each));
    if (unknown !== undefined) return at(cycle, 'unknown-action', action, unknown);
  }
  for (const { id, from, until } of cycle.duties) {
    const unknown = [...from, ...until].find((action) => !actions.has(action));
    if (unknown !== undefined) return at(cycle, 'unknown-action', 'duties', id, unknown);
  }
  const routes = new Set(cycle.choices.filter(({ list }) => list === 'route').map(({ id }) => id));
  for (const choice of cycle.choices) {
    const unknown = choice.afterRoutes?.find((route) => !routes.has(route));
    if (unknown !== undefined) return at(cycle, 'unknown-term', 'choices', choice.id, unknown);
  }
  return null;
}

/** An action means one thing in a state, and nobody begins twice. */
function ambiguity(cycle: LifeCycle): Defect | null {
  const again = cycle.transitions.find(({ action }) => action === cycle.begin.action);
  if (again !== undefined) return at(cycle, 'ambiguous', again.action);
  const seen = new Set<string>();
  for (const key of cycle.transitions.flatMap(({ action, from }) => from.map((state) => `${action}/${state}`))) {
    if (seen.has(key)) return at(cycle, 'ambiguous', key);
    seen.add(key);
  }
  return null;
}

function walkDefect(cycle: LifeCycle): Defect | null {
  const edges = edgesOf(cycle);
  const reached = closure([cycle.begin.to], edges);
  const lost = cycle.states.find((state) => !reached.has(state));
  if (lost !== undefined) return at(cycle, 'unreachable', 'states', lost);
  const ending = closure(cycle.final, edges.map(([from, to]) => [to, from]));
  const stuck = cycle.states.find((state) => !ending.has(state));
  return stuck === undefined ? null : at(cycle, 'no-way-out', 'states', stuck);
}

/** Which state may follow which; from `back`, every state from which this one is entered. */
function edgesOf(cycle: LifeCycle): [string, string][] {
  const plain = cycle.transitions.flatMap(({ from, to }) => (to === 'back' || to === 'stay' ? [] : from.map((state): [string, string] => [state, to])));
  const returns = cycle.transitions.flatMap(({ from, to }) => (to === 'back' ? plain.filter(([, entered]) => from.includes(entered)).map(([before, entered]): [string, string] => [entered, before]) : []));
  return [...plain, ...returns];
}

function closure(starts: string[], edges: [string, string][]): Set<string> {
  const reached = new Set(starts);
  // A set gives what is added to it during the loop as well.
  for (const state of reached) for (const [from, to] of edges) if (from === state) reached.add(to);
  return reached;
}
