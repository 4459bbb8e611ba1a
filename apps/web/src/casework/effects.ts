/** What the law makes of a choice, beyond whether it may be made. */
import type { MatterView } from '@comity/sdk';
import { lifeCycles, rulesOf, type Rules } from './law.js';

type Force = 'mandatory' | 'optional';

/** Which grounds leave no choice, by id and article. Empty where none does: then nothing is told apart. */
export function forcesOf({ basis, kind }: Pick<MatterView, 'basis' | 'kind'>): ReadonlyMap<string, Force> {
  const law = rulesOf(basis, kind);
  const grounds = law.ok ? law.rules.grounds : [];
  return new Map(grounds.some(({ force }) => force === 'mandatory') ? grounds.map(({ id, article, force }) => [`${id} ${article}`, force]) : []);
}

type Clock = Rules['clocks'][number];

/** By clock, what runs in the place of the period that the basis chose for it, because another instrument fixes one as well. Nothing of what runs just as it was chosen, as the second edition of the law had it. */
export function keptWith({ basis, kind }: Pick<MatterView, 'basis' | 'kind'>): ReadonlyMap<string, Clock> {
  const chosen = Object.keys(basis.periods);
  if (chosen.length === 0) return new Map();
  const running = (of: MatterView['basis']) => { const law = rulesOf(of, kind); return new Map(law.ok ? law.rules.clocks.map((clock) => [clock.id, clock]) : []); };
  const [now, before] = [running(basis), running({ ...basis, edition: 2, counting: undefined })];
  return new Map(chosen.flatMap((id): [string, Clock][] => {
    const [kept, own] = [now.get(id), before.get(id)];
    return kept === undefined || (kept.days === own?.days && kept.maximum === own?.maximum) ? [] : [[id, kept]];
  }));
}

export interface Effect { effect: 'SHALL_RETURN' | 'PRIORITY_CONSIDERATION'; article: string; verified: boolean }

/** What each classification of an asset leads to. */
export const effectsOf = (kind: MatterView['kind']): ReadonlyMap<string, Effect> =>
  new Map((lifeCycles.get(kind)?.choices ?? []).flatMap(({ id, article, verified, effect }) => (effect === undefined ? [] : [[id, { effect, article, verified }]])));

const disposals: ReadonlySet<string> = new Set(['agree', 'return-assets', 'compensate', 'share']);
/** What is due of these assets when they are disposed of: by how each was classified last. */
export function dueOf({ kind, measureViews }: Pick<MatterView, 'kind' | 'measureViews'>, action: string, measures: readonly string[]): Effect[] {
  if (!disposals.has(action)) return [];
  const effects = effectsOf(kind);
  const found = measureViews.filter(({ id }) => measures.includes(id)).flatMap(({ steps }) => effects.get(steps.findLast(({ classification }) => classification !== null)?.classification ?? '') ?? []);
  return found.filter((each, i) => found.indexOf(each) === i);
}
