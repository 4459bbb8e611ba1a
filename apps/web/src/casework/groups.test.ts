import { describe, expect, it } from '@jest/globals';
import type { MatterSummary } from '@comity/sdk';
import { distance, groupOf, inOrder } from './groups.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const matter = (change: object): MatterSummary => ({ title: '', urgent: false, nextDue: null, lastStepAt: '2026-02-01T00:00:00.000Z', ...change }) as MatterSummary;

describe('the list of requests', () => {
  it.each([
    [{ transmittedAt: null, waitingFor: 'us' }, 'drafts'], [{ transmittedAt: '2026-01-01T00:00:00.000Z', waitingFor: 'us' }, 'us'],
    [{ transmittedAt: '2026-01-01T00:00:00.000Z', waitingFor: 'them' }, 'them'], [{ transmittedAt: null, waitingFor: 'nobody' }, 'closed'],
  ] as [Parameters<typeof groupOf>[0], string][])('puts %j under %s', (summary, group) => {
    expect(groupOf(summary)).toBe(group);
  });

  it('puts first what is overdue, then what is due first, then what is urgent, then what moved last', () => {
    const [old, recent, urgent, overdue, later, sooner] = [matter({}), matter({ lastStepAt: '2026-02-20T00:00:00.000Z' }), matter({ urgent: true }), matter({ nextDue: '2026-02-01T00:00:00.000Z' }), matter({ nextDue: '2026-04-01T00:00:00.000Z' }), matter({ nextDue: '2026-03-02T00:00:00.000Z' })];
    expect([old, recent, urgent, later, sooner, overdue].sort(inOrder)).toEqual([overdue, sooner, later, urgent, recent, old]);
  });

  it.each([
    ['2026-03-04T13:00:00.000Z', { late: false, near: false, unit: 'days', count: 3 }],
    ['2026-03-03T11:00:00.000Z', { late: false, near: true, unit: 'days', count: 1 }],
    ['2026-03-01T17:30:00.000Z', { late: false, near: true, unit: 'hours', count: 5 }],
    ['2026-03-01T11:59:00.000Z', { late: true, near: false, unit: 'hours', count: 0 }],
    ['2026-02-24T11:00:00.000Z', { late: true, near: false, unit: 'days', count: 5 }],
  ])('says how far away %s is', (instant, expected) => {
    expect(distance(instant, now)).toEqual(expected);
  });
});
