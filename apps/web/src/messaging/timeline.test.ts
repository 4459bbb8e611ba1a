import { describe, expect, it } from '@jest/globals';
import type { ItemId, PractitionerId, DeviceId, SpaceId, Instant } from '@comity/contracts';
import type { TimelineEntry, TimelinePage, TimelineScope } from '@comity/sdk';
import { Timeline } from './timeline.js';
import { startsDay, startsGroup } from './grouping.js';

const space = 's' as SpaceId;
const message = (index: number, sender = 'a', sentAt = '2026-03-03T10:00:00.000Z'): TimelineEntry => ({
  type: 'message', key: `m${index}`, id: `m${index}` as ItemId, seq: index + 1, sender: sender as PractitionerId, device: 'd' as DeviceId, own: false, text: `${index}`,
  handling: 'none', sentAt: sentAt as Instant, storedAt: null, delivery: null, refusal: null, readBy: [], deliveredTo: [],
  restriction: null, evaluation: null, tlp: null, mentions: [], mentionsMe: false, topic: null, reply: null, edited: [], withdrawn: null, reactions: [], pinned: null, forwarded: null, files: [], alert: null, poll: null,
});
const settle = async (): Promise<void> => { for (let i = 0; i < 20; i++) await Promise.resolve(); };

/** A service of `total` entries that counts what it is asked. */
function past(total: number, firstUnread: number | null = null) {
  const asked: [number, number][] = [];
  const state = { total, asked, erased: 0, anew: false, load: async (_: SpaceId, from: number, count: number, _view?: TimelineScope): Promise<TimelinePage> => {
    asked.push([from, count]);
    const start = from < 0 ? Math.max(0, state.total + from) : from;
    return { total: state.total, from: start, entries: Array.from({ length: Math.max(0, Math.min(count, state.total - start)) }, (_entry, i) => message(start + i + Math.max(0, state.erased - 1))), firstUnread, erased: state.erased, anew: state.anew };
  } };
  return state;
}

describe('a timeline', () => {
  it('opens with the newest entries and leaves the rest for later', async () => {
    const service = past(10_000);
    const timeline = new Timeline(space, service.load);
    await timeline.open();
    const { entries, loaded } = timeline.snapshot();
    expect(loaded).toBe(true);
    expect(entries).toHaveLength(10_000);
    expect(entries[9_999]?.key).toBe('m9999');
    expect(entries[0]).toBeUndefined();
    expect(service.asked).toEqual([[-50, 50]]);
  });

  it('brings the first unread entry along, however far back', async () => {
    const timeline = new Timeline(space, past(1_000, 200).load);
    await timeline.open();
    expect(timeline.snapshot().entries[200]?.key).toBe('m200');
  });

  it('loads where somebody looks, each page once', async () => {
    const service = past(1_000);
    const timeline = new Timeline(space, service.load);
    await timeline.open();
    timeline.show(500, 520);
    timeline.show(502, 522);
    await settle();
    expect(timeline.snapshot().entries[510]?.key).toBe('m510');
    expect(service.asked.filter(([from]) => from === 500)).toHaveLength(1);
  });

  it('lets go of everything that was erased, on screen or not', async () => {
    const service = past(1_000);
    const timeline = new Timeline(space, service.load);
    await timeline.open();
    timeline.show(100, 120);
    await settle();
    expect(timeline.snapshot().entries[110]?.key).toBe('m110');
    Object.assign(service, { total: 301, erased: 700 });
    timeline.changed();
    await settle();
    const { entries } = timeline.snapshot();
    expect(entries).toHaveLength(301);
    expect(entries.filter((entry) => entry !== undefined && Number(entry.key.slice(1)) < 699)).toEqual([]);
    expect(entries[110]?.key).toBe('m809');
  });

  it('follows what is added at the end, and keeps its place', async () => {
    const service = past(100);
    const timeline = new Timeline(space, service.load);
    await timeline.open();
    const before = timeline.snapshot().entries[60];
    service.total = 103;
    timeline.changed();
    await settle();
    expect(timeline.snapshot().entries).toHaveLength(103);
    expect(timeline.snapshot().entries[60]).toEqual(before);
  });

  it('keeps what it had while the space is read anew, and shows what came of it', async () => {
    const service = past(100);
    const timeline = new Timeline(space, service.load);
    await timeline.open();
    const before = timeline.snapshot().entries;
    Object.assign(service, { total: 3, anew: true });
    timeline.changed();
    await settle();
    expect(timeline.snapshot().entries).toBe(before);
    Object.assign(service, { total: 104, anew: false });
    timeline.changed();
    await settle();
    expect(timeline.snapshot().entries).toHaveLength(104);
    // What was erased before takes fewer places then.
    Object.assign(service, { erased: 70 });
    timeline.changed();
    await settle();
    Object.assign(service, { erased: 0, anew: true });
    timeline.changed();
    await settle();
    Object.assign(service, { total: 40, erased: 1, anew: false });
    timeline.changed();
    await settle();
    expect(timeline.snapshot().entries).toHaveLength(40);
    // Whoever comes in the midst of it is shown what there is.
    const other = new Timeline(space, Object.assign(service, { total: 3, anew: true }).load);
    await other.open();
    expect(other.snapshot().entries).toHaveLength(3);
  });

  it('keeps a failure for the screen to show and what was loaded', async () => {
    const service = past(10);
    const timeline = new Timeline(space, service.load);
    await timeline.open();
    service.load = async () => { throw Object.assign(new Error('offline'), { kind: 'offline' }); };
    const failing = new Timeline(space, (...args) => service.load(...args));
    await failing.open();
    expect(failing.snapshot().failure?.kind).toBe('offline');
    expect(failing.snapshot().loaded).toBe(false);
  });
});

describe('grouping', () => {
  it('shows the sender again after another sender, a pause or midnight', () => {
    expect(startsGroup(message(1), message(0))).toBe(false);
    expect(startsGroup(message(1, 'b'), message(0))).toBe(true);
    expect(startsGroup(message(1, 'a', '2026-03-03T10:11:00.000Z'), message(0))).toBe(true);
    expect(startsDay(message(1, 'a', '2026-03-05T10:11:00.000Z'), message(0))).toBe(true);
    expect(startsDay(message(0), undefined)).toBe(true);
  });
});
