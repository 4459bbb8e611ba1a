import { describe, expect, it } from '@jest/globals';
import type { InboxEntry } from '@comity/sdk';
import type { MeetingWaiting } from '../meetings/waiting.js';
import { canSettle, isReadable, keyOf, matches, together } from './rows.js';

const meeting = (key: string, of: 'soon' | 'timetable' | 'request', at: string, seen: MeetingWaiting['seen'] = null): MeetingWaiting => ({ kind: 'meeting', key, session: 's', title: 'Plenary', path: '/', at, news: of === 'soon' ? { of, parties: [] } : of === 'timetable' ? { of } : { of, act: 'ask', by: 'a', deadline: null, waits: true }, seen }) as MeetingWaiting;
const entry = (kind: 'due' | 'mention', seq: number, at: string) => ({ kind, space: `${kind}`, clock: 'reply', on: { seq }, at }) as unknown as InboxEntry;

describe('rows of the inbox', () => {
  it('are of conversations, requests and meetings together: what presses first, then the newest', () => {
    const rows = together([entry('due', 0, '2026-12-02T00:00:00.000Z'), entry('mention', 9, '2026-11-30T08:00:00.000Z'), entry('mention', 5, '2026-11-28T08:00:00.000Z')],
      [meeting('begins', 'soon', '2026-11-30T09:05:00.000Z'), meeting('moved', 'timetable', '2026-11-29T08:00:00Z', { what: 'agenda', version: 2 }), meeting('asked', 'request', '2026-11-27T08:00:00Z')]);
    expect(rows.map(keyOf)).toEqual(['begins', 'due due reply 2026-12-02T00:00:00.000Z', 'mention 9', 'moved', 'mention 5', 'asked']);
    expect(rows.filter((row) => matches(row, 'meetings')).map(keyOf)).toEqual(['begins', 'moved', 'asked']);
    expect([rows.filter(canSettle).map(keyOf), rows.filter(isReadable).map(keyOf)]).toEqual([['mention 9', 'moved', 'mention 5'], ['mention 9', 'moved', 'mention 5']]);
  });
});
