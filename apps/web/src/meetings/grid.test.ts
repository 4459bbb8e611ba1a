import { describe, expect, it } from '@jest/globals';
import { Layout, neighbour, noFilter, pullAt, rowsOf, stepped } from './grid.js';
import { groundOf, Hall, mayBeAsked } from './hall.js';
import { authorityId, placed, requestId, roomId, sampleHall } from './sample.js';

const rows = sampleHall({ days: 2, slots: 4, offices: [0, 1, 2, 3].map(authorityId), rooms: 2, pairs: [[0, 1], [2, 3], [0, 2]] });
const hall = new Hall(rows);
const by = (...all: ReturnType<typeof placed>[]) => new Map(all.map((each) => [each.request as string, each]));
/** Before all of it. */
const now = new Date('2026-12-01T08:00:00.000Z');
const rooms = rows.rooms.map(({ id }) => id as string);

describe('rows of the hall', () => {
  it('hold meetings by room, those that overlap below one another, and those without a room apart', () => {
    const placements = by(placed(rows, 0, 1, 0), placed(rows, 1, 1, 0), placed(rows, 2, 3, null));
    expect(rowsOf(hall, placements, 'rooms', rooms, noFilter, new Set())).toEqual([
      { id: roomId(0), lanes: 2, cells: [{ meeting: requestId(0), slot: 1, span: 1, lane: 0 }, { meeting: requestId(1), slot: 1, span: 1, lane: 1 }] },
      { id: roomId(1), lanes: 1, cells: [] },
      { id: null, lanes: 1, cells: [{ meeting: requestId(2), slot: 3, span: 1, lane: 0 }] },
    ]);
  });
  it('hold a meeting once for each of its offices', () => {
    const offices = rows.offices.map(({ authority }) => authority as string);
    const found = rowsOf(hall, by(placed(rows, 0, 1, 0)), 'offices', offices, noFilter, new Set());
    expect(found.map(({ cells }) => cells.length)).toEqual([1, 1, 0, 0]);
  });
  it('are those that a filter leaves', () => {
    const placements = by(placed(rows, 0, 0, 0), placed(rows, 1, 1, 1, { pinned: true }));
    const left = (filter: Partial<typeof noFilter>, clashing = new Set<string>()) => rowsOf(hall, placements, 'rooms', rooms, { ...noFilter, ...filter }, clashing).flatMap(({ cells }) => cells.map(({ meeting }) => meeting));
    expect(left({ office: authorityId(0) })).toEqual([requestId(0)]);
    expect(left({ pinned: true })).toEqual([requestId(1)]);
    expect(left({ clashing: true }, new Set([requestId(0)]))).toEqual([requestId(0)]);
    expect(left({ clashing: true })).toEqual([]);
    expect(left({ day: '2026-12-07' })).toEqual([requestId(0), requestId(1)]);
    expect(left({ day: '2026-12-08' })).toEqual([]);
    expect([left({ class: 'table' }).length, left({ class: 'hall' }).length, left({ interpreter: 'nobody' }).length]).toEqual([2, 0, 0]);
    // Rooms of the class, and all on another day, are where meetings can go.
    const shown = (filter: Partial<typeof noFilter>) => rowsOf(hall, placements, 'rooms', rooms, { ...noFilter, ...filter }, new Set()).length;
    expect([shown({ day: '2026-12-08' }), shown({ class: 'hall' }), shown({ pinned: true })]).toEqual([2, 0, 1]);
  });
});

