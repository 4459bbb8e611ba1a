import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@comity/timetable';
import { Hall } from './hall.js';
import { authorityId, placed, requestId, sampleHall } from './sample.js';
import { bestOf, movesOf, stretchesOf, toldOf } from './why.js';

const rows = sampleHall({ days: 1, slots: 4, offices: [0, 1, 2, 3].map(authorityId), rooms: 2, pairs: [[0, 1], [0, 2], [1, 3]] });
const by = (...all: ReturnType<typeof placed>[]) => new Map(all.map((each) => [each.request as string, each]));
const now = new Date('2026-12-01T08:00:00.000Z');
const [{ date } = { date: '' }] = rows.session.slots;
const away = (from: string, to: string) => [{ date, from, to, reason: 'other' as const }];
/** Office 0 leaves at ten; in its two slots it is in a meeting, and then office 1 is. */
const hall = new Hall({ ...rows, offices: rows.offices.map((office, i) => (i === 0 ? { ...office, away: away('10:00', '11:00') } : office)) });

describe('slots in few words', () => {
  it('are whole days that follow one another, and runs of a day', () => {
    const dates = ['a', 'a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'];
    expect(stretchesOf(dates, [0, 1, 2, 3, 4, 6])).toEqual([{ first: 'a', last: 'b', runs: null }, { first: 'c', last: 'c', runs: [[6, 6]] }]);
    expect(stretchesOf(dates, [0, 2, 5, 6])).toEqual([{ first: 'a', last: 'a', runs: [[0, 0], [2, 2]] }, { first: 'c', last: 'c', runs: null }]);
    expect(stretchesOf(dates, [1, 2, 3, 4, 7, 8])).toEqual([{ first: 'a', last: 'a', runs: [[1, 2]] }, { first: 'b', last: 'b', runs: null }, { first: 'd', last: 'd', runs: null }]);
  });
});

describe('why a meeting is not held', () => {
  const placements = by(placed(rows, 1, 0, 0), placed(rows, 2, 1, 1));
  const explained = hall.explain(placements, [], requestId(0), now);

  it('is first who is away, then what that leaves, then who is in the way there', () => {
    const { firm, left, rest } = toldOf(hall, placements, requestId(0), explained.facts);
    expect(firm).toEqual([{ code: 'unavailable', resource: authorityId(0), slots: [2, 3] }]);
    expect(left).toEqual([0, 1]);
    expect(rest).toEqual([{ code: 'taken', resource: authorityId(0), slots: [0], meetings: [requestId(1)] }, { code: 'taken', resource: authorityId(1), slots: [1], meetings: [requestId(2)] }]);
    expect(toldOf(hall, placements, requestId(0), rest)).toEqual({ firm: [], left: null, rest });
  });
  it('says nothing twice where one who is away is away in all that another fact says, and nothing of what is left where nothing is', () => {
    const away: Fact = { code: 'unavailable', resource: authorityId(0), slots: [0, 1, 2, 3] }, taken: Fact = { code: 'taken', resource: authorityId(1), slots: [1], meetings: [requestId(2)] };
    expect(toldOf(hall, placements, requestId(0), [away, taken])).toEqual({ firm: [away], left: null, rest: [] });
  });
  it('says first which day is locked, and asks nobody for times on it', () => {
    const two = sampleHall({ days: 2, slots: 2, offices: [0, 1].map(authorityId), rooms: 1, pairs: [[0, 1], [0, 1]] });
    const [begin, , other] = two.session.slots;
    const bound = { ...two, requests: two.requests.map((request, i) => (i === 0 ? { ...request, terms: { ...request.terms, latest: { date: begin!.date, time: begin!.time } } } : request)) };
    const narrow = new Hall(bound), there = by(placed(two, 1, 0, 0)), { facts, remedies } = narrow.explain(there, [other!.date], requestId(0), now);
    expect(toldOf(narrow, there, requestId(0), facts).firm).toEqual([{ code: 'locked', slots: [2, 3] }, { code: 'not-allowed', slots: [1] }]);
    expect(remedies.filter(({ code }) => code === 'allow')).toEqual([{ code: 'allow', slot: 1, weight: 0 }]);
  });
  it('is helped by the best of each kind, one who gives up among them', () => {
    expect(explained.remedies.length).toBeGreaterThan(bestOf(explained.remedies).length);
    expect(bestOf(explained.remedies).map(({ code }) => code)).toEqual([...new Set(explained.remedies.map(({ code }) => code))]);
  });
  it('is helped by two moves at once, that leave no clash', () => {
    const [move] = explained.remedies;
    if (move?.code !== 'move') throw new Error('nothing to move');
    const wanted = movesOf(hall, placements, [], requestId(0), move, now)!;
    const after = new Map(placements);
    for (const each of wanted) after.set(each.request, { version: 1, ...each });
    expect(hall.unplaced(after)).toEqual([]);
    expect(hall.judge(after, [], now).clashes).toEqual([]);
    expect(movesOf(hall, placements, [date], requestId(0), move, now)).toBeNull();
    // What is in the way went meanwhile, or something came where it should go.
    expect(movesOf(hall, by(placed(rows, 2, 1, 1)), [], requestId(0), move, now)).toBeNull();
  });
});
