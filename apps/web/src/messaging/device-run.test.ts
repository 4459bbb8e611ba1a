import { describe, expect, it } from '@jest/globals';
import type { TimelineEntry } from '@comity/sdk';
import { deviceRun } from './device-run.js';

const change = (seq: number, at = '2026-11-02T10:00:00.000Z'): TimelineEntry => ({ type: seq % 2 === 0 ? 'device-left' : 'device-joined', key: `d${seq}`, seq, by: null, who: [], devices: [], at } as unknown as TimelineEntry);
const message = (seq: number): TimelineEntry => ({ type: 'message', key: `m${seq}`, seq, sentAt: '2026-11-02T10:00:00.000Z' } as unknown as TimelineEntry);

describe('changes of devices', () => {
  const entries = [message(1), change(2), change(3), change(4), message(5), change(6), undefined, change(7), change(8, '2026-11-04T10:00:00.000Z')];
  it('that follow one another are one row, which stands for the others', () => {
    expect(entries.map((_, i) => deviceRun(entries, i)?.map(({ seq }) => seq) ?? null)).toEqual([null, [2, 3, 4], [], [], null, [6], null, [7], [8]]);
  });
});
