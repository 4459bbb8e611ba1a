import { describe, expect, it } from '@jest/globals';
import { daysOf, planOf, type DayPlan } from './set-up.js';

const plan: DayPlan = { first: '2026-12-04', last: '2026-12-07', weekends: false, from: '09:00', to: '12:00', minutes: 30, breaks: [{ from: '10:15', to: '10:35', reason: 'break' }] };

describe('days of slots', () => {
  it('leave out weekends, and begin again when a break ends', () => {
    const days = daysOf(plan);
    expect(days).toEqual(['2026-12-04', '2026-12-07'].map((date) => ({ date, starts: ['09:00', '09:30', '10:35', '11:05'], breaks: plan.breaks })));
    expect((daysOf({ ...plan, weekends: true }) as unknown[]).length).toBe(4);
  });
  it('are refused where there are none, or too many', () => {
    expect([daysOf({ ...plan, last: '2026-12-01' }), daysOf({ ...plan, last: '2027-12-01' }), daysOf({ ...plan, to: '09:20' }), daysOf({ ...plan, minutes: 5 }), daysOf({ ...plan, breaks: [{ from: '11:00', to: '10:00', reason: 'meal' }] })])
      .toEqual(['no-days', 'too-many-days', 'no-slots', 'too-many-slots', 'break-order']);
  });
  it('are made again from what they are', () => {
    const days = daysOf(plan);
    if (typeof days === 'string') throw new Error(days);
    expect(daysOf(planOf(days, 30))).toEqual(days);
  });
});
