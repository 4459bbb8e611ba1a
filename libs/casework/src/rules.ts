/**
 * What the legal basis of a request makes of the packs: the rules that apply to one matter. Precedence is the order in which
 * the basis names its instruments.
 */
import { z } from 'zod';
import type { LifeCycle } from './life-cycle.js';
import type { RulePack } from './pack.js';
import { refusal, ownRule, type Refusal } from './refusal.js';
import { customary, lifeCycles, rulePacks } from './standard.js';
import { PackId, Term, type Actor, type CycleId } from './vocabulary.js';

/** Goes up when packs come to ask more of a request than they did, or the same packs come to mean something else. */
export const lawEdition = 3;

/** How a period counts: the working days of the States that are bound, and standing still while information is awaited that the other side asked for. */
const Counting = z.strictObject({ count: z.literal('working-days').optional(), pauses: z.literal('information').optional() }).refine(({ count, pauses }) => (count ?? pauses) !== undefined, 'must say something');
export type Counting = z.output<typeof Counting>;
export const Countings = z.record(Term, Counting);

export const LegalBasis = z.strictObject({
  instruments: z.array(PackId).min(1),
  /** Those of them that both parties agree to apply although an MLA treaty binds them (UNCAC 46(7)). */
  agreed: z.array(PackId).default([]),
  /** Bars that hold only where the parties' law permits, and here does (UNCAC 44(4)). */
  lawPermits: z.array(Term).default([]),
  /** For a clock, one of its pack's alternatives by id, or the days that the parties agreed. */
  periods: z.record(Term, z.union([Term, z.number().int().min(1).max(3_660)])).default({}),
  /** For a clock whose end the parties set themselves, how it counts, from the third edition on; left out: in calendar days, without standing still. One that says nothing has no encoding. */
  counting: Countings.refine((counting) => Object.keys(counting).length > 0, 'must say something').optional(),
  /** By which edition of the law it was written (`lawEdition`); left out: the first. What was signed is judged by the edition it was signed under. */
  edition: z.number().int().min(2).optional(),
});
export type LegalBasis = z.output<typeof LegalBasis>;

/** Each entry with the pack it is from; duties of the life cycle itself have its id there. */
type Lists = { [List in 'assistance' | 'content' | 'grounds' | 'barred' | 'gates' | 'requirements' | 'clocks' | 'duties' | 'listed']: (RulePack[List][number] & { pack: string })[] };

export interface Rules extends Lists {
  cycle: LifeCycle;
  edition: number;
  /** The provision that closes the list of assistance, if all instruments close theirs. */
  noOtherAssistance: { article: string; verified: boolean } | null;
  /** The State of each party, as far as it is known: whose working days count. */
  states: Partial<Record<Actor, string>>;
}
export type RulesResult = { ok: true; rules: Rules } | { ok: false; refusal: Refusal };

/** Packs and life cycles by id; the product's own, if nothing else is said. */
export interface Law { packs: ReadonlyMap<string, RulePack>; cycles: ReadonlyMap<CycleId, LifeCycle> }
const standardLaw: Law = { packs: rulePacks, cycles: lifeCycles };

/**
 * The rules for a matter of `cycleId` under `basis`. Refused are editions and instruments that nobody entered, a basis of which none governs
 * such matters, and periods, or ways to count them, that no clock offers. What is customary comes after everything else.
 */
export function rulesOf(basis: LegalBasis, cycleId: CycleId, law: Law = standardLaw, states: Rules['states'] = {}): RulesResult {
  const cycle = law.cycles.get(cycleId);
  if (cycle === undefined) return { ok: false, refusal: refusal('not-governed', ownRule, cycleId) };
  const { edition = 1 } = basis;
  if (edition > lawEdition) return { ok: false, refusal: refusal('unknown-edition', ownRule, String(edition)) };
  const named: RulePack[] = [];
  for (const id of new Set(basis.instruments)) {
    const pack = law.packs.get(id);
    if (pack === undefined) return { ok: false, refusal: refusal('unknown-instrument', ownRule, id) };
    named.push(pack);
  }
  const packs = named.filter(({ governs }) => governs.includes(cycleId));
  if (packs.length === 0) return { ok: false, refusal: refusal('not-governed', ownRule, cycleId) };
  const inForce = packs.map((pack) => (named.some(({ mlaTreaty }) => mlaTreaty) && !basis.agreed.includes(pack.id) ? withoutYielding(pack) : pack));
  const gather = <List extends keyof Lists>(list: List) => [...inForce, customary].flatMap((pack) => (pack[list] as RulePack[List][number][]).filter((entry) => concerns(entry, cycleId)).map((entry) => ({ ...entry, pack: pack.id })));
  const clocks = ownFirst(gather('clocks'));
  const stranger = Object.entries(basis.periods).find(([id, period]) => {
    const here = clocks.filter((clock) => clock.id === id);
    return here.length > 0 ? !here.some((clock) => offers(clock, period)) : !named.some((pack) => pack.clocks.some((clock) => clock.id === id));
  });
  if (stranger !== undefined) return { ok: false, refusal: refusal('unknown-period', clocks.find(({ id }) => id === stranger[0]) ?? ownRule, stranger[0]) };
  const run = [...new Set(clocks.map(({ id }) => id))].flatMap((id) => running(clocks.filter((clock) => clock.id === id), basis.periods[id], edition, basis.counting?.[id]) ?? []);
  const miscounted = Object.entries(basis.counting ?? {}).find(([id, counting]) =>
    (clocks.some((clock) => clock.id === id) ? !run.some((clock) => clock.id === id && isCountedBy(clock, counting)) : !named.some((pack) => pack.clocks.some((clock) => clock.id === id))));
  if (miscounted !== undefined) return { ok: false, refusal: refusal('unknown-period', clocks.find(({ id }) => id === miscounted[0]) ?? ownRule, miscounted[0]) };
  const closed = inForce.map(({ noOtherAssistance }) => noOtherAssistance);
  return {
    ok: true,
    rules: {
      cycle, edition, states, noOtherAssistance: closed.includes(undefined) ? null : closed[0]!,
      assistance: gather('assistance'), content: gather('content').filter(({ since = 1 }) => since <= edition), grounds: gather('grounds'), gates: gather('gates'), requirements: gather('requirements'),
      duties: [...gather('duties'), ...cycle.duties.map((duty) => ({ ...duty, cycle: cycleId, pack: cycleId }))],
      listed: gather('listed'),
      barred: gather('barred').filter(({ id, ifLawPermits }) => ifLawPermits !== true || basis.lawPermits.includes(id)),
      clocks: run,
    },
  };
}

