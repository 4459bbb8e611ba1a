import { beforeAll, describe, expect, it } from '@jest/globals';
import type { MeetingSessionId } from '@comity/contracts';
import { randomBytes, ready } from '@comity/e2ee';
import { MemoryStore } from '../store/memory.js';
import { SealedStore } from '../store/sealed.js';
import { keepSeen, seenOf } from './seen.js';

beforeAll(ready);
const [spring, autumn] = ['spring', 'autumn'] as [MeetingSessionId, MeetingSessionId];

describe('what a device showed of a session', () => {
  it('is kept of all that it shows at once, and goes by the latest of each', async () => {
    const store = new SealedStore(new MemoryStore(), 'person/', randomBytes(32));
    expect(await seenOf(store, spring)).toEqual({});
    expect(await Promise.all([keepSeen(store, spring, 'a', 2), keepSeen(store, spring, 'agenda', 1), keepSeen(store, autumn, 'a', 1), keepSeen(store, spring, 'a', 3), keepSeen(store, spring, 'a', 2)])).toEqual([true, true, true, true, false]);
    expect([await seenOf(store, spring), await seenOf(store, autumn)]).toEqual([{ a: 3, agenda: 1 }, { a: 1 }]);
  });
});
