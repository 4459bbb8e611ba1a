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
  it('is told of as it comes near and as it passes, once each, by its space alone, also after a start', async () => {
    const events: ComityEvent[] = [];
    let [now, due]: [string, WaitingClock[]] = [at(1), []];
    const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
    const begin = () => new DueNotices({ emit: (event) => { events.push(event); }, now: () => new Date(now), store }, () => Promise.resolve(due));
    let notices = begin();
    const told = async () => { await notices.look(); return events.splice(0); };
    const news = [{ type: 'notice', space, kind: 'due' }, { type: 'matters', space }];
    expect(await told()).toEqual([]);
    due = [{ kind: 'due', space, title: 'Payments', at: at(4) as Instant, clock: 'SUGGESTED_DEADLINE', count: 2 }];
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
    now = at(4);
    expect([await told(), await told()]).toEqual([news, []]);
    due = [];
    expect(await told()).toEqual([]);
  });
});