/** Without the customary clocks of which an instrument has one of its own. */
export const ownFirst = <Entry extends Pick<RulePack['clocks'][number], 'id' | 'customary'>>(clocks: readonly Entry[]): Entry[] =>
  clocks.filter(({ id, customary: open }) => open !== true || !clocks.some((other) => other.id === id && other.customary !== true));

function concerns(entry: object, cycle: CycleId): boolean {
  if ('cycles' in entry) return (entry.cycles as CycleId[]).includes(cycle);
  return !('cycle' in entry) || entry.cycle === cycle;
}

/** The pack without the paragraphs that step back behind an MLA treaty. */
function withoutYielding(pack: RulePack): RulePack {
  if (pack.yields === undefined) return pack;
  const { provision, paragraphs: [first, last] } = pack.yields;
  const stays = ({ article }: { article: string }) => {
    if (!article.startsWith(`${provision}(`)) return true;
    const paragraph = Number.parseInt(article.slice(provision.length + 1), 10);
    return paragraph < first || paragraph > last;
  };
  return {
    ...pack, assistance: pack.assistance.filter(stays), content: pack.content.filter(stays), grounds: pack.grounds.filter(stays), barred: pack.barred.filter(stays), gates: pack.gates.filter(stays),
    requirements: pack.requirements.filter(stays), clocks: pack.clocks.filter(stays), duties: pack.duties.filter(stays), listed: pack.listed.filter(stays),
  };
}

type Clock = Rules['clocks'][number];

const offers = (clock: Clock, period: string | number): boolean => (typeof period === 'number' ? clock.agreed === true : clock.alternatives?.some(({ id }) => id === period) === true);

/** Of the clocks with one id, what the basis chose by the first that offers it, or else the first that has days of its own; undefined where nobody set any. From the third edition on what another instrument fixes of the same is kept beside that. */
function running(clocks: Clock[], period: string | number | undefined, edition: number, counting?: Counting): Clock | undefined {
  const set = clocks.filter(({ days, until }) => days !== undefined || until !== undefined);
  const first = period === undefined ? set[0] : chosenOf(clocks.find((candidate) => offers(candidate, period))!, period);
  if (first === undefined || edition < 3) return first;
  const counted = counting !== undefined && mayCount(first, period, counting) ? countedBy(first, counting) : first;
  if (period === undefined && first.meaning !== 'at-least') return counted;
  const fixed = set.filter((clock) => clock.days !== undefined && measuresOf(clock) === measuresOf(first) && (period === undefined || !offers(clock, period)));
  // Beside days that an instrument fixes, days of the parties count as those do.
  return fixed.length === 0 ? counted : fixed.reduce(keepingBoth, first);
}

/** Deadlines alone, that nobody is in custody for: in working days those that the parties agreed, and standing still also those that are a suggested day. */
const mayCount = ({ meaning, agreed, until, bound }: Clock, period: string | number | undefined, { count }: Counting): boolean =>
  (meaning === 'deadline' || meaning === 'suggested') && (until === 'deadline' ? count === undefined : agreed === true && typeof period === 'number' && bound !== undefined);

/** The state in which information is awaited, in each life cycle that asks for it. */
const awaiting = 'INFO_REQUESTED';
const countedBy = (clock: Clock, { count, pauses }: Counting): Clock => ({ ...clock, ...(count && { count }), ...(pauses && { pauses: [...new Set([...(clock.pauses ?? []), awaiting])] }) });
const isCountedBy = (clock: Clock, { count, pauses }: Counting): boolean => (count === undefined || clock.count === count) && (pauses === undefined || clock.pauses?.includes(awaiting) === true);

function chosenOf(clock: Clock, period: string | number): Clock {
  if (typeof period === 'number') return { ...clock, days: period, maximum: undefined };
  const { article, verified, days, maximum } = clock.alternatives!.find(({ id }) => id === period)!;
  return { ...clock, article, verified, days, maximum };
}

/** What a clock measures: only what is the same can be weighed, and be said as one. */
const measuresOf = ({ meaning, count, from, starts, stops, pauses = [], assistance = [] }: Clock): string => JSON.stringify([meaning, count ?? null, from, ...[starts, stops, pauses, assistance].map((list) => list.toSorted())]);

const lastOf = ({ days, maximum }: Clock): number => maximum ?? days!;

/** At least as long as the longer; everything else is due with the one that is due first, and over with the one that is over first. */
function keepingBoth(one: Clock, other: Clock): Clock {
  if (one.meaning === 'at-least') return other.days! > one.days! ? other : one;
  const [first, second] = other.days! < one.days! ? [other, one] : [one, other];
  if (lastOf(first) <= lastOf(second)) return first;
  return { ...first, maximum: lastOf(second), article: `${first.article}; ${second.article}`, verified: first.verified && second.verified };
}
