import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant } from '@comity/contracts';
import type { MatterClock, MatterSummary } from '@comity/sdk';
import { barOf, boardOf, byDay, countsOf, dayAfter, datedOf, isNarrow, kept, loadsOf, monthAfter, narrowed, ordered, rowsOf, sorted, spanOf, weeksOf, type Row } from './listing.js';

const now = new Date('2026-03-10T12:00:00.000Z');
const at = (day: string): Instant => `2026-${day}T10:00:00.000Z` as Instant;
const [ours, nairobi, paris] = ['ours', 'nairobi', 'paris'] as AuthorityId[] as [AuthorityId, AuthorityId, AuthorityId];
const parties: Record<string, string> = { nairobi: 'Office of Nairobi · Kenya', paris: 'Parquet de Paris · France' };
const clock = (day: string, part: Partial<MatterClock> = {}): MatterClock => ({ id: 'SUGGESTED_DEADLINE', article: 'UNCAC 46(24)', verified: true, meaning: 'suggested', startedAt: at('02-20'), at: at(day), actBy: null, paused: false, pausedIn: null, pausedSince: null, custody: false, measures: 1, ...part });
const matter = (title: string, part: Partial<MatterSummary> = {}): MatterSummary => ({
  space: title as MatterSummary['space'], draft: null, kind: 'mla', title, requesting: nairobi, requested: ours, side: 'requested', state: 'RECEIVED', urgent: false, measures: 1, waitingFor: 'us', transmittedAt: at('02-01'), lastStepAt: at('02-02'), officer: null, clocks: [], alarms: [], uses: [], unread: 0, references: { ours: null, theirs: null }, origin: null, ...part,
});
const rows = (...matters: MatterSummary[]): Row[] => rowsOf(matters, { stages: [['mla', ['DRAFT', 'RECEIVED', 'EXECUTED', 'CLOSED']], ['extradition', ['DRAFT', 'RELEASED']]], kindName: (kind) => kind, stageName: (state) => state.toLowerCase(), party: (id) => parties[id] ?? id, now });
const titles = (found: readonly Row[]): string[] => found.map(({ matter: { title } }) => title);

const late = matter('Élodie’s account 10', { clocks: [clock('03-01'), clock('03-20')] });
const soon = matter('Account 2', { urgent: true, clocks: [clock('03-12')], state: 'EXECUTED', waitingFor: 'them', side: 'requesting', requesting: ours, requested: paris, lastStepAt: at('03-05') });
const draft = matter('Draft', { state: 'DRAFT', transmittedAt: null, side: 'requesting', requesting: ours, requested: paris, lastStepAt: at('03-09') });
const over = matter('مطالبة أحمد', { state: 'CLOSED', waitingFor: 'nobody', clocks: [clock('01-01', { meaning: 'at-least' }), clock('01-02', { meaning: 'lapse' }), clock('01-03', { paused: true })] });
const all = rows(over, draft, late, soon);

