import { describe, expect, it } from '@jest/globals';
import type { MeetingRoom, Office } from '@comity/contracts';
import { changesOf, comingOf } from './roster-diff.js';
import { authorityId, roomId } from './sample.js';

const room = (n: number, more: Partial<MeetingRoom> = {}): MeetingRoom => ({ version: 1, id: roomId(n), name: `Table ${n}`, class: 'table', seats: 6, security: 0, equipment: ['video', 'audio'], away: [], ...more });

describe('rows of a table', () => {
  it('are new, changed in what they say, or as they were, in this order', () => {
    const held = [room(1), room(2)];
    const coming = comingOf('rooms', [room(1, { equipment: ['audio', 'video'] }), room(3, { version: 0 }), room(2, { seats: 8, class: 'quiet-room' })], held);
    expect(coming.map(({ row, fate }) => [row.name, fate])).toEqual([['Table 2', 'changed'], ['Table 3', 'new'], ['Table 1', 'unchanged']]);
    expect(coming[0]!.changes).toEqual([{ field: 'class', before: 'table', after: 'quiet-room' }, { field: 'seats', before: 6, after: 8 }]);
  });
  it('of offices are told apart by their authority, and by a limit of their own', () => {
    const office = (requests: number | null): Office => ({ version: 1, authority: authorityId(1), requests, away: [], remote: null });
    expect(comingOf('offices', [office(5)], [office(null)]).map(({ fate, changes }) => [fate, changes])).toEqual([['changed', [{ field: 'requests', before: null, after: 5 }]]]);
    expect(changesOf('offices', office(5), { ...office(5), away: [{ date: '2026-12-01', from: '09:00', to: '10:00', reason: 'late' }] }).map(({ field }) => field)).toEqual(['away']);
  });
});
