import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, DelegateId, Instant, InterpreterId, MeetingRequestId, MeetingRoomId, MeetingSlot, MeetingTerms, Placement } from '@comity/contracts';
import { check } from './check.js';
import { defectsOf } from './defects.js';
import { explain } from './explain.js';
import { options } from './options.js';
import { plan } from './plan.js';
import { forceOf } from './rules.js';
import { clashesOf, comingFrom, idleAt, instanceOf, placesOf, timetableOf, tooSoon, type AgreedRequest, type SessionData } from './session.js';
import { idleByOffice, valueOf } from './value.js';
import { warningsOf } from './warnings.js';

const [kenya, france, spain] = ['kenya', 'france', 'spain'] as unknown as [AuthorityId, AuthorityId, AuthorityId];
const slot = (date: string, time: string, utc: string): MeetingSlot => ({ date, time, startsAt: `${date}T${utc}:00.000Z` as Instant, endsAt: new Date(Date.parse(`${date}T${utc}:00.000Z`) + 1_200_000).toISOString() as Instant });
/** Two days in Vienna, in winter; a break after the second slot of the first. */
const slots = [slot('2026-11-30', '09:00', '08:00'), slot('2026-11-30', '09:20', '08:20'), slot('2026-11-30', '10:00', '09:00'), slot('2026-12-01', '09:00', '08:00'), slot('2026-12-01', '09:20', '08:20')];
const office = (authority: AuthorityId, change: object = {}) => ({ authority, away: [], remote: null, ...change });
const request = (id: string, parties: AuthorityId[], change: Partial<MeetingTerms> = {}, delegates: string[] = []): AgreedRequest => ({
  id: id as MeetingRequestId, terms: { parties, slots: 1, languages: null, room: { class: null, security: 0, equipment: [] }, earliest: null, latest: null, after: null, case: null, space: null, ...change },
  wishes: { [parties[0]!]: { priority: 3, delegates: delegates as DelegateId[] }, [parties[1]!]: { priority: 1, delegates: [] } },
});
const room = (id: string, change: object = {}) => ({ id: id as MeetingRoomId, class: 'table', seats: 4, security: 1, equipment: [], away: [], ...change });
const placed = (id: string, date: string, time: string, change: object = {}): Placement => ({ request: id as MeetingRequestId, version: 1, place: { at: { date, time }, room: null, interpreter: null, ...change }, pinned: false });
const data = (change: Partial<SessionData>): SessionData => ({ slots, offices: [office(kenya), office(france), office(spain)], rooms: [], interpreters: [], delegates: [], requests: [], placements: [], locked: [], ...change });
const capacityOf = (of: SessionData, id: string) => instanceOf(of).resources.find((resource) => resource.id === id)?.capacity;

