import { describe, expect, it } from '@jest/globals';
import type { Instant, PractitionerId, SpaceId } from '@comity/contracts';
import type { EntryId, EntrySummary } from '@comity/sdk';
import { firstOf, named, ordered, sorted, taskState, timelineOf, today } from './listing.js';

const said = (at: string, seq: number | null = 1) => ({ by: 'a' as PractitionerId, at: at as Instant, seq });
const entry = (title: string, part: Partial<EntrySummary> = {}): EntrySummary => ({
  id: title as EntryId, space: 'file' as SpaceId, kind: 'event', title, handling: 'none', evaluation: null, made: said('2026-01-01T00:00:00.000Z'), changed: said('2026-01-01T00:00:00.000Z'), struck: false, dated: [], owner: null, task: null, proposals: 0, linked: 0, sha256: null, ...part,
});
const on = (date: string, field = 'date') => ({ field, date });
const titles = (entries: { title: string }[]) => entries.map(({ title }) => title);

describe('the register in order', () => {
  const entries = [entry('Exhibit 10', { dated: [on('2026-03-01')] }), entry('exhibit 2', { dated: [on('2024-05-05'), on('2026-09-01', 'until')], changed: said('2025-01-01T00:00:00.000Z', 2) }), entry('Undated'), entry('Task', { task: { due: '2025-01-01', done: false } })];
  it('goes by title as people count, by date with the undated last, and by change', () => {
    expect(titles(sorted(entries, { by: 'title', down: false }, 'en'))).toEqual(['exhibit 2', 'Exhibit 10', 'Task', 'Undated']);
    expect(titles(sorted(entries, { by: 'date', down: false }, 'en'))).toEqual(['exhibit 2', 'Task', 'Exhibit 10', 'Undated']);
    expect(titles(sorted(entries, { by: 'date', down: true }, 'en'))).toEqual(['Exhibit 10', 'Task', 'exhibit 2', 'Undated']);
    expect(titles(sorted(entries, { by: 'changed', down: true }, 'en'))[0]).toBe('exhibit 2');
  });
  it('turns around with a second press', () => {
    expect(ordered({ by: 'title', down: false }, 'title')).toEqual({ by: 'title', down: true });
    expect(ordered({ by: 'title', down: true }, 'changed')).toEqual({ by: 'changed', down: true });
    expect(ordered({ by: 'date', down: true }, 'title')).toEqual({ by: 'title', down: false });
  });
  it('finds what is to be linked by its words, and everything by none', () => {
    const choices = ['Person: Élodie Marchand', 'Account: Marchand & Cie', 'شخص: أحمد'].map((label) => ({ label }));
    expect(named(choices, ' elodie marchand').map(({ label }) => label)).toEqual(['Person: Élodie Marchand']);
    expect(named(choices, 'MARCHAND')).toHaveLength(2);
    expect(named(choices, 'احمد')).toHaveLength(1);
    expect(named(choices, ' ')).toHaveLength(3);
  });
  it('tells by year what happened when, each date for itself', () => {
    expect(timelineOf(entries).map(({ year, items }) => [year, items.map((item) => `${item.entry.title} ${item.field}`)])).toEqual([['2024', ['exhibit 2 date']], ['2026', ['Exhibit 10 date', 'exhibit 2 until']]]);
    expect(firstOf(timelineOf(entries), 2).map(({ items }) => items.length)).toEqual([1, 1]);
    expect(firstOf(timelineOf(entries), 1).map(({ year }) => year)).toEqual(['2024']);
  });
});

describe('a task', () => {
  it('is late the day after it was due, unless it is done', () => {
    expect(['2026-03-02', '2026-03-03', '2026-03-04'].map((day) => taskState({ due: '2026-03-03', done: false }, day))).toEqual(['open', 'open', 'late']);
    expect(taskState({ due: '2020-01-01', done: true })).toBe('done');
    expect(taskState({ due: null, done: false })).toBe('open');
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});
