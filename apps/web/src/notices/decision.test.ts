import { describe, expect, it } from '@jest/globals';
import type { MatterSummary, NoticeSettings, SpaceView } from '@comity/sdk';
import { attention, isQuiet, isWanted } from './decision.js';

/** A Tuesday. */
const at = (hours: number, minutes = 0, day = 3): Date => new Date(2026, 2, day, hours, minutes);
const nights = { from: '20:00', to: '07:30', days: [1, 2, 3, 4, 5] };

describe('quiet hours', () => {
  it('run over midnight, by the day on which they began', () => {
    expect([at(19, 59), at(20), at(23), at(7, 29), at(7, 30)].map((now) => isQuiet(nights, now))).toEqual([false, true, true, true, false]);
    // Friday evening into Saturday morning, Saturday evening, Sunday evening into Monday morning.
    expect([at(22, 0, 6), at(3, 0, 7), at(22, 0, 7), at(3, 0, 9)].map((now) => isQuiet(nights, now))).toEqual([true, true, false, false]);
  });
  it('may lie within a day, or fill it', () => {
    const lunch = { from: '12:00', to: '13:00', days: [2] };
    expect([at(11, 59), at(12), at(13), at(12, 30, 4)].map((now) => isQuiet(lunch, now))).toEqual([false, true, false, false]);
    expect([at(0), at(23, 59), at(12, 0, 4)].map((now) => isQuiet({ from: '00:00', to: '00:00', days: [2] }, now))).toEqual([true, true, false]);
    expect(isQuiet(null, at(3))).toBe(false);
    expect(isQuiet({ ...nights, days: [] }, at(3))).toBe(false);
  });
});

describe('a notification', () => {
  const on: NoticeSettings = { notify: true, quiet: nights, remind: 'all' };
  const kinds = ['message', 'step', 'task', 'mention', 'due', 'alert', 'alarm'] as const;
  it('follows the level of the conversation', () => {
    expect(kinds.map((kind) => isWanted(kind, 'all', on, at(10)))).toEqual([true, true, true, true, true, true, true]);
    expect(kinds.map((kind) => isWanted(kind, 'mentions', on, at(10)))).toEqual([false, false, true, true, true, true, true]);
    expect(kinds.map((kind) => isWanted(kind, 'none', on, at(10)))).toEqual([false, false, false, false, false, false, true]);
  });
  it('is not shown in quiet hours, except for an alert or an alarm', () => {
    expect(kinds.map((kind) => isWanted(kind, 'all', on, at(22)))).toEqual([false, false, false, false, false, true, true]);
  });
  it('is not shown to whoever wants none', () => {
    expect(kinds.map((kind) => isWanted(kind, 'all', { notify: false, quiet: null, remind: 'all' }, at(10)))).toEqual([false, false, false, false, false, false, false]);
  });
});

describe('the count', () => {
  const space = (level: 'all' | 'mentions' | 'none', unread: number, mentions: number, alerts = 0) => ({ settings: { level }, unread, mentions, alerts }) as SpaceView;
  it('takes in the steps of requests beside the messages of their conversations', () => {
    const [wanted, quiet] = [{ ...space('all', 2, 0), id: 'a' }, { ...space('mentions', 0, 0), id: 'b' }] as SpaceView[];
    const matters = [{ space: 'a', unread: 5 }, { space: 'b', unread: 4 }, { space: 'unknown', unread: 7 }] as MatterSummary[];
    expect(attention([wanted!, quiet!], matters)).toBe(5);
  });
  it('takes in what each conversation is to notify of', () => {
    expect(attention([space('all', 5, 1), space('mentions', 40, 2), space('mentions', 3, 0, 1), space('none', 9, 9, 9), space('all', 0, 0, 2)], [])).toBe(10);
  });
});
