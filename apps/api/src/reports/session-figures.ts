/** Figures of the meetings of a session and of a year, with what could tell of somebody kept back. */
import { Injectable } from '@nestjs/common';
import { SessionFate, SessionKind, type AuthorityId, type Figures, type MeetingSessionId, type SessionFigures } from '@comity/contracts';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { instant, type SessionRow } from '../meetings/access.js';
import type { Fate } from '../meetings/fates.js';
import { MeetingTallies } from '../meetings/tallies.js';
import { pairsOf } from './region-pairs.js';
import { regionOf } from './regions.js';
import { percentile, sumOf, suppressed, threshold, type Cell } from './suppression.js';

const met = ['held', 'cut-short'] as const satisfies readonly SessionFate[];
const placed = ['ahead', 'untold', ...met, 'not-held', 'no-show', 'contested'] as const satisfies readonly SessionFate[];
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
      // A percentile of what single offices waited, by the same rule as of days.
      idle: percentile([...Map.groupBy(idle, (slots) => slots)].map(([days, all]) => ({ days, count: all.length })), 0.5),
    };
  }

  years(by: SessionContext): Promise<number[]> { return this.tallies.years(by); }

  async ofYear(by: SessionContext, year: number): Promise<Figures['meetings']> {
    const counts = new Map((await this.tallies.kinds(by, year)).map(({ kind, count }) => [kind, count]));
    const held: Figures['meetings']['held'] = [];
    const all = await this.tallies.held(by, year), fates = Map.groupBy(await this.tallies.fates(all), ({ session }) => session);
    for (const session of all) {
      const { sums, cases } = told(session, fates.get(session.id) ?? []);
      held.push({ session: session.id, kind: session.kind, title: session.title, startsAt: instant(session.startsAt), met: sums.met, cases });
    }
    const sessions = SessionKind.options.map((kind) => ({ kind, count: counts.get(kind) ?? 0 })).map(({ kind, count }) => ({ kind, count: ofAll.has(kind) ? count : unlessFew(count) }));
    return { sessions, talks: unlessFew(await this.tallies.talks(by, year)), held };
  }
}

/** The one table of what became of all requests: a second one of some of them would give away what this one keeps back. Sums are told where they follow from it. */
function told({ kind, cases }: Pick<SessionRow, 'kind' | 'cases'>, fates: readonly Fate[]) {
  const counts = new Map(countsOf(fates.map(({ fate }) => fate)).map(({ key, count }) => [key, count]));
  const requests = suppressed(SessionFate.options.map((key): Cell => ({ key, count: counts.get(key) ?? 0 })));
  const sums = { accepted: sumOf(requests, ['unplaced', ...placed]), placed: sumOf(requests, placed), met: sumOf(requests, met) };
  const discussed = new Set(fates.flatMap(({ fate, case: one }) => (one !== null && met.some((each) => each === fate) ? [one] : []))).size;
  // In how many cases something was held says how much was held, where that is kept back.
  const [cell] = suppressed([{ key: 'discussed', count: discussed }, { key: 'not', count: cases.length - discussed }]).cells;
  return { requests, sums, cases: kind === 'forum' ? { listed: cases.length, discussed: sums.met === null ? null : cell!.count } : null };
}

const unlessFew = (count: number): number | null => (count > 0 && count < threshold ? null : count);

/** Cells that occur, by their keys. */
const countsOf = (keys: readonly string[]): Cell[] => [...Map.groupBy(keys, (key) => key)].map(([key, all]) => ({ key, count: all.length })).sort((a, b) => (a.key < b.key ? -1 : 1));

/** The regions of two parties, in alphabetical order; `several` for a meeting of more. */
const pairOf = (parties: readonly AuthorityId[], stateOf: (authority: AuthorityId) => string | undefined): string => (parties.length > 2 ? 'several' : parties.map((party) => regionOf(stateOf(party))).sort().join('-'));
