/** Figures of two years, as a network of some size has them: with counts kept back, and a year of which nearly all are. */
import { amountBands, type Instant, type MeetingSessionId } from '@comity/contracts';
import type { Figures, SessionFigures } from '@comity/sdk';

const cells = (counts: Record<string, number | null>) => Object.entries(counts).map(([key, count]) => ({ key, count }));
const network = { authorities: 132, states: 72, appointed: 161, invited: 189, uncovered: 11 };
const before = { authorities: 121, states: 70, appointed: 140, invited: 163, uncovered: 14 };
const bands = [...amountBands, 'untold'];
const stages = ['sought', 'frozen', 'in-confiscation', 'confiscated', 'returned', 'ended'] as const;
const assetsOf = (total: number | null, ...lines: (readonly (number | null)[])[]): Figures['assets'] => ({
  total, stages: stages.map((stage, i) => ({ stage, count: lines[i]?.[0] ?? null, amounts: bands.map((key, j) => ({ key, count: lines[i]?.[1 + j] ?? null })) })),
});
const none = { median: null, p90: null };
const spring = 'a0000000-0000-4000-8000-000000000001' as MeetingSessionId;
const sessions = (counts: Record<string, number | null>) => (['plenary', 'forum', 'operational', 'series', 'bilateral'] as const).map((kind) => ({ kind, count: counts[kind] === undefined ? 0 : counts[kind] }));

export const sessionFigures: SessionFigures = {
  session: spring, kind: 'plenary', threshold: 5, total: 341, accepted: 262, placed: 251, met: 212, idle: 1, cases: null,
  requests: cells({ asked: 21, declined: 40, withdrawn: 18, unplaced: 11, ahead: 0, untold: 12, held: 198, 'cut-short': 14, 'not-held': 17, 'no-show': null, contested: null }),
  pairs: [['africa-europe', 120, 96, 80], ['americas-americas', 88, null, null], ['asia-europe', 97, 74, 61], ['several', 36, null, null]].map(([key, count, accepted, met]) => ({ key: key as string, count: count as number, accepted: accepted as number | null, met: met as number | null })),
};

export function figuresOf(year: number | null): Figures {
  const overYears = [
    { year: 2026, total: 1_284, kinds: cells({ mla: 1_043, extradition: 198, asset: 43 }), sessions: sessions({ plenary: 2, forum: 1, operational: null }), cases: 9, network },
    { year: 2025, total: null, kinds: cells({ mla: null, extradition: null, asset: null }), sessions: sessions({ plenary: 0 }), cases: 0, network: before },
  ];
  const common = { years: [2025, 2026], overYears, allYears: { sessions: sessions({ plenary: 2, forum: 1, operational: null }), cases: 9 }, threshold: 5, network };
  if (year === 2025) {
    return {
      ...common, network: before, year, total: null, assets: assetsOf(null), meetings: { sessions: sessions({ plenary: 0 }), talks: 0, held: [] }, durations: [{ kind: 'mla', acknowledge: none, execute: none }, { kind: 'extradition', acknowledge: none, execute: none }, { kind: 'asset', acknowledge: none, execute: none }],
      tables: [{ of: 'kind', cells: cells({ mla: null, extradition: null, asset: null }) }, { of: 'outcome', cells: cells({ open: null, done: null, refused: null, impossible: null, withdrawn: null, closed: null }) }],
    };
  }
  return {
    ...common, year: 2026, total: 1_284,
    assets: assetsOf(118, [41, 0, 9, 14, 11, 7, 0, 0, 0], [33, 0, 0, 8, null, 12, null, 0, 0], [12, 0, 0, 0, 0, 12, 0, 0, 0], [null], [22, 0, 0, 0, 10, 12, 0, 0, 0], [null]),
    meetings: {
      sessions: sessions({ plenary: 2, forum: 1, operational: null }), talks: 12,
      held: [
        { session: spring, kind: 'plenary', title: '=Spring plenary', startsAt: '2026-04-13T07:00:00.000Z' as Instant, met: 212, cases: null },
        { session: 'a0000000-0000-4000-8000-000000000002' as MeetingSessionId, kind: 'forum', title: 'Forum on transport', startsAt: '2026-06-02T07:00:00.000Z' as Instant, met: null, cases: { listed: 14, discussed: 9 } },
      ],
    },
    tables: [
      { of: 'kind', cells: cells({ mla: 1_043, extradition: 198, asset: 43 }) },
      { of: 'outcome', cells: cells({ open: 611, done: 502, refused: 96, impossible: null, withdrawn: null, closed: 0 }) },
      { of: 'asked', cells: cells({ africa: 208, americas: 341, asia: 277, europe: 458, oceania: 0, none: 0 }) },
      { of: 'asking', cells: cells({ africa: 316, americas: 288, asia: 301, europe: 367, oceania: 12, none: 0 }) },
      { of: 'facilitated', cells: cells({ yes: 89, no: 1_195 }) },
      { of: 'offence', cells: cells({ bribery: 320, embezzlement: 210, 'trading-in-influence': 28, 'abuse-of-functions': 61, 'illicit-enrichment': 40, laundering: 377, obstruction: 9, 'organised-group': 33, trafficking: null, cybercrime: 20, fraud: 71, other: null, untold: 105 }) },
    ],
    durations: [{ kind: 'mla', acknowledge: { median: 9, p90: 41 }, execute: { median: 148, p90: 402 } }, { kind: 'extradition', acknowledge: { median: 3, p90: 12 }, execute: { median: 96, p90: null } }, { kind: 'asset', acknowledge: { median: 14, p90: 60 }, execute: none }],
  };
}