describe('a grabbed meeting', () => {
  it('meets free slots, clashes and locked days', () => {
    const placements = by(placed(rows, 0, 0, 0), placed(rows, 1, 0, 1));
    const options = hall.options(placements, requestId(2), now);
    expect(options.map((option) => groundOf(hall, ['2026-12-08'], option))).toEqual(['clash', 'free', 'free', 'free', 'locked', 'locked', 'locked', 'locked']);
    const taken = hall.options(by(placed(rows, 1, 1, 1)), requestId(0), now)[1]!;
    expect([groundOf(hall, [], taken, roomId(0)), groundOf(hall, [], taken, roomId(1))]).toEqual(['free', 'clash']);
    expect(hall.placeAt(by(placed(rows, 0, 0, 1)), requestId(0), 2, options[2]!)).toEqual({ at: { date: '2026-12-07', time: '10:00' }, room: roomId(1), interpreter: null });
  });
  it('goes by steps within the grid, and by offices along its row', () => {
    expect(stepped({ row: 0, slot: 0 }, 'left', 3, 8, 'rooms')).toEqual({ row: 0, slot: 0 });
    expect(stepped({ row: 0, slot: 0 }, 'last', 3, 8, 'rooms')).toEqual({ row: 0, slot: 7 });
    expect(stepped({ row: 1, slot: 4 }, 'down', 3, 8, 'rooms')).toEqual({ row: 2, slot: 4 });
    expect(stepped({ row: 1, slot: 4 }, 'down', 3, 8, 'offices')).toEqual({ row: 1, slot: 4 });
  });
  it('may be put where its offices were asked, at short notice too, unless somebody is taken', () => {
    const late = new Date('2026-12-07T09:50:00.000Z'), placements = by(placed(rows, 1, 3, 1), placed(rows, 2, 3, 0));
    const [options, asked] = [hall.options(placements, requestId(0), late), hall.options(placements, requestId(0), late, true)];
    expect(options.map(({ blockers }) => blockers.map(({ code }) => code).join())).toEqual(['too-soon', 'too-soon', 'too-soon', 'taken,taken,no-place', '', '', '', '']);
    expect(options.map((option) => mayBeAsked(option, asked[option.slot]!))).toEqual([false, false, true, false, false, false, false, false]);
    const judged = (waiver?: 'urgent') => hall.judge(by(placed(rows, 0, 2, 0, { pinned: true, ...(waiver && { waiver }) })), [], late);
    expect([judged().clashes, judged('urgent').clashes, judged('urgent').warnings].map((all) => all.map(({ rule }) => rule))).toEqual([['too-soon'], [], ['asked-soon']]);
    expect(hall.explain(placements, [], requestId(0), late).free).toEqual([4, 5, 6, 7]);
  });
  it('clashes as the service says before it publishes', () => {
    const { clashes: found, warnings } = hall.judge(by(placed(rows, 0, 0, 0), placed(rows, 2, 0, 1)), [], now);
    expect(warnings).toEqual([]);
    expect(found.map(({ rule, resource, requests }) => ({ rule, resource, requests }))).toEqual([{ rule: 'over-capacity', resource: authorityId(0), requests: [requestId(0), requestId(2)] }]);
  });
});

describe('steps between meetings', () => {
  const found = rowsOf(hall, by(placed(rows, 0, 0, 0), placed(rows, 1, 5, 0), placed(rows, 2, 4, 1)), 'rooms', rooms, noFilter, new Set());
  it('go along a row, and to the nearest time of the next one', () => {
    expect(neighbour(found, 0, requestId(0), 'right')).toEqual({ row: 0, meeting: requestId(1) });
    expect(neighbour(found, 0, requestId(0), 'left')).toBeNull();
    expect(neighbour(found, 1, requestId(2), 'up')).toEqual({ row: 0, meeting: requestId(1) });
    expect(neighbour(found, 1, requestId(2), 'down')).toBeNull();
  });
});

describe('the layout', () => {
  const layout = new Layout([{ id: 'a', cells: [], lanes: 1 }, { id: 'b', cells: [], lanes: 2 }, { id: 'c', cells: [], lanes: 1 }], [2, 2], 10, 100, 20);
  it('finds what lies under a point, and nothing between days or below', () => {
    expect([layout.width, layout.height]).toEqual([420, 40]);
    expect(layout.at(150, 25)).toEqual({ row: 1, slot: 1 });
    expect(layout.at(230, 35)).toEqual({ row: 2, slot: 2 });
    expect([layout.at(210, 5), layout.at(5, 40), layout.at(420, 5), layout.at(-1, 5)]).toEqual([null, null, null, null]);
  });
  it('is pulled along near its ends, and from nowhere else', () => {
    expect([10, 60, 300, 560, 590, 640, 700].map((at) => pullAt(at, 0, 600))).toEqual([-16, 0, 0, 16, 16, 16, 0]);
  });
  it('spans a gap where a meeting would', () => {
    expect([layout.spanWidth(0, 2), layout.spanWidth(1, 2), layout.spanWidth(3, 5)]).toEqual([200, 220, 100]);
  });
});
