import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, Instant, RequestState } from '@comity/contracts';
import type { Talk } from './meeting-request.js';
import { countsOf, dueOf, listed, loads, requestStates } from './request-list.js';
import { authorityId, requestId } from './sample.js';

const [kenya, france, brazil] = [1, 2, 3].map(authorityId) as [AuthorityId, AuthorityId, AuthorityId];
const names = new Map([[kenya, 'Kenya'], [france, 'France'], [brazil, 'Brazil']]);
const nameOf = (id: AuthorityId): string => names.get(id)!;
const talk = (n: number, state: RequestState, parties: AuthorityId[], consents: AuthorityId[], at: string): Talk => ({
  id: requestId(n), version: 1, state, asking: parties[0]!, ended: null, consents: new Map(consents.map((each) => [each, { priority: 2, delegates: [] }])),
  terms: { parties, slots: 1, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null },
  acts: [{ act: 'ask', authority: parties[0]!, at: at as Instant } as Talk['acts'][number]],
});
const talks = [
  talk(1, 'asked', [kenya, france, brazil], [kenya, france], '2026-11-03T10:00:00.000Z'), talk(2, 'countered', [france, kenya], [kenya], '2026-11-02T10:00:00.000Z'),
  talk(3, 'accepted', [brazil, kenya], [brazil, kenya], '2026-11-04T10:00:00.000Z'), talk(4, 'declined', [kenya, brazil], [kenya], '2026-11-01T10:00:00.000Z'),
];
const all = { state: null, office: null, due: null };
const ids = (some: readonly Talk[]): number[] => some.map(({ id }) => talks.findIndex((each) => each.id === id) + 1);

describe('the requests of a session', () => {
  it('wait for whoever has not consented to the terms as they stand, and for nobody once they are over', () => {
    expect(talks.map(dueOf)).toEqual([[brazil], [france], [], []]);
  });
  it('are filtered by state, office and whose answer is due, and sorted', () => {
    expect(ids(listed(talks, all, 'changed', nameOf))).toEqual([3, 1, 2, 4]);
    expect(ids(listed(talks, all, 'oldest', nameOf))).toEqual([2, 1, 4, 3]);
    expect(ids(listed(talks, all, 'asking', nameOf))).toEqual([3, 2, 1, 4]);
    expect([listed(talks, { ...all, state: 'declined' }, 'changed', nameOf), listed(talks, { ...all, office: france }, 'changed', nameOf), listed(talks, { ...all, due: brazil }, 'changed', nameOf)].map(ids)).toEqual([[4], [1, 2], [1]]);
  });
  it('are counted by state, and by office with what it owes and what it may still ask for', () => {
    expect(requestStates.map((state) => countsOf(talks)[state])).toEqual([1, 1, 1, 1, 0]);
    expect(loads(talks, [{ authority: kenya, requests: 5 }, { authority: france, requests: null }, { authority: brazil, requests: 0 }], 20)).toEqual([
      { office: france, open: 1, limit: 20, of: 1, due: 1, accepted: 0 }, { office: brazil, open: 1, limit: 0, of: 2, due: 1, accepted: 1 }, { office: kenya, open: 1, limit: 5, of: 2, due: 0, accepted: 1 },
    ]);
  });
});
