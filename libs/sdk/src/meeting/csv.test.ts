import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { AuthorityId, DelegateId, InterpreterId, MeetingRoomId, OfficeView, PractitionerId } from '@comity/contracts';
import { delegatesOf, interpretersOf, officesOf, roomsOf, tableOf } from './csv.js';
import { tableText } from './table-text.js';

const kenya = { id: randomUUID() as AuthorityId, name: 'Office of the Director, Nairobi', state: 'KE' }, france = { id: randomUUID() as AuthorityId, name: 'Parquet national', state: 'FR' };
const known = { authorities: [kenya, france], states: { KE: 'Kenia', FR: 'Frankreich' }, days: ['2026-11-30', '2026-12-01', '2026-12-02'] };
const person = randomUUID() as PractitionerId;
const newRoom = () => randomUUID() as MeetingRoomId, newDelegate = () => randomUUID() as DelegateId;
const faultsOf = ({ faults }: { faults: { line: number; field: string | null; rule: string }[] }) => faults.map(({ line, field, rule }) => [line, field, rule]);
const rooms = (csv: string) => roomsOf(csv, [], newRoom);
const delegates = (csv: string) => delegatesOf(csv, known, new Set([kenya.id]), new Map([[person, { authority: kenya.id }]]), [], newDelegate);

describe('a table', () => {
  it('is read as spreadsheets write it: quotes, semicolons, a mark at the beginning, any end of line', () => {
    const { rows, faults } = tableOf('\ufeffName;Class\r\n"Table ""1""; by the\nwindow";table\r\n;\r\nTable 2;table', ['name', 'class'], []);
    expect(faults).toEqual([]);
    expect(rows).toEqual([{ line: 2, cells: { name: 'Table "1"; by the\nwindow', class: 'table' } }, { line: 5, cells: { name: 'Table 2', class: 'table' } }]);
  });

  it('is refused whole, with line and column, where it is none', () => {
    expect(faultsOf(tableOf('', ['name'], []))).toEqual([[1, null, 'not-a-table']]);
    expect(faultsOf(tableOf('name\nx\n"open\nor\nnot', ['name'], []))).toEqual([[3, null, 'not-a-table']]);
    expect(faultsOf(tableOf('name,class\n"x\ny",table\nRoom "A",table', ['name', 'class'], []))).toEqual([[4, null, 'not-a-table']]);
    expect(faultsOf(tableOf('name,class\nx,"ta\nble"s', ['name', 'class'], []))).toEqual([[2, null, 'not-a-table']]);
    expect(faultsOf(tableOf('class\nx', ['name'], ['class']))).toEqual([[1, 'name', 'missing-column']]);
    expect(faultsOf(tableOf('name,__proto__\nx,y', ['name'], []))).toEqual([[1, null, 'unknown-column']]);
    expect(faultsOf(tableOf('name,name\nx,y', ['name'], []))).toEqual([[1, 'name', 'twice']]);
    expect(faultsOf(tableOf('name\nx,y', ['name'], []))).toEqual([[2, null, 'too-many-cells']]);
    expect(faultsOf(tableOf(`name\n${'x\n'.repeat(6_000)}`, ['name'], []))).toEqual([[1, null, 'too-long']]);
    expect(faultsOf(tableOf('x'.repeat(1_000_001), ['name'], []))).toEqual([[1, null, 'too-long']]);
  });

  it('is of the encoding that its file is marked with, else of UTF-8, and refused where that made no letters of it', () => {
    const text = 'name\nZoë\nJosé Núñez', of = (bytes: Uint8Array) => tableOf(tableText(bytes), ['name'], []);
    const wide = Buffer.from(text, 'utf16le');
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()])]) {
      expect(of(bytes)).toEqual({ rows: [{ line: 2, cells: { name: 'Zoë' } }, { line: 3, cells: { name: 'José Núñez' } }], faults: [] });
    }
    expect([Buffer.from(text, 'latin1'), wide].map((bytes) => faultsOf(of(bytes)))).toEqual([[[2, null, 'encoding']], [[1, null, 'encoding']]]);
  });

  it('gives back every cell that was written into it, and throws at nothing', () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (pairs) => {
      const { rows, faults } = tableOf(`a,b\n${pairs.map((pair) => pair.map(quoted).join(',')).join('\n')}`, ['a', 'b'], []);
      expect(faults).toEqual([]);
      expect(rows.map(({ cells }) => [cells['a'], cells['b']])).toEqual(pairs.map((pair) => pair.map((cell) => cell.trim())).filter((pair) => pair.some((cell) => cell !== '')));
    }));
    fc.assert(fc.property(fc.string(), (text) => { tableOf(text, ['a'], ['b']); rooms(text); delegates(text); officesOf(text, known, []); }));
  });
});