describe('a draft that was discarded', () => {
  it('is out of the way, unless its stage is asked for', () => {
    const gone = rows(draft, matter('Gone', { state: 'DISCARDED', waitingFor: 'nobody' }));
    expect([titles(kept(gone, { text: '' })), titles(kept(gone, { text: '', state: 'DISCARDED' }))]).toEqual([[draft.title], [draft.title, 'Gone']]);
  });
});

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

  it('is of a kind, by which it is found, sorted, and has stages of its own on the board', () => {
    const [person, another] = [matter('Person', { kind: 'extradition', state: 'RELEASED' }), matter('Another', { kind: 'extradition', state: 'DRAFT' })];
    const mixed = rows(person, another, draft, late);
    expect([titles(narrowed(mixed, { text: '', kind: 'extradition' })), titles(narrowed(mixed, { text: 'extradition released' })), titles(narrowed(mixed, { text: '', kind: 'asset' }))]).toEqual([['Person', 'Another'], ['Person'], []]);
    expect(boardOf(mixed).map(({ kind, state, rows: found }) => [kind, state, titles(found)])).toEqual([['mla', 'DRAFT', [draft.title]], ['mla', 'RECEIVED', [late.title]], ['extradition', 'DRAFT', ['Another']], ['extradition', 'RELEASED', ['Person']]]);
    expect(titles(sorted(mixed, { by: 'kind', down: false }, 'en')).slice(0, 2).sort()).toEqual(['Another', 'Person']);
    expect(isNarrow({ text: '', kind: 'mla' })).toBe(true);
  });

  it('shows what lapses or has to be waited for until it is over, and custody before any date and after its end as well', () => {
    const arrest = (day: string) => clock(day, { id: 'PROVISIONAL_ARREST', meaning: 'lapse', custody: true });
    const [held, heldTooLong] = [matter('Held', { clocks: [clock('03-11'), arrest('03-25')] }), matter('Held too long', { clocks: [arrest('03-08')] })];
    const [kept, nearer] = [matter('Kept', { clocks: [clock('03-09', { meaning: 'lapse' }), clock('03-14', { id: 'PRESERVATION', meaning: 'at-least' })] }), matter('Nearer', { clocks: [clock('03-13', { id: 'SAFE_CONDUCT', meaning: 'lapse' }), clock('03-20')] })];
    const found = rows(over, kept, held, late, nearer, heldTooLong);
    expect(found.map(({ next }) => (next === null ? null : [next.id, next.at]))).toEqual([null, ['PRESERVATION', at('03-14')], ['PROVISIONAL_ARREST', at('03-25')], ['SUGGESTED_DEADLINE', at('03-01')], ['SAFE_CONDUCT', at('03-13')], ['PROVISIONAL_ARREST', at('03-08')]]);
    expect(titles(sorted(found, { by: 'due', down: false }, 'en'))).toEqual(['Held too long', 'Held', late.title, 'Nearer', 'Kept', over.title]);
    expect([titles(narrowed(found, { text: '', custody: true })), titles(narrowed(found, { text: '', overdue: true })), countsOf(found).custody]).toEqual([['Held', 'Held too long'], [late.title], 2]);
    expect(loadsOf(found).map(({ next }) => next?.at)).toEqual([at('03-08')]);
  });

  it('counts for each quick filter', () => {
    expect(countsOf(all)).toEqual({ us: 2, them: 1, overdue: 1, urgent: 1, custody: 0 });
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

describe('the workload of officers', () => {
  const [ana, ben] = ['ana', 'ben'] as MatterSummary['officer'][];
  const mine = (title: string, part: Partial<MatterSummary>) => matter(title, { officer: ana!, ...part });
  const desks = rows(mine('One', { clocks: [clock('03-20')] }), mine('Two', { waitingFor: 'them', urgent: true, clocks: [clock('03-15')] }), mine('Over', { state: 'CLOSED', waitingFor: 'nobody' }), matter('Late', { officer: ben!, clocks: [clock('03-01')] }), matter('New', { officer: null }));

  it('counts what is open on each desk, what waits, is late or urgent, and what is due next; the one with late work first', () => {
    expect(loadsOf(desks)).toEqual([
      { officer: ben, open: 1, us: 1, overdue: 1, urgent: 0, next: clock('03-01') }, { officer: ana, open: 2, us: 1, overdue: 0, urgent: 1, next: clock('03-15') }, { officer: null, open: 1, us: 1, overdue: 0, urgent: 0, next: null },
    ]);
    expect(loadsOf([])).toEqual([]);
  });

  it('leads to the requests of one of them', () => {
    expect(titles(narrowed(desks, { text: '', officer: ana! }))).toEqual(['One', 'Two', 'Over']);
  });
});

describe('the timeline', () => {
  const items = datedOf(rows(matter('Long', { clocks: [clock('05-10', { startedAt: at('02-15') })] }), matter('Old', { clocks: [clock('03-01', { startedAt: '2024-01-05T10:00:00.000Z' as Instant })] })), now);

  it('reaches over whole months, from what began first to what ends last, and not further back than two', () => {
    const span = spanOf(items, now);
    expect([span.from, span.to, ...span.months].map((time) => new Date(time).toISOString().slice(0, 10))).toEqual(['2026-01-01', '2026-06-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']);
    const far = spanOf(datedOf(rows(matter('Far', { clocks: [clock('03-12', { at: '2031-01-01T00:00:00.000Z' as Instant })] })), now), now);
    expect(new Date(far.to).toISOString().slice(0, 10)).toBe('2027-02-01');
  });

  it('puts a bar from the start of a clock to its end, cut at the edges', () => {
    const span = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-03-11T00:00:00Z'), months: [] };
    const day = (of: string): Instant => `2026-${of}T00:00:00.000Z` as Instant;
    expect(barOf({ startedAt: day('03-03'), at: day('03-08') }, span)).toEqual({ start: 20, length: 50 });
    expect(barOf({ startedAt: day('02-01'), at: day('03-06') }, span)).toEqual({ start: 0, length: 50 });
    expect(barOf({ startedAt: day('03-06'), at: day('04-06') }, span)).toEqual({ start: 50, length: 50 });
    expect(barOf({ startedAt: day('01-06'), at: day('02-06') }, span)).toEqual({ start: 0, length: 0 });
  });
});
