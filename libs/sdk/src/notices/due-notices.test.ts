import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, SpaceId } from '@comity/contracts';
import { randomBytes, ready } from '@comity/e2ee';
import type { ComityEvent } from '../api.js';
import type { WaitingClock } from '../finding.js';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { DueNotices } from './due-notices.js';

beforeAll(ready);

const space = '01234567-89ab-4def-8123-456789abcdef' as SpaceId;
const at = (day: number): string => `2026-03-0${day}T09:00:00.000Z`;

describe('a deadline of a request', () => {
  it('is told of at each reminder and as it passes, once each, by its space alone, also after a start', async () => {
    const events: ComityEvent[] = [];
    let due: WaitingClock[] = [];
    const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
    const begin = () => new DueNotices({ emit: (event) => { events.push(event); }, store }, () => Promise.resolve(due));
    let notices = begin();
    const told = async () => { await notices.look(); return events.splice(0); };
    const news = [{ type: 'notice', space, kind: 'due' }, { type: 'matters', space }];
    const clock: WaitingClock = { kind: 'due', space, title: 'Payments', at: at(4) as Instant, clock: 'SUGGESTED_DEADLINE', count: 2, before: 3, alarm: null, custody: false };
    expect(await told()).toEqual([]);
    due = [clock];
    expect([await told(), await told()]).toEqual([news, []]);
    notices = begin();
    expect(await told()).toEqual([]);
    // While its space is read anew it is not known.
    const known = due;
    due = [];
    expect(await told()).toEqual([]);
    due = known;
    notices = begin();
    expect(await told()).toEqual([]);
    due = [{ ...clock, before: 1 }];
    expect([await told(), await told()]).toEqual([news, []]);
    due = [{ ...clock, before: 0 }];
    // Two looks at once tell it once.
    await Promise.all([notices.look(), notices.look()]);
    expect(events.splice(0)).toEqual(news);
    due = [];
    expect(await told()).toEqual([]);
  });
  it('is told of as an alarm where it alarms, once for each time it begins to, and not as something else once it was acknowledged', async () => {
    const events: ComityEvent[] = [];
    let due: WaitingClock[] = [];
    const notices = new DueNotices({ emit: (event) => { if (event.type === 'notice') events.push(event); }, store: new SealedStore(new MemoryStore(), 'person/', randomBytes(32)) }, () => Promise.resolve(due));
    const told = async () => { await notices.look(); return events.splice(0).map((event) => 'kind' in event && event.kind); };
    const arrest: WaitingClock = { kind: 'due', space, title: 'Arrest', at: at(9) as Instant, clock: 'PROVISIONAL_ARREST', count: 1, before: null, alarm: at(1) as Instant, custody: true };
    due = [arrest];
    expect([await told(), await told()]).toEqual([['alarm'], []]);
    due = [];
    expect(await told()).toEqual([]);
    due = [{ ...arrest, before: 3, alarm: at(6) as Instant }];
    expect([await told(), await told()]).toEqual([['alarm'], []]);
    due = [{ ...arrest, before: 3, alarm: null }];
    expect(await told()).toEqual([]);
    // Where nobody is held it is told like any other.
    due = [{ ...arrest, clock: 'PRESERVATION', custody: false }];
    expect([await told(), await told()]).toEqual([['due'], []]);
  });
});