describe('an import', () => {
  it('names each cell that does not do, and then writes nothing', () => {
    const preview = rooms('name,class,seats,security,equipment\n=HYPERLINK("x"),table,4,0,\n'.replace('=HYPERLINK("x")', '"=HYPERLINK(""x"")"') + '@SUM,table,4,0,\nA\u202eB,table,4,0,\nRoom 1,Big Table,4,0,\nRoom 2,table,none,9,\nRoom 3,table,4,,video screen video\nRoom 4,table,2,,video\nRoom 4,table,2,,\n,table,2,,');
    expect(preview.rows).toEqual([]);
    expect(faultsOf(preview)).toEqual([[2, 'name', 'malformed'], [3, 'name', 'malformed'], [4, 'name', 'malformed'], [5, 'class', 'malformed'], [6, 'seats', 'malformed'], [6, 'security', 'malformed'], [7, 'equipment', 'malformed'], [9, 'name', 'twice'], [10, 'name', 'empty']]);
  });

  it('knows rows again that are there, and keeps when they are away', () => {
    const away = [{ date: '2026-11-30', from: '09:00', to: '10:00', reason: 'prayer' as const }];
    const held = [{ version: 4, authority: kenya.id, requests: null, away, remote: null }] satisfies OfficeView[];
    const { rows, changed, faults } = officesOf(`authority,requests\n"${kenya.name}",5\n${france.id},`, known, held);
    expect([rows, changed, faults]).toEqual([[{ version: 4, authority: kenya.id, requests: 5, away, remote: null }, { version: 0, authority: france.id, requests: null, away: [], remote: null }], 1, []]);
    expect(faultsOf(officesOf(`authority\n${kenya.id}\n"${kenya.name.toUpperCase()}"\nAtlantis`, known, []))).toEqual([[3, 'authority', 'twice'], [4, 'authority', 'unknown-authority']]);
    const room = { version: 2, id: newRoom(), name: 'Room 1', class: 'table', seats: 2, security: 0, equipment: [], away: [] };
    expect(roomsOf('name,class,seats\nRoom 1,table,6', [room], newRoom)).toEqual({ rows: [{ ...room, seats: 6 }], changed: 1, faults: [] });
  });

  it('takes when somebody arrives and leaves, of offices and delegates, and touches nothing else of when they are away', () => {
    const span = (date: string, from: string, to: string, reason: 'arrival' | 'departure' | 'prayer') => ({ date, from, to, reason });
    const comes = [span('2026-11-30', '00:00', '24:00', 'arrival'), span('2026-12-01', '00:00', '10:30', 'arrival')], goes = [span('2026-12-02', '12:00', '24:00', 'departure')], prays = span('2026-12-01', '12:00', '12:30', 'prayer');
    const offices = (csv: string, ...away: ReturnType<typeof span>[]) => officesOf(`authority,arrives,leaves\n${kenya.id},${csv}`, known, [{ version: 1, authority: kenya.id, requests: null, away, remote: null }]).rows[0]?.away;
    expect(offices('2026-12-01 10:30,2026-12-02T12:00', prays)).toEqual([prays, ...comes, ...goes]);
    // A later import says it anew; an empty cell, or no such column, leaves it as it is; what is said already keeps its place.
    expect(offices('2026-12-01 00:00,', ...comes, prays, ...goes)).toEqual([comes[0], prays, ...goes]);
    expect(offices(',2026-12-02 12:00', ...goes, ...comes)).toEqual([...goes, ...comes]);
    expect(officesOf(`authority\n${kenya.id}`, known, [{ version: 1, authority: kenya.id, requests: null, away: comes, remote: null }]).rows[0]!.away).toEqual(comes);
    expect(delegates(`authority,name,arrives\n${kenya.id},Amina,2026-12-01 10:30`).rows[0]!.away).toEqual(comes);
    expect(faultsOf(officesOf(`authority,arrives,leaves\n${kenya.id},30/11/2026 10:00,\n${france.id},2026-12-01 12:00,2026-12-01 12:00`, known, []))).toEqual([[2, 'arrives', 'malformed'], [3, 'leaves', 'malformed']]);
    const full = Array.from({ length: 60 }, (_, i) => span('2026-11-30', `09:${String(i).padStart(2, '0')}`, '10:00', 'prayer'));
    expect(faultsOf(officesOf(`authority,arrives\n${kenya.id},2026-12-01 10:30`, known, [{ version: 1, authority: kenya.id, requests: null, away: full, remote: null }]))).toEqual([[2, 'arrives', 'too-often-away']]);
  });

  it('takes no time of arriving or leaving with more behind it, and none by which somebody would never be there', () => {
    const span = (date: string, from: string, to: string, reason: 'arrival' | 'departure') => ({ date, from, to, reason });
    const faults = (csv: string, ...away: ReturnType<typeof span>[]) => faultsOf(officesOf(`authority,arrives,leaves\n${kenya.id},${csv}`, known, [{ version: 1, authority: kenya.id, requests: null, away, remote: null }]));
    for (const time of ['2026-12-01 02:30 PM', '2026-12-01 10:30 UTC', '2026-12-01T10:30 +01:00', '2026-12-01  10:30', '2026-12-01 10:30Z', '2026-12-01']) expect([time, faults(`${time},`), faults(`,${time}`)]).toEqual([time, [[2, 'arrives', 'malformed']], [[2, 'leaves', 'malformed']]]);
    for (const arrives of ['2026-12-03 09:00', '2027-11-30 10:00']) expect([arrives, faults(`${arrives},`), faults(`${arrives},2026-12-02 12:00`)]).toEqual([arrives, [[2, 'arrives', 'malformed']], [[2, 'arrives', 'malformed']]]);
    for (const leaves of ['2025-12-02 12:00', '2026-11-29 18:00', '2026-11-30 00:00']) expect([leaves, faults(`,${leaves}`)]).toEqual([leaves, [[2, 'leaves', 'malformed']]]);
    // Also beside what was said before.
    const goes = [span('2026-12-01', '12:00', '24:00', 'departure'), span('2026-12-02', '00:00', '24:00', 'departure')], comes = [span('2026-11-30', '00:00', '24:00', 'arrival'), span('2026-12-01', '00:00', '10:30', 'arrival')];
    expect([faults('2026-12-02 10:00,', ...goes), faults('2026-12-01 12:00,', ...goes), faults(',2026-12-01 10:30', ...comes), faults(',2026-11-30 18:00', ...comes)]).toEqual([[[2, 'arrives', 'malformed']], [[2, 'arrives', 'malformed']], [[2, 'leaves', 'malformed']], [[2, 'leaves', 'malformed']]]);
    expect([faults('2026-12-01 11:59,', ...goes), faults('2026-12-02 10:00,2026-12-02 12:00', ...goes), faults(',2026-12-01 10:31', ...comes), faults('2026-11-29 10:00,2026-12-03 10:00'), faults(',', ...comes, span('2026-12-01', '10:30', '24:00', 'departure'), goes[1]!)]).toEqual([[], [], [], [], []]);
  });

  it('finds an authority by its State as well, in words or by code, where that has one', () => {
    const { rows, faults } = officesOf('State;Authority\nkenia;\nFR;parquet  national', known, []);
    expect([rows.map(({ authority }) => authority), faults]).toEqual([[kenya.id, france.id], []]);
    const two = { ...known, authorities: [...known.authorities, { id: randomUUID() as AuthorityId, name: 'Anti-Corruption Commission', state: 'KE' }] };
    expect(faultsOf(officesOf('state,authority\nKE,\nFR,Anti-Corruption Commission\n,', two, []))).toEqual([[2, 'authority', 'unknown-authority'], [3, 'authority', 'unknown-authority']]);
    expect(faultsOf(officesOf('state,authority,requests\n,,3', two, []))).toEqual([[2, 'authority', 'empty']]);
  });

  it('takes interpreters by two languages, whichever stands first', () => {
    const ids = () => randomUUID() as InterpreterId, held = { version: 3, id: ids(), name: 'A. Diallo', pair: ['en', 'fr'] as [string, string], away: [] };
    expect(interpretersOf('name,from,to\nA. Diallo,FR,en\nB. Okoro,en,ar', [held], ids)).toMatchObject({ rows: [{ id: held.id, version: 3 }, { version: 0, pair: ['ar', 'en'] }], changed: 1, faults: [] });
    expect(faultsOf(interpretersOf('name,from,to\nA,en,en\nB,english,fr\nC,en,fr\nC,fr,en', [], ids))).toEqual([[2, 'to', 'malformed'], [3, 'from', 'malformed'], [5, 'name', 'twice']]);
  });

  it('takes delegates of offices that attend, with accounts of their own people', () => {
    expect(delegates(`authority,name,practitioner\n"${kenya.name}",Amina Öz,${person}\n${kenya.id},"Omar, Jr.",`).rows.map(({ name, practitioner, authority }) => [name, practitioner, authority])).toEqual([['Amina Öz', person, kenya.id], ['Omar, Jr.', null, kenya.id]]);
    expect(faultsOf(delegates(`authority,name,practitioner\n${france.id},Zoé,\n${kenya.id},A,${randomUUID()}\n${kenya.id},B,somebody\n${kenya.id},C,\n${kenya.id},C,\n${kenya.id},D,${person}\n${kenya.id},E,${person}`))).toEqual([[2, 'authority', 'not-attending'], [3, 'practitioner', 'unknown-person'], [4, 'practitioner', 'malformed'], [6, 'name', 'twice'], [8, 'practitioner', 'twice']]);
  });
});
