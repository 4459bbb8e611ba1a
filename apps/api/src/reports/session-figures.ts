/** Figures of the meetings of a session and of a year, with what could tell of somebody kept back. */
import { Injectable } from '@nestjs/common';
import { SessionFate, SessionKind, type AuthorityId, type Figures, type MeetingSessionId, type SessionFigures } from '@comity/contracts';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { instant, type SessionRow } from '../meetings/access.js';
import type { Fate } from '../meetings/fates.js';
import { MeetingTallies } from '../meetings/tallies.js';
import { casesOverYears, forumCases } from './forum-cases.js';
import { pairsOf } from './region-pairs.js';
import { regionOf } from './regions.js';
import { percentile, staysOpen, sumOf, suppressed, threshold, type Cell } from './suppression.js';

const met = ['held', 'cut-short'] as const satisfies readonly SessionFate[];
const placed = ['ahead', 'untold', ...met, 'not-held', 'no-show', 'contested'] as const satisfies readonly SessionFate[];
const isMet = (fate: string): boolean => met.some((each) => each === fate);
/** Of these a network tells that they were, however few: the secretariat calls them for many. Talks of some offices are some offices' matter. */
const ofAll: ReadonlySet<SessionKind> = new Set<SessionKind>(['plenary', 'forum', 'series']);

@Injectable()
export class SessionFiguresService {
  constructor(private readonly tallies: MeetingTallies, private readonly chains: ChainService) {}

  async of(by: SessionContext, id: MeetingSessionId): Promise<SessionFigures> {
    const session = await this.tallies.session(by, id), fates = await this.tallies.fates([session]);
    const { authorities } = this.chains.current();
    const of = (all: readonly Fate[], some: readonly SessionFate[]): number => all.filter(({ fate }) => some.includes(fate)).length;
    const pairs = [...Map.groupBy(fates, ({ parties }) => pairOf(parties, (authority) => authorities.get(authority)?.state))].map(([key, all]) => ({ key, count: all.length, accepted: of(all, ['unplaced', ...placed]), met: of(all, met) }));
    const idle = await this.tallies.idle(session, fates);
    const { requests, sums, cases } = told(session, fates);
    return {
      session: id, kind: session.kind, threshold, total: requests.total, requests: requests.cells, ...sums, pairs: pairsOf(pairs, sums), cases,
      // A percentile of what single offices waited, by the same rules as of days: that there is one tells how many were placed at least.
      idle: sums.placed === null ? null : percentile([...Map.groupBy(idle, (slots) => slots)].map(([days, all]) => ({ days, count: all.length })), 0.5),
    };
  }

  /** `forums`: what became of the requests of those that were read already. */
  async ofYear(by: SessionContext, year: number, forums: FatesOf): Promise<Omit<Figures['meetings'], 'sessions'>> {
    const held: Figures['meetings']['held'] = [];
    const all = await this.tallies.held(by, year), others = await this.fatesOf(all.filter(({ id }) => !forums.has(id)));
    for (const session of all) {
      const { sums, cases } = told(session, forums.get(session.id) ?? others.get(session.id)!);
      held.push({ session: session.id, kind: session.kind, title: session.title, startsAt: instant(session.startsAt), met: sums.met, cases });
    }
    return { talks: unlessFew(await this.tallies.talks(by, year)), held };
  }

  /** Years in which sessions were over, what each had of them, and all together. */
  async overYears(by: SessionContext): Promise<{ years: number[]; of: (year: number) => SessionSums; all: SessionSums; forums: FatesOf }> {
    const [kinds, forums] = await Promise.all([this.tallies.kinds(by), this.tallies.forums(by)]);
    const fates = await this.fatesOf(forums);
    const cases = casesOverYears(forums.map((forum) => ({ year: forum.year, ...told(forum, fates.get(forum.id)!).forum })));
    return {
      forums: fates,
      years: [...new Set(kinds.map(({ year }) => year))],
      of: (year) => ({ sessions: kindsOf(kinds.filter((each) => each.year === year)), cases: cases.of(year) }),
      all: { sessions: allOf(kinds), cases: cases.all },
    };
  }

  private async fatesOf(sessions: readonly Pick<SessionRow, 'id'>[]): Promise<FatesOf> {
    const fates = Map.groupBy(sessions.length === 0 ? [] : await this.tallies.fates(sessions), ({ session }) => session);
    return new Map(sessions.map(({ id }) => [id, fates.get(id) ?? []]));
  }
}

/** Of each session that was asked for. */
type FatesOf = ReadonlyMap<MeetingSessionId, readonly Fate[]>;

type SessionSums = Figures['allYears'];
type Kinds = readonly { kind: SessionKind; count: number }[];

const kindsOf = (kinds: Kinds): SessionSums['sessions'] => SessionKind.options.map((kind) => ({ kind, count: kinds.find((each) => each.kind === kind)?.count ?? 0 })).map(({ kind, count }) => ({ kind, count: ofAll.has(kind) ? count : unlessFew(count) }));

/** Of all years together: where some years keep theirs back, as long as each of these may still have been any that is kept back. */
const allOf = (kinds: Kinds): SessionSums['sessions'] => SessionKind.options.map((kind) => {
  const counts = kinds.filter((each) => each.kind === kind).map(({ count }) => count), sum = (all: readonly number[]): number => all.reduce((some, count) => some + count, 0);
  const kept = ofAll.has(kind) ? [] : counts.filter((count) => unlessFew(count) === null);
  return { kind, count: staysOpen(kept.map(() => few), sum(kept)) ? sum(counts) : null };
});

/** The one table of what became of all requests: a second one of some of them would give away what this one keeps back. Sums are told where they follow from it. */
function told({ kind, cases }: Pick<SessionRow, 'kind' | 'cases'>, fates: readonly Fate[]) {
  const counts = new Map(countsOf(fates.map(({ fate }) => fate)).map(({ key, count }) => [key, count]));
  const requests = suppressed(SessionFate.options.map((key): Cell => ({ key, count: counts.get(key) ?? 0 })));
  const sums = { accepted: sumOf(requests, ['unplaced', ...placed]), placed: sumOf(requests, placed), met: sumOf(requests, met) };
  const discussed = new Set(fates.flatMap(({ fate, case: one }) => (one !== null && isMet(fate) ? [one] : []))).size;
  const most = requests.total === null ? threshold - 1 : requests.cells.reduce((left, { key, count }) => (isMet(key) ? left : left - (count ?? 0)), requests.total);
  const forum = forumCases({ listed: cases.length, discussed, met: sums.met, most: sums.met ?? most });
  return { requests, sums, forum, cases: kind === 'forum' ? { listed: forum.listed, discussed: forum.told } : null };
}

/** Counts that are kept back. */
const few = Array.from({ length: threshold - 1 }, (_, i) => i + 1);
const unlessFew = (count: number): number | null => (few.includes(count) ? null : count);

/** Cells that occur, by their keys. */
const countsOf = (keys: readonly string[]): Cell[] => [...Map.groupBy(keys, (key) => key)].map(([key, all]) => ({ key, count: all.length })).sort((a, b) => (a.key < b.key ? -1 : 1));

/** The regions of two parties, in alphabetical order; `several` for a meeting of more. */
const pairOf = (parties: readonly AuthorityId[], stateOf: (authority: AuthorityId) => string | undefined): string => (parties.length > 2 ? 'several' : parties.map((party) => regionOf(stateOf(party))).sort().join('-'));
