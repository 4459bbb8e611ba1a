import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant } from '@comity/contracts';
import type { MatterClock, MatterSummary } from '@comity/sdk';
import { boardOf, byDay, countsOf, dayAfter, datedOf, isNarrow, monthAfter, narrowed, ordered, rowsOf, sorted, weeksOf, type Row } from './listing.js';

const now = new Date('2026-03-10T12:00:00.000Z');
const at = (day: string): Instant => `2026-${day}T10:00:00.000Z` as Instant;
const [ours, nairobi, paris] = ['ours', 'nairobi', 'paris'] as AuthorityId[] as [AuthorityId, AuthorityId, AuthorityId];
const parties: Record<string, string> = { nairobi: 'Office of Nairobi · Kenya', paris: 'Parquet de Paris · France' };
const clock = (day: string, part: Partial<MatterClock> = {}): MatterClock => ({ id: 'SUGGESTED_DEADLINE', article: 'UNCAC 46(24)', verified: true, meaning: 'suggested', at: at(day), actBy: null, paused: false, pausedIn: null, measures: 1, ...part });
const matter = (title: string, part: Partial<MatterSummary> = {}): MatterSummary => ({
  space: title as MatterSummary['space'], draft: null, title, requesting: nairobi, requested: ours, side: 'requested', state: 'RECEIVED', urgent: false, measures: 1, waitingFor: 'us', transmittedAt: at('02-01'), lastStepAt: at('02-02'), clocks: [], alarms: [], unread: 0, ...part,
});
const rows = (...matters: MatterSummary[]): Row[] => rowsOf(matters, { stages: ['DRAFT', 'RECEIVED', 'EXECUTED', 'CLOSED'], stageName: (state) => state.toLowerCase(), party: (id) => parties[id] ?? id, now });
const titles = (found: readonly Row[]): string[] => found.map(({ matter: { title } }) => title);

const late = matter('Élodie’s account 10', { clocks: [clock('03-01'), clock('03-20')] });
const soon = matter('Account 2', { urgent: true, clocks: [clock('03-12')], state: 'EXECUTED', waitingFor: 'them', side: 'requesting', requesting: ours, requested: paris, lastStepAt: at('03-05') });
const draft = matter('Draft', { state: 'DRAFT', transmittedAt: null, side: 'requesting', requesting: ours, requested: paris, lastStepAt: at('03-09') });
const over = matter('مطالبة أحمد', { state: 'CLOSED', waitingFor: 'nobody', clocks: [clock('01-01', { meaning: 'at-least' }), clock('01-02', { meaning: 'lapse' }), clock('01-03', { paused: true })] });
const all = rows(over, draft, late, soon);

describe('a request among others', () => {
  it('is overdue when a deadline is over that was not paused, and not by what lapses or has to be waited for', () => {
    expect(titles(all.filter(({ overdue }) => overdue))).toEqual([late.title]);
    expect(all.map(({ next }) => next?.at ?? null)).toEqual([null, null, at('03-01'), at('03-12')]);
  });

  it.each([
    ['its state', { text: '', state: 'DRAFT' }, [draft]], ['whom it waits for', { text: '', waitingFor: 'them' }, [soon]], ['the authority on the other side', { text: '', authority: paris }, [draft, soon]],
    ['what is overdue', { text: '', overdue: true }, [late]], ['what is urgent', { text: '', urgent: true }, [soon]], ['words without accents', { text: ' ELODIE account' }, [late]],
    ['words in Arabic', { text: 'احمد' }, [over]], ['words of the authority and the stage', { text: 'kenya received' }, [late]], ['all of it at once', { text: 'paris', state: 'EXECUTED', urgent: true }, [soon]], ['nothing', { text: ' ' }, [over, draft, late, soon]],
  ] as const)('is found by %s', (_, conditions, found) => {
    expect(titles(narrowed(all, conditions))).toEqual(found.map(({ title }) => title));
  });

  it('counts for each quick filter', () => {
    expect(countsOf(all)).toEqual({ us: 2, them: 1, overdue: 1, urgent: 1 });
    expect([isNarrow({ text: ' ' }), isNarrow({ text: '', urgent: true }), isNarrow({ text: 'x' })]).toEqual([false, true, true]);
  });
});

describe('the order of requests', () => {
  it.each([
    ['due', [late, soon, draft, over]], ['-due', [soon, late, draft, over]], ['title', [soon, draft, late, over]], ['other', [late, over, soon, draft]], ['stage', [draft, late, soon, over]], ['waiting', [late, draft, soon, over]],
    ['urgent', [soon, late, draft, over]], ['-transmitted', [late, soon, over, draft]], ['transmitted', [late, soon, over, draft]], ['-last', [draft, soon, late, over]],
  ] as const)('by %s', (sort, expected) => {
    const order = { by: sort.replace('-', '') as 'due', down: sort.startsWith('-') };
    expect(titles(sorted(all, order, 'en'))).toEqual(expected.map(({ title }) => title));
  });

  it('is that of the heading, turned around by a second press; what happened begins with the newest', () => {
    expect(ordered({ by: 'due', down: false }, 'due')).toEqual({ by: 'due', down: true });
    expect(ordered({ by: 'due', down: true }, 'title')).toEqual({ by: 'title', down: false });
    expect(ordered({ by: 'due', down: true }, 'last')).toEqual({ by: 'last', down: true });
  });
});

describe('the board', () => {
  it('has the stages where something is, in the order of the life cycle, and one it does not know at the end', () => {
    const strange = matter('Strange', { state: 'BEYOND' });
    expect(boardOf(rows(strange, over, draft, late, soon)).map(({ state, rows: found }) => [state, titles(found)])).toEqual([['DRAFT', [draft.title]], ['RECEIVED', [late.title]], ['EXECUTED', [soon.title]], ['CLOSED', [over.title]], ['BEYOND', ['Strange']]]);
  });
});

describe('the calendar', () => {
  it('has every clock, by day, and says which is overdue', () => {
    const items = datedOf(all, now);
    expect(items.map(({ day, late: isOver }) => [day, isOver])).toEqual([['2026-01-01', false], ['2026-01-02', false], ['2026-01-03', false], ['2026-03-01', true], ['2026-03-12', false], ['2026-03-20', false]]);
    expect([...byDay([...items, ...items].sort((a, b) => a.day.localeCompare(b.day))).values()].map((day) => day.length)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('has whole weeks, which begin on the day of the region', () => {
    const monday = weeksOf('2026-03', 1);
    expect([monday.length, monday[0]![0], monday.at(-1)!.at(-1)]).toEqual([6, '2026-02-23', '2026-04-05']);
    expect(weeksOf('2026-03', 0)[0]![0]).toBe('2026-03-01');
    expect(weeksOf('2026-08', 6).map(([first]) => first)).toEqual(['2026-08-01', '2026-08-08', '2026-08-15', '2026-08-22', '2026-08-29']);
    expect(weeksOf('2021-02', 1)).toHaveLength(4);
    for (const week of monday) expect(week).toHaveLength(7);
  });

  it('goes from month to month and day to day over the end of a year', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-05', 0)]).toEqual(['2027-01', '2025-12', '2026-05']);
    expect([dayAfter('2026-12-31', 1), dayAfter('2028-03-01', -1)]).toEqual(['2027-01-01', '2028-02-29']);
  });
});