describe('a session as an instance', () => {
  it('has its days, and a seam wherever a slot does not follow at once', () => {
    expect(instanceOf(data({}))).toMatchObject({ days: [3, 2], seams: [2] });
  });

  it('has offices only when they are there, and within working hours elsewhere', () => {
    const away = office(kenya, { away: [{ date: '2026-11-30', from: '09:10', to: '09:30', reason: 'prayer' }] });
    expect(capacityOf(data({ offices: [away] }), kenya)).toEqual([0, 0, 1, 1, 1]);
    // 09:00 in Vienna is 03:00 in Bogotá, 13:00 in Almaty, and 08:00 in Abidjan.
    const from = (zone: string, begin: string, end: string) => capacityOf(data({ offices: [office(kenya, { remote: { zone, from: begin, to: end } })] }), kenya);
    expect(from('America/Bogota', '08:00', '17:00')).toEqual([0, 0, 0, 0, 0]);
    expect(from('Asia/Almaty', '09:00', '13:40')).toEqual([1, 1, 0, 1, 1]);
    expect(from('Africa/Abidjan', '08:20', '17:00')).toEqual([0, 1, 1, 0, 1]);
  });

  it('has those whose clock is unknown here at all hours, and plans and opens for the others', () => {
    const moon = office(kenya, { remote: { zone: 'Moon/Tycho', from: '09:00', to: '09:10' } });
    expect(instanceOf(data({ offices: [moon] })).resources[0]).toMatchObject({ capacity: [1, 1, 1, 1, 1], discomfort: [0, 0, 0, 0, 0] });
  });

  it('has those elsewhere within hours that go over midnight, in their zone or in the session’s', () => {
    const from = (zone: string, begin: string, end: string) => instanceOf(data({ offices: [office(kenya, { remote: { zone, from: begin, to: end } })] })).resources[0]!;
    // 09:00 in Vienna is 01:00 in Vancouver, where clocks are not put back any more.
    expect(from('America/Vancouver', '20:00', '04:00')).toMatchObject({ capacity: [1, 1, 1, 1, 1], discomfort: [0, 0, 0, 0, 0] });
    expect(from('America/Vancouver', '23:30', '01:40')).toMatchObject({ capacity: [1, 1, 0, 1, 1], discomfort: [1, 1, 1, 1, 1] });
    expect(from('America/Vancouver', '00:00', '24:00').capacity).toEqual([1, 1, 1, 1, 1]);
    expect(from('America/Vancouver', '09:00', '01:20').capacity).toEqual([1, 0, 0, 1, 0]);
    expect(from('America/Vancouver', '16:00', '24:00').capacity).toEqual([0, 0, 0, 0, 0]);
    // Late in Vienna, a slot begins before midnight in Abidjan and ends after it.
    const late = { ...slot('2026-11-30', '23:50', '22:50'), endsAt: '2026-11-30T23:50:00.000Z' as Instant };
    const over = (begin: string, end: string, zone = 'Africa/Abidjan') => capacityOf({ ...data({ offices: [office(kenya, { remote: { zone, from: begin, to: end } })] }), slots: [late, slot('2026-12-01', '00:50', '23:50')] }, kenya);
    expect(over('20:00', '24:00')).toEqual([1, 0]);
    expect(over('20:00', '00:10')).toEqual([1, 1]);
    expect(over('00:00', '08:00', 'Europe/Vienna')).toEqual([0, 1]);
    expect(over('22:00', '02:00', 'Europe/Vienna')).toEqual([1, 1]);
    // Where clocks are put back between the two, the hours are those that they show.
    expect(capacityOf({ ...data({ offices: [office(kenya, { remote: { zone: 'Europe/Vienna', from: '22:00', to: '02:30' } })] }), slots: [slot('2026-10-24', '23:30', '23:30'), slot('2026-10-25', '00:05', '00:05'), slot('2026-10-25', '00:20', '00:20'), slot('2026-10-25', '01:05', '01:05')] }, kenya)).toEqual([1, 1, 0, 1]);
  });

  it('asks for rooms that can take the people, the level and the equipment, and for who interprets', () => {
    const of = data({
      rooms: [room('small', { seats: 1, equipment: ['video'] }), room('large', { security: 3 })], interpreters: [{ id: 'i' as InterpreterId, pair: ['ar', 'fr'], away: [] }], delegates: [{ id: 'amina' as DelegateId, authority: kenya, away: [], remote: null }, { id: 'omar' as DelegateId, authority: kenya, away: [], remote: null }, { id: 'named by nobody' as DelegateId, authority: kenya, away: [], remote: null }],
      requests: [request('a', [kenya, france], { languages: ['ar', 'fr'], room: { class: 'table', security: 2, equipment: [] } }, ['amina', 'omar']), request('b', [france, spain], { room: { class: null, security: 0, equipment: ['video'] } })],
    });
    const instance = instanceOf(of);
    expect(defectsOf(instance)).toEqual([]);
    expect(instance.resources.filter(({ kind }) => kind === 'delegate').map(({ id }) => id)).toEqual(['amina', 'omar']);
    expect(instance.meetings.map(({ weight, needs }) => [weight, needs])).toEqual([[4, ['amina', 'omar', 'interpreters:ar-fr', 'security:2', 'class:table', 'seats:2']], [4, ['security:0', 'equipment:video']]]);
    expect(check(instance, [{ meeting: 'a', slot: 0, place: 'large' }, { meeting: 'b', slot: 1, place: 'small' }])).toEqual([]);
    expect(check(instance, [{ meeting: 'a', slot: 0, place: 'small' }]).map(({ code }) => code)).toContain('unfit-place');
  });

  it('keeps to both ends of what was asked for, to locked days and to pins', async () => {
    const of = data({
      requests: [request('a', [kenya, france], { slots: 2, latest: { date: '2026-11-30', time: '10:00' } }), request('b', [kenya, france]), request('c', [kenya, spain]), request('d', [france, spain], { earliest: { date: '2026-12-01', time: '09:00' } })],
      placements: [{ ...placed('b', '2026-11-30', '10:00'), pinned: true }, placed('c', '2026-12-01', '09:20')], locked: ['2026-12-01'],
    });
    const instance = instanceOf(of);
    expect(defectsOf(instance)).toEqual([]);
    const { timetable } = await plan(instance, { seed: 1, budget: { iterations: 2_000 } });
    // What lies on a locked day stays, and nothing else comes to it.
    expect(Object.fromEntries(timetable.map(({ meeting, slot: at }) => [meeting, at]))).toEqual({ a: 0, b: 2, c: 4 });
    expect(check(instance, timetable)).toEqual([]);
  });

  it('names who interprets: whoever did before, and nobody twice', () => {
    const interpreters = ['one', 'two'].map((id) => ({ id: id as InterpreterId, pair: ['ar', 'fr'] as [string, string], away: id === 'one' ? [{ date: '2026-11-30', from: '09:20', to: '09:40', reason: 'other' as const }] : [] }));
    const languages = ['ar', 'fr'] as [string, string];
    const of = data({ interpreters, requests: [request('a', [kenya, france], { languages, slots: 2 }), request('b', [spain, kenya], { languages })], placements: [placed('b', '2026-12-01', '09:00', { interpreter: 'two' })] });
    const places = placesOf(of, [{ meeting: 'a', slot: 0, place: null }, { meeting: 'b', slot: 3, place: null }]);
    expect([...places].map(([id, { at, interpreter }]) => [id, at.time, interpreter])).toEqual([['a', '09:00', 'two'], ['b', '09:00', 'two']]);
  });

  it('takes nobody who interprets from a meeting that stays where it is, and lets whoever can do less go first', () => {
    const interpreters = ['one', 'two'].map((id) => ({ id: id as InterpreterId, pair: ['ar', 'fr'] as [string, string], away: id === 'two' ? [{ date: '2026-12-01', from: '09:20', to: '10:00', reason: 'other' as const }] : [] }));
    const languages = ['ar', 'fr'] as [string, string];
    const requests = [request('long', [kenya, france], { languages, slots: 2 }), request('short', [spain, kenya], { languages })];
    const who = (placements: Placement[], ...at: [string, number][]) => Object.fromEntries([...placesOf(data({ interpreters, requests, placements }), at.map(([meeting, number]) => ({ meeting, slot: number, place: null })))].map(([id, { interpreter }]) => [id, interpreter]));
    expect(who([placed('short', '2026-11-30', '09:20', { interpreter: 'one' })], ['long', 0], ['short', 1])).toEqual({ long: 'two', short: 'one' });
    expect(who([], ['short', 3], ['long', 3])).toEqual({ long: 'one', short: 'two' });
    expect(who([], ['short', 0])).toEqual({ short: 'two' });
  });

  it('keeps people, and meetings of whom it is not said, from slots in which they are at another session', async () => {
    const of = data({
      delegates: [{ id: 'amina' as DelegateId, authority: kenya, away: [], remote: null }], requests: [request('a', [kenya, france], {}, ['amina']), request('b', [kenya, spain])],
      elsewhere: [{ of: 'amina', at: [{ date: '2026-11-30', time: '09:00' }, { date: '2026-12-01', time: '09:00' }] }, { of: 'amina', at: [{ date: '2026-11-30', time: '09:20' }] }, { of: 'a', at: [{ date: '2026-11-30', time: '10:00' }] }, { of: 'named by nobody', at: [{ date: '2026-11-30', time: '09:00' }] }],
    });
    const instance = instanceOf(of);
    expect(defectsOf(instance)).toEqual([]);
    expect(options(instance, [], 'a').map(({ state, blockers }) => [state, ...blockers.map((each) => ('resource' in each ? each.resource : each.code))])).toEqual([['unavailable', 'elsewhere:amina'], ['unavailable', 'elsewhere:amina'], ['unavailable', 'elsewhere:a'], ['unavailable', 'elsewhere:amina'], ['free']]);
    expect(explain(instance, [{ meeting: 'b', slot: 4, place: null }], 'a').facts.map((fact) => ('resource' in fact ? fact.resource : fact.code))).toEqual(['elsewhere:amina', 'elsewhere:a', kenya]);
    expect((await plan(instance, { seed: 1, budget: { iterations: 2_000 } })).timetable.find(({ meeting }) => meeting === 'a')?.slot).toBe(4);
    const there = { ...of, placements: [placed('a', '2026-11-30', '10:00')] };
    expect(clashesOf(there, check(instance, timetableOf(there))).map(({ rule, requests, resource }) => [rule, requests, resource])).toEqual([['over-capacity', ['a'], 'elsewhere:a']]);
  });

  it('spares the small hours of whoever takes part from afar, be it an office or one delegate', async () => {
    // 09:00 in Vienna is 13:00 in Almaty.
    const remote = { zone: 'Asia/Almaty', from: '09:00', to: '14:00' };
    const of = data({ delegates: [{ id: 'aliya' as DelegateId, authority: kenya, away: [], remote }], requests: [request('a', [kenya, france], {}, ['aliya']), request('b', [kenya, spain])] });
    const instance = instanceOf({ ...of, slots: [slot('2026-11-30', '08:00', '07:00'), ...slots] });
    expect(instance.resources.find(({ id }) => id === 'aliya')?.discomfort).toEqual([0, 1, 1, 1, 1, 1]);
    const at = (first: number) => valueOf(instance, [{ meeting: 'a', slot: first, place: null }, { meeting: 'b', slot: 1 - first, place: null }]).discomfort;
    expect([at(0), at(1)]).toEqual([0, 1]);
    expect((await plan(instance, { seed: 1, budget: { iterations: 5_000 } })).timetable.find(({ meeting }) => meeting === 'a')?.slot).toBe(0);
  });

  it('warns of long waits, of rooms with no minute between, and of small hours, and bars nothing by it', () => {
    const long = Array.from({ length: 6 }, (_, i) => slot('2026-11-30', `${String(9 + Math.floor(i / 3)).padStart(2, '0')}:${['00', '20', '40'][i % 3]!}`, `${String(8 + Math.floor(i / 3)).padStart(2, '0')}:${['00', '20', '40'][i % 3]!}`));
    const remote = { zone: 'Asia/Almaty', from: '13:00', to: '20:00' };
    const of: SessionData = {
      ...data({ offices: [office(kenya), office(france), office(spain, { remote })], rooms: [room('one'), room('two', { class: 'hall' }), room('beside one')], requests: [request('a', [kenya, france]), request('b', [kenya, spain]), request('c', [kenya, france])] }), slots: long,
      placements: [placed('a', '2026-11-30', '09:00', { room: 'one' }), placed('b', '2026-11-30', '09:20', { room: 'two' }), placed('c', '2026-11-30', '10:40', { room: 'two' })],
    };
    expect(warningsOf(of).map(({ rule, requests, resource, at }) => [rule, requests, resource, at?.time])).toEqual([['no-walk', ['a', 'b'], kenya, '09:20'], ['idle', ['b', 'c'], kenya, '10:40'], ['idle', ['a', 'c'], france, '10:40'], ['small-hours', ['b'], spain, '09:20']]);
    expect([...new Set(warningsOf(of).map(({ rule }) => forceOf(rule)))]).toEqual(['warns']);
    const beside = { ...of, placements: [of.placements[0]!, placed('b', '2026-11-30', '09:20', { room: 'beside one' })] };
    expect(warningsOf(beside).map(({ rule }) => rule)).toEqual(['small-hours']);
    // A break that an office asked for is no wait; a minute between two rooms is enough.
    const rested = { ...of, offices: [office(kenya, { away: [{ date: '2026-11-30', from: '09:40', to: '10:40', reason: 'break' }] }), office(france, { away: [{ date: '2026-11-30', from: '09:40', to: '10:40', reason: 'meal' }] }), office(spain)], slots: long.map((each, i) => (i === 0 ? { ...each, endsAt: '2026-11-30T08:19:00.000Z' as Instant } : each)) };
    expect(warningsOf(rested)).toEqual([]);
    expect(check(instanceOf(of), timetableOf(of))).toEqual([]);
  });

  it('counts what offices wait between meetings as the planned instance does, from where these lie alone', () => {
    const offices = [office(kenya, { away: [{ date: '2026-11-30', from: '09:20', to: '09:40', reason: 'prayer' }] }), office(france), office(spain)];
    const of = data({ offices, requests: [request('early', [kenya, france]), request('late', [kenya, france]), request('long', [france, spain], { slots: 2 })], placements: [placed('early', '2026-11-30', '09:00'), placed('late', '2026-11-30', '10:00'), placed('long', '2026-12-01', '09:00')] });
    const lie = (requests: readonly AgreedRequest[]) => requests.map(({ id, terms: { parties, slots: length } }) => ({ parties, slots: length, at: of.placements.find((each) => each.request === id)!.place!.at }));
    // Kenya is away in between and waits for nothing, France waits for a slot.
    expect(idleAt(of, lie(of.requests))).toEqual([0, 1, 0]);
    expect(idleAt(of, lie(of.requests))).toEqual([...idleByOffice(instanceOf(of), timetableOf(of)).values()]);
    expect(idleAt(of, lie(of.requests.slice(0, 2)))).toEqual([0, 1]);
    expect(idleAt(of, [])).toEqual([]);
  });

  it('lets the secretariat pin a meeting outside of the agreed times once its offices were asked, and only warns of it', async () => {
    const asked = { ...placed('a', '2026-11-30', '09:00'), pinned: true, waiver: 'agreed-orally' as const };
    const of = data({ requests: [request('a', [kenya, france], { earliest: { date: '2026-12-01', time: '09:00' } }), request('b', [kenya, spain])], placements: [asked] });
    const rules = (session: SessionData) => clashesOf(session, check(instanceOf(session), timetableOf(session))).map(({ rule }) => [rule, forceOf(rule)]);
    expect(rules(of)).toEqual([['asked-terms', 'warns']]);
    expect(rules({ ...of, placements: [{ ...asked, waiver: null }] })).toEqual([['slot-not-allowed', 'blocks']]);
    const { timetable } = await plan(instanceOf(of), { seed: 1, budget: { iterations: 2_000 } });
    expect(timetable.find(({ meeting }) => meeting === 'a')?.slot).toBe(0);
    // What it is asked about is the time alone.
    expect(rules({ ...of, offices: [office(kenya, { away: [{ date: '2026-11-30', from: '09:00', to: '09:20', reason: 'late' }] }), office(france), office(spain)] })).toEqual([['over-capacity', 'blocks'], ['asked-terms', 'warns']]);
    // Within the agreed times there is nothing to warn of.
    expect(rules({ ...of, placements: [{ ...asked, place: placed('a', '2026-12-01', '09:00').place }] })).toEqual([]);
  });

  it('sends nobody to a slot sooner than the notice, unless they were asked, or told before', () => {
    const now = new Date('2026-11-30T08:10:30.000Z');
    expect([comingFrom(slots, now, 0), comingFrom(slots, now, 9), comingFrom(slots, now, 10), comingFrom(slots, now, 60), comingFrom(slots, new Date('2026-12-02T08:00:00.000Z'), 15)]).toEqual([1, 1, 2, 3, 5]);
    const of = data({ requests: ['a', 'b', 'c', 'd', 'e'].map((id) => request(id, [kenya, france])), placements: [placed('a', '2026-11-30', '09:00'), placed('b', '2026-11-30', '09:20'), placed('c', '2026-11-30', '09:20'), { ...placed('d', '2026-11-30', '09:20'), pinned: true, waiver: 'urgent' }, placed('e', '2026-11-30', '10:00')] });
    const soon = tooSoon(of, [{ request: 'c' as MeetingRequestId, at: { date: '2026-11-30', time: '09:20' } }], now, 15);
    expect(soon.map(({ rule, requests }) => [rule, requests, forceOf(rule)])).toEqual([['too-soon', ['b'], 'blocks'], ['asked-soon', ['d'], 'warns']]);
    const instance = { ...instanceOf(of), from: comingFrom(slots, now, 15) };
    expect(options(instance, [], 'a').map(({ state, blockers }) => [state, ...blockers.map(({ code }) => code)])).toEqual([['unavailable', 'too-soon'], ['unavailable', 'too-soon'], ['free'], ['free'], ['free']]);
    expect(explain(instance, [2, 3, 4].map((at, i) => ({ meeting: ['b', 'c', 'd'][i]!, slot: at, place: null })), 'a').facts.map((fact) => [fact.code, fact.slots])).toEqual([['too-soon', [0, 1]], ['taken', [2, 3, 4]]]);
    // Asked, they may say yes to any time but one that they are taken at.
    const bound = data({ requests: [request('a', [kenya, france], { latest: { date: '2026-11-30', time: '09:00' } }), request('b', [kenya, spain])] });
    expect(options(instanceOf(bound), [{ meeting: 'b', slot: 1, place: null }], 'a', true).map(({ state }) => state)).toEqual(['free', 'clash', 'free', 'free', 'free']);
  });

  it('shows as clashes what is not agreed, has no slot, or has nobody who interprets', () => {
    const interpreters = [{ id: 'one' as InterpreterId, pair: ['ar', 'fr'] as [string, string], away: [{ date: '2026-12-01', from: '09:00', to: '10:00', reason: 'departure' as const }] }];
    const languages = ['ar', 'fr'] as [string, string];
    const of = data({
      interpreters, requests: ['a', 'b', 'c', 'd'].map((id) => request(id, [kenya, france], id === 'd' ? {} : { languages })),
      placements: [placed('a', '2026-11-30', '09:00'), placed('b', '2026-12-01', '09:00', { interpreter: 'one' }), placed('c', '2026-12-01', '09:00', { interpreter: 'one' }), placed('d', '2026-11-30', '09:10'), placed('gone', '2026-11-30', '09:00')],
    });
    expect(clashesOf(of, []).map(({ rule, requests }) => [rule, requests])).toEqual([['no-interpreter', ['a']], ['interpreter-away', ['b']], ['interpreter-away', ['c']], ['interpreter-taken', ['b', 'c']], ['no-slot', ['d']], ['not-agreed', ['gone']]]);
    expect(timetableOf(of).map(({ meeting }) => meeting)).toEqual(['a', 'b', 'c']);
  });

  it('shows of a room or an interpreter that is lost only the meetings that had it, however full the hall is', () => {
    const lost = [{ date: '2026-11-30', from: '00:00', to: '24:00', reason: 'other' as const }], languages = ['ar', 'fr'] as [string, string];
    const offices = ['o1', 'o2', 'o3', 'o4'].map((id) => id as AuthorityId);
    const of = data({
      offices: offices.map((id) => office(id)), rooms: [room('one'), room('two', { away: lost })], interpreters: [{ id: 'i' as InterpreterId, pair: languages, away: [] }, { id: 'j' as InterpreterId, pair: languages, away: lost }],
      requests: [[0, 1], [2, 3]].map(([a, b], i) => request(`r${i}`, [offices[a!]!, offices[b!]!], { languages, room: { class: 'table', security: 1, equipment: [] } })),
      placements: [placed('r0', '2026-11-30', '09:00', { room: 'one', interpreter: 'i' }), placed('r1', '2026-11-30', '09:00', { room: 'two', interpreter: 'j' })],
    });
    const clashes = (session: SessionData) => clashesOf(session, check(instanceOf(session), timetableOf(session))).map(({ rule, requests }) => [rule, requests]);
    expect(clashes(of)).toEqual([['place-closed', ['r1']], ['interpreter-away', ['r1']]]);
    // What no room offers at all is nobody's room's fault.
    expect(clashes({ ...of, placements: [placed('r0', '2026-11-30', '09:00', { room: 'one', interpreter: 'i' })], rooms: [room('one', { class: 'hall' })] })).toEqual([['over-capacity', ['r0']]]);
  });
});
