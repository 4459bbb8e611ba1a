import { describe, expect, it } from '@jest/globals';
import type { ComityEvent, MeetingSign, NoticeSettings } from '@comity/sdk';
import type { Client } from '../client/client.js';
import { closeOnceSeen, isMeetingNoticeWanted, noticePath, wasSeen, type MeetingNotice } from './notice.js';

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
  it('is over once what it told of was looked at or answered, but for a meeting that begins', () => {
    const request = (id: string, waits: boolean, fresh: boolean) => ({ id, waits, fresh });
    const sign = (part: object) => [{ session: 's', requests: [], timetable: null, late: 0, ...part }] as unknown as MeetingSign[];
    const over = (signs: MeetingSign[]) => kinds.filter((kind) => wasSeen({ kind, session: 's', request: kind === 'asked' ? 'r' : null } as MeetingNotice, signs));
    expect(over([])).toEqual(['asked', 'answered', 'timetable', 'answer-due', 'late']);
    expect(over(sign({ requests: [request('r', true, true)], timetable: { version: 2, at: null }, late: 3 }))).toEqual([]);
    expect(over(sign({ requests: [request('r', true, false), request('q', false, true)] }))).toEqual(['asked', 'timetable', 'late']);
  });
  it('is taken back when another tab showed it, if nothing newer is in its place', async () => {
    let signs = [{ session: 's', requests: [{ id: 'r', waits: false, fresh: true }], timetable: null, late: 0 }] as unknown as MeetingSign[];
    const listeners = new Set<(event: ComityEvent) => void>(), closed: string[] = [];
    const client = { on: (listener: (event: ComityEvent) => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; }, remote: { meetings: () => Promise.resolve(signs) } } as unknown as Client;
    const seen = async (session: string): Promise<void> => { for (const listener of listeners) listener({ type: 'meetings', session, of: 'seen' }); await new Promise((done) => { setImmediate(done); }); };
    const notice = (request: string): MeetingNotice => ({ type: 'meeting-notice', kind: 'answered', session: 's', request }) as MeetingNotice;
    const shown = {} as Notification;
    closeOnceSeen(client, notice('q'), shown, () => { closed.push('replaced'); });
    closeOnceSeen(client, notice('r'), shown, () => { closed.push('answered'); });
    await seen('s');
    expect(closed).toEqual([]);
    signs = [];
    await seen('t');
    expect(closed).toEqual([]);
    await seen('s');
    expect(closed).toEqual(['answered']);
    // One that the browser did not show leaves alone whichever stands there.
    closeOnceSeen(client, notice('r'), undefined, () => { closed.push('whichever is there'); });
    await seen('s');
    expect(closed).toEqual(['answered']);
  });
});
