import { describe, expect, it } from '@jest/globals';
import { daysOf, planOf, readCsv, readTable, type DayPlan, type Known } from './set-up.js';
import { authorityId, sampleHall } from './sample.js';

const plan: DayPlan = { first: '2026-12-04', last: '2026-12-07', weekends: false, from: '09:00', to: '12:00', minutes: 30, breaks: [{ from: '10:15', to: '10:35', reason: 'break' }] };

describe('days of slots', () => {
  it('leave out weekends, and begin again when a break ends', () => {
    const days = daysOf(plan);
    expect(days).toEqual(['2026-12-04', '2026-12-07'].map((date) => ({ date, starts: ['09:00', '09:30', '10:35', '11:05'], breaks: plan.breaks })));
    expect((daysOf({ ...plan, weekends: true }) as unknown[]).length).toBe(4);
  });
  it('are refused where there are none, or too many', () => {
    expect([daysOf({ ...plan, last: '2026-12-01' }), daysOf({ ...plan, last: '2027-12-01' }), daysOf({ ...plan, to: '09:20' }), daysOf({ ...plan, minutes: 5 }), daysOf({ ...plan, breaks: [{ from: '11:00', to: '10:00', reason: 'meal' }] })])
      .toEqual(['no-days', 'too-many-days', 'no-slots', 'too-many-slots', 'break-order']);
  });
  it('are made again from what they are', () => {
    const days = daysOf(plan);
    if (typeof days === 'string') throw new Error(days);
    expect(daysOf(planOf(days, 30))).toEqual(days);
  });
});

describe('a table', () => {
  it('is read with quotes, semicolons, a byte order mark and empty lines', () => {
    expect(readCsv('\ufeffname;class\r\n"Room ""A""; north";table\r\n\r\n"two\nlines";x')).toEqual([
      { line: 1, cells: ['name', 'class'] }, { line: 2, cells: ['Room "A"; north', 'table'] }, { line: 4, cells: ['two\nlines', 'x'] },
    ]);
    expect(readCsv('name\n"never ends')).toBeNull();
    expect(readCsv('a,'.repeat(600_000))).toBeNull();
    expect(readCsv('x\n'.repeat(5_002))).toBeNull();
  });
});

describe('rows that are imported', () => {
  const { rooms, offices } = sampleHall({ days: 1, slots: 2, offices: [authorityId(0)], rooms: 1, pairs: [] });
  const known: Known = { authorities: [{ id: authorityId(0), name: 'Office A', state: 'KE' }, { id: authorityId(1), name: 'Office B', state: 'FR' }], stateName: (code) => ({ KE: 'Kenya', FR: 'France' })[code] ?? code, rooms, offices, interpreters: [], delegates: [] };
  const read = (table: Parameters<typeof readTable>[0], text: string) => readTable(table, readCsv(text)!, known);

  it('keep the id of a room of that name, and name each fault with its line', () => {
    const found = read('rooms', 'name,class,seats,security,equipment\nTable 1,table,8,1,video quiet\nTable 1,table,8,1,\n,Big Room,x,9,\n\u202eeman,table,4,0,');
    expect(found.rows).toMatchObject([{ version: 1, id: rooms[0]!.id, seats: 8, equipment: ['video', 'quiet'] }]);
    expect(found.changed).toBe(1);
    expect(found.faults).toEqual([
      { line: 3, column: 'name', fault: 'twice' }, { line: 4, column: 'name', fault: 'missing' }, { line: 4, column: 'class', fault: 'not-valid' }, { line: 4, column: 'seats', fault: 'not-valid' }, { line: 4, column: 'security', fault: 'not-valid' },
      { line: 5, column: 'name', fault: 'not-valid' },
    ]);
  });
  it('find offices by State, in words or code, and name', () => {
    const found = read('offices', 'State,Authority\nkenya,office a\nFR,\nDE,Office C');
    expect(found.rows.map((row) => ('authority' in row ? [row.authority, row.version] : []))).toEqual([[authorityId(0), 1], [authorityId(1), 0]]);
    expect(found.faults).toEqual([{ line: 4, column: 'authority', fault: 'unknown' }]);
  });
  it('need a header', () => {
    expect(read('interpreters', 'who,from,to\nA,en,fr').lacking).toEqual(['name']);
    expect(read('interpreters', 'name,from,to\nA,fr,EN\nB,en,en').rows).toMatchObject([{ pair: ['en', 'fr'] }]);
  });
  it('bring delegates of offices that attend alone', () => {
    const found = read('delegates', 'state,authority,name\nKE,Office A,=cmd|A\nFR,Office B,Jo');
    expect(found.rows).toMatchObject([{ name: '=cmd|A', authority: authorityId(0) }]);
    expect(found.faults).toEqual([{ line: 3, column: 'authority', fault: 'unknown' }]);
  });
});
