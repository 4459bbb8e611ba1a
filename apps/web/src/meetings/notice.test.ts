import { describe, expect, it } from '@jest/globals';
import type { NoticeSettings } from '@comity/sdk';
import { isMeetingNoticeWanted, noticePath, type MeetingNotice } from './notice.js';

const kinds = ['asked', 'answered', 'timetable', 'answer-due', 'soon', 'late'] as const;
const settings: NoticeSettings = { notify: true, quiet: { from: '20:00', to: '07:00', days: [0, 1, 2, 3, 4, 5, 6] }, remind: 'all' };

describe('a notice about meetings', () => {
  it('keeps quiet hours, unless a meeting begins, and says nothing to whoever wants none', () => {
    const wanted = (hour: number, notify = true) => kinds.filter((kind) => isMeetingNoticeWanted({ kind }, { ...settings, notify }, new Date(2026, 2, 3, hour)));
    expect([wanted(10), wanted(22), wanted(10, false), wanted(22, false)]).toEqual([[...kinds], ['soon'], [], []]);
  });
  it('leads to what it is about', () => {
    const at = (kind: MeetingNotice['kind'], request: string | null) => noticePath({ type: 'meeting-notice', kind, session: 's', request } as MeetingNotice);
    expect([at('asked', 'r'), at('answered', 'r'), at('timetable', null), at('answer-due', null), at('soon', 'r'), at('late', 'r'), at('late', null)]).toEqual(['/sessions/s/requests/r', '/sessions/s/requests/r', '/sessions/s/agenda', '/sessions/s/requests', '/sessions/s/requests/r', '/sessions/s/agenda', '/sessions/s']);
  });
});
