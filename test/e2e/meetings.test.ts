/** Sessions, requests for meetings and timetables over HTTP: who may what, what is refused, and that nothing is overwritten or booked twice. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ICAL from 'ical.js';
import { Pool } from 'pg';
import supertest from 'supertest';
import type { Agenda, AuthorityId, Delegate, DraftCheck, Elsewhere, MeetingRequest, MeetingRoom, MeetingSession, MeetingSessionId, MeetingSessionSummary, OfficeView, Placement, Plan, PlanId, Presence, Publication, Screen, ScreenAddress, TimetableDraft } from '@comity/contracts';
import { meetingRoutes } from '@comity/contracts';
import { meetingActHash, signMeetingAct } from '@comity/e2ee';
import { PlanThreads } from '../../apps/api/src/meetings/plan-threads.js';
import { PlanRunner } from '../../apps/api/src/meetings/plan-runner.js';
import { FanOut } from '../../apps/api/src/realtime/fan-out.js';
import { Member } from './identity/member.js';
import { byNumber, succeed, TestNetwork, type RouteName } from './identity/network.js';
import { answered, delegateRow, facts, interpreterRow, officeRow, Plenary, roomRow, terms, wishes } from './plenary.js';

describe('meetings', () => {
  let network: TestNetwork, pool: Pool;
  let kenya: Member, france: Member, spain: Member, stranger: Member, secretary: Member, other: Member;
  let offices: AuthorityId[];
  /** To whom something was told, and of what. */
  const told: [person: string, of: string][] = [];

  beforeAll(async () => {
    network = await TestNetwork.founded();
    pool = new Pool({ connectionString: network.service.databaseUrl, max: 50 });
    network.service.app.get(PlanThreads).program = { url: new URL('../../apps/api/src/meetings/plan-thread.ts', import.meta.url), execArgv: ['--import', new URL('../support/typescript.ts', import.meta.url).href] };
    const fanOut = network.service.app.get(FanOut), tell = fanOut.toPerson.bind(fanOut);
    fanOut.toPerson = (person, event, payload) => {
      if (event === 'meetings:changed') told.push([person, (payload as { of: string }).of]);
      tell(person, event, payload);
    };
    const point = async (name: string): Promise<Member> => network.appointFocalPoint(await network.admitAuthority(name), name);
    [kenya, france, spain, stranger] = [await point('Nairobi'), await point('Paris'), await point('Madrid'), await point('Lisbon')];
    [secretary, other] = network.officers;
    for (const member of [kenya, france, spain, stranger, secretary, other]) {
      succeed(await network.certify(member), 201);
      succeed(await network.attach(member), 200);
    }
    offices = [kenya, france, spain].map(({ authority }) => authority!);
  }, 120_000);
  afterAll(async () => {
    await pool?.end();
    await network?.stop();
  });
  const code = async (answering: Promise<{ status: number; body: unknown }>) => { const { status, body } = await answering; return status < 300 ? status : (body as { code: string }).code; };
  const problemOf = async (answering: Promise<{ body: unknown }>) => (await answering).body as { code: string; version?: number; errors?: { pointer: string; rule: string }[] };
  const placed = (request: MeetingRequest, time: string, change: Partial<Placement> & { room?: string; interpreter?: string; date?: string } = {}) =>
    ({ request: request.id, version: change.version ?? 0, place: { at: { date: change.date ?? '2026-11-30', time }, room: change.room ?? null, interpreter: change.interpreter ?? null }, pinned: change.pinned ?? false });

  const ended = async (plenary: Plenary, plan: string): Promise<Plan> => {
    for (;;) {
      const { rows } = await pool.query("select 1 from meeting_plan where id = $1 and state in ('waiting', 'running')", [plan]);
      if (rows.length === 0) return answered<Plan>(await plenary.as(secretary, 'plan', { params: { plan } }));
      await network.service.app.get(PlanRunner).sweep();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const order = (plenary: Plenary, mode: Plan['mode'], change: object = {}) => plenary.as(secretary, 'orderPlan', { body: { id: randomUUID() as PlanId, mode, seed: 7, seconds: 0.5, ...change } });

  describe('of a session', () => {
    it('are for the secretariat while it prepares, and for those who attend once it is open', async () => {
      const plenary = await Plenary.held(network, offices, { state: 'preparing' });
      expect(await code(plenary.as(kenya, 'meetingSession'))).toBe('not-found');
      const { version } = answered<MeetingSession>(await plenary.as(other, 'meetingSession'));
      told.splice(0);
      answered(await plenary.as(secretary, 'writeRooms', { body: { rows: [roomRow('A')] } }));
      expect(told.map(([person]) => person)).not.toContain(kenya.id);
      expect(await code(plenary.as(other, 'changeSession', { body: { version, facts: facts() } }))).toBe(200);
      const seen = answered<MeetingSession>(await plenary.as(kenya, 'meetingSession'));
      expect([seen.role, seen.version, seen.published, seen.slots.length]).toEqual(['delegate', 2, 0, 7]);
      expect(await problemOf(plenary.as(secretary, 'changeSession', { body: { version, facts: facts() } }))).toMatchObject({ code: 'stale-version', version: 2 });
      const listed = async (member: Member) => answered<{ id: string }[]>(await network.as(member, 'meetingSessions')).some(({ id }) => id === plenary.id);
      expect([await listed(secretary), await listed(kenya), await listed(stranger)]).toEqual([true, true, false]);
    });

    it('answer whoever does not attend as if there were none, on every route', async () => {
      const plenary = await Plenary.held(network, offices);
      const request = await plenary.agreed([kenya, france]);
      const rows = (await pool.query<{ rows: string }>('select (select count(*) from meeting_act) + (select count(*) from meeting_office) + (select count(*) from meeting_plan) as rows')).rows[0]!.rows;
      const bodies: Partial<Record<RouteName, object>> = {
        changeSession: { version: 1, facts: facts() }, writeOffices: { rows: [officeRow(stranger.authority!)] }, setAvailability: { version: 1, away: [], remote: null }, writeRooms: { rows: [roomRow('A')] }, writeInterpreters: { rows: [interpreterRow('I', ['ar', 'fr'])] },
        writeDelegates: { rows: [delegateRow(stranger.authority!, 'D')] }, editDraft: { edits: [placed(request, '09:00')] }, lockDays: { lockVersion: 0, locked: [] }, orderPlan: { id: randomUUID(), mode: 'plan', seed: 1, seconds: 1 }, approvePlan: { draft: 0 }, publishTimetable: { draft: 0 }, makeScreen: { names: false }, bePresent: { here: true, holding: null },
      };
      for (const [name, line] of Object.entries(meetingRoutes) as [RouteName, string][]) {
        if (!line.includes('/sessions/:id')) continue;
        const at = async (id: MeetingSessionId) => {
          const there = new Plenary(network, id);
          const body = name === 'actOnRequest' ? signMeetingAct(there.body(stranger, request.id, { act: 'ask', terms: terms([stranger.authority!, ...offices]) }), stranger.device.secretKey) : name === 'sayOutcome' ? there.word(stranger, request.id, { date: '2026-11-30', time: '09:00' }) : bodies[name];
          const { body: answer } = await there.as(stranger, name, { params: { row: kenya.authority!, request: request.id, plan: randomUUID() }, ...(body && { body }), ...(line.startsWith('DELETE') && !name.includes('Plan') && { query: { version: 1 } }) });
          return JSON.stringify({ ...(answer as object), reference: '' });
        };
        const answers = [await at(plenary.id), await at(randomUUID() as MeetingSessionId)];
        expect([name, answers[0]]).toEqual([name, answers[1]]);
        expect([name, answers[0]]).toEqual([name, expect.stringContaining('"not-found"')]);
      }
      expect((await pool.query<{ rows: string }>('select (select count(*) from meeting_act) + (select count(*) from meeting_office) + (select count(*) from meeting_plan) as rows')).rows[0]!.rows).toBe(rows);
    });

    it('leave to the secretariat what is the secretariat’s', async () => {
      const plenary = await Plenary.held(network, offices);
      const tries: [RouteName, object?][] = [
        ['changeSession', { version: 1, facts: facts() }], ['writeOffices', { rows: [officeRow(kenya.authority!)] }], ['removeOffice'], ['writeRooms', { rows: [roomRow('A')] }], ['removeRoom'], ['interpreters'], ['writeInterpreters', { rows: [interpreterRow('I', ['ar', 'fr'])] }], ['removeInterpreter'],
        ['timetableDraft'], ['editDraft', { edits: [{ request: randomUUID(), version: 0, place: null, pinned: false }] }], ['lockDays', { lockVersion: 0, locked: [] }], ['checkDraft'], ['elsewhere'], ['bePresent', { here: true, holding: null }], ['plans'], ['orderPlan', { id: randomUUID(), mode: 'plan', seed: 1, seconds: 1 }], ['plan'], ['cancelPlan'], ['approvePlan', { draft: 0 }], ['publishTimetable', { draft: 0 }], ['screenStatus'], ['makeScreen', { names: true }], ['endScreen'],
      ];
      for (const [name, body] of tries) {
        const call = { params: { row: kenya.authority!, plan: randomUUID() }, ...(body && { body }), ...(name.startsWith('remove') && { query: { version: 1 } }) };
        expect([name, await code(plenary.as(kenya, name, call))]).toEqual([name, 'not-allowed']);
      }
      expect(await code(network.as(kenya, 'addSession', { body: { id: randomUUID(), facts: facts() } }))).toBe('not-allowed');
    });

    it('have the instants of their zone, whatever its clocks do', async () => {
      const startsOf = async (zone: string, date: string) => answered<MeetingSession>(await (await Plenary.held(network, [], { zone, days: [{ date, starts: ['09:00'], breaks: [] }] })).as(secretary, 'meetingSession')).slots[0]!.startsAt;
      expect(await startsOf('Europe/Vienna', '2026-10-24')).toBe('2026-10-24T07:00:00.000Z');
      expect(await startsOf('Europe/Vienna', '2026-10-26')).toBe('2026-10-26T08:00:00.000Z');
      // British Columbia keeps summer time from 2026 on.
      expect(await startsOf('America/Vancouver', '2026-02-02')).toBe('2026-02-02T17:00:00.000Z');
      expect(await startsOf('America/Vancouver', '2026-12-02')).toBe('2026-12-02T16:00:00.000Z');
      // Kazakhstan has one time since March 2024.
      expect(await startsOf('Asia/Almaty', '2024-02-01')).toBe('2024-02-01T03:00:00.000Z');
      expect(await startsOf('Asia/Almaty', '2026-12-02')).toBe('2026-12-02T04:00:00.000Z');
      expect(await startsOf('Africa/Abidjan', '2026-07-01')).toBe('2026-07-01T09:00:00.000Z');
      // The list has the dates on its walls.
      const there = await Plenary.held(network, [], { zone: 'Pacific/Auckland', days: ['2026-11-30', '2026-12-01'].map((date) => ({ date, starts: ['09:00'], breaks: [] })) });
      expect(answered<MeetingSessionSummary[]>(await network.as(secretary, 'meetingSessions')).find(({ id }) => id === there.id)).toMatchObject({ startsAt: '2026-11-29T20:00:00.000Z', firstDate: '2026-11-30', lastDate: '2026-12-01' });
      const refused = (change: object) => problemOf(network.as(secretary, 'addSession', { body: { id: randomUUID(), facts: facts(change) } }));
      expect((await refused({ days: [{ date: '2026-03-29', starts: ['01:00', '02:20'], breaks: [] }] })).errors).toEqual([{ pointer: '/facts/days/0/starts/1', rule: 'must exist on that day, on which clocks are put forward' }]);
      expect((await refused({ days: [{ date: '2026-10-25', starts: ['02:20'], breaks: [] }] })).errors).toEqual([{ pointer: '/facts/days/0/starts/0', rule: 'must exist once on that day, on which clocks are put back' }]);
      expect((await refused({ slotMinutes: 60, days: [{ date: '2026-03-29', starts: ['01:30', '03:00'], breaks: [] }] })).errors).toEqual([{ pointer: '/facts/days/0/starts/1', rule: 'must not begin before the slot before it ends' }]);
      expect((await refused({ zone: 'Europe/Atlantis' })).errors?.[0]?.pointer).toBe('/facts/zone');
      expect((await refused({ days: [{ date: '2026-11-30', starts: ['09:00', '09:10'], breaks: [] }] })).errors?.[0]?.pointer).toBe('/facts/days/0/starts');
    });

    it('take rows together or not at all, over the version that was seen', async () => {
      const plenary = await Plenary.held(network, offices);
      const [a, b] = [roomRow('A'), roomRow('B')];
      const rooms = answered<MeetingRoom[]>(await plenary.as(secretary, 'writeRooms', { body: { rows: [a, b] } }));
      expect(rooms.map(({ version }) => version)).toEqual([1, 1]);
      answered(await plenary.as(other, 'writeRooms', { body: { rows: [{ ...a, version: 1, seats: 8 }] } }));
      expect(await problemOf(plenary.as(secretary, 'writeRooms', { body: { rows: [{ ...b, version: 1, seats: 2 }, { ...a, version: 1, seats: 2 }] } }))).toMatchObject({ code: 'stale-version', version: 2, errors: [{ pointer: '/rows/1/version' }] });
      expect(answered<MeetingRoom[]>(await plenary.as(kenya, 'rooms')).map(({ name, seats }) => [name, seats])).toEqual([['A', 8], ['B', 6]]);
      expect(await code(plenary.as(secretary, 'removeRoom', { params: { row: b.id }, query: { version: 1 } }))).toBe(204);
      // What is another session's is not there.
      const elsewhere = await Plenary.held(network, offices);
      expect(await code(elsewhere.as(secretary, 'removeRoom', { params: { row: a.id }, query: { version: 2 } }))).toBe('not-found');
      expect(await code(elsewhere.as(secretary, 'writeRooms', { body: { rows: [{ ...a, version: 2 }] } }))).toBe('stale-version');
    });

    it('let an office speak for itself alone, and keep its availability and people from others', async () => {
      const plenary = await Plenary.held(network, offices);
      const away = [{ date: '2026-11-30', from: '09:00', to: '10:00', reason: 'late' }];
      expect(await code(plenary.as(kenya, 'setAvailability', { params: { row: kenya.authority! }, body: { version: 1, away, remote: { zone: 'Africa/Nairobi', from: '08:00', to: '17:00' } } }))).toBe(200);
      expect(await code(plenary.as(kenya, 'setAvailability', { params: { row: kenya.authority! }, body: { version: 1, away: [], remote: null } }))).toBe('stale-version');
      const hours = (from: string, to: string) => code(plenary.as(kenya, 'setAvailability', { params: { row: kenya.authority! }, body: { version: 2, away, remote: { zone: 'America/Vancouver', from, to } } }));
      expect([await hours('08:00', '08:00'), await hours('22:00', '06:00')]).toEqual(['invalid-input', 200]);
      expect(await code(plenary.as(kenya, 'setAvailability', { params: { row: france.authority! }, body: { version: 1, away, remote: null } }))).toBe('not-allowed');
      const seen = async (member: Member) => answered<OfficeView[]>(await plenary.as(member, 'offices')).find(({ authority }) => authority === kenya.authority)!.away;
      expect([await seen(kenya), await seen(secretary), await seen(france)]).toEqual([away, away, null]);
      const [wanjiru, amina] = [delegateRow(kenya.authority!, 'Wanjiru', { practitioner: kenya.id }), delegateRow(kenya.authority!, 'Amina')];
      expect(await code(plenary.as(kenya, 'writeDelegates', { body: { rows: [wanjiru, amina] } }))).toBe(200);
      expect(await code(plenary.as(kenya, 'writeDelegates', { body: { rows: [delegateRow(france.authority!, 'Mallory')] } }))).toBe('not-allowed');
      expect((await problemOf(plenary.as(kenya, 'writeDelegates', { body: { rows: [delegateRow(kenya.authority!, 'No', { practitioner: france.id })] } }))).errors?.[0]?.pointer).toBe('/rows/0/practitioner');
      // One account is one person, who is on the list once.
      const again = { pointer: '/rows/0/practitioner', rule: 'must be on the list of the session once' };
      expect(await problemOf(plenary.as(kenya, 'writeDelegates', { body: { rows: [delegateRow(kenya.authority!, 'W. Kamau', { practitioner: kenya.id })] } }))).toMatchObject({ code: 'invalid-input', errors: [again] });
      expect(await problemOf(plenary.as(france, 'writeDelegates', { body: { rows: ['A', 'B'].map((name) => delegateRow(france.authority!, name, { practitioner: france.id })) } }))).toMatchObject({ code: 'invalid-input', errors: [{ ...again, pointer: '/rows/1/practitioner' }] });
      expect(await code(plenary.as(kenya, 'writeDelegates', { body: { rows: [{ ...wanjiru, version: 1, practitioner: null }, { ...amina, version: 1, practitioner: kenya.id }] } }))).toBe(200);
      const names = async (member: Member) => answered<Delegate[]>(await plenary.as(member, 'delegates')).map(({ name }) => name);
      expect([await names(france), await names(kenya)]).toEqual([[], ['Amina', 'Wanjiru']]);
      await plenary.ask(kenya, terms([kenya.authority!, france.authority!]), wishes({ delegates: [amina.id] }));
      expect([await names(france), await names(spain)]).toEqual([['Amina'], []]);
      expect(await code(plenary.as(kenya, 'removeDelegate', { params: { row: amina.id }, query: { version: 2 } }))).toBe('not-acceptable');
      expect(await code(plenary.as(france, 'removeDelegate', { params: { row: wanjiru.id }, query: { version: 1 } }))).toBe('not-found');
    });
  });

  describe('asked for', () => {
    it('count once all parties signed for the same terms', async () => {
      const plenary = await Plenary.held(network, offices);
      const asked = answered<MeetingRequest>(await plenary.ask(kenya, terms(offices)));
      const half = answered<MeetingRequest>(await plenary.answer(france, asked, { act: 'accept' }));
      const countered = answered<MeetingRequest>(await plenary.answer(spain, half, { act: 'counter', terms: terms(offices, { slots: 2 }) }));
      const again = answered<MeetingRequest>(await plenary.answer(france, countered, { act: 'accept' }));
      const accepted = answered<MeetingRequest>(await plenary.answer(kenya, again, { act: 'accept' }));
      expect([asked, half, countered, again, accepted].map(({ state, version }) => [state, version])).toEqual([['asked', 1], ['asked', 2], ['countered', 3], ['countered', 4], ['accepted', 5]]);
      expect(answered<MeetingRequest>(await plenary.as(secretary, 'meetingRequest', { params: { request: asked.id } }))).toEqual(accepted);
      expect(await code(plenary.answer(spain, accepted, { act: 'decline' }))).toBe('not-acceptable');
      expect(answered<MeetingRequest>(await plenary.answer(spain, accepted, { act: 'withdraw' })).state).toBe('withdrawn');
      await expect(pool.query('update meeting_act set signature = signature')).rejects.toThrow('append-only');
    });

    it('cannot be consented to by anybody else: neither secretariat, other devices, nor with another’s signature', async () => {
      const plenary = await Plenary.held(network, offices);
      const asked = answered<MeetingRequest>(await plenary.ask(kenya, terms([kenya.authority!, france.authority!])));
      const body = plenary.body(france, asked.id, { act: 'accept', terms: asked.acts[0]!.body.terms });
      const accepts = { ...body, after: meetingActHash(asked.acts[0]!.body) };
      for (const [member, act] of [
        [secretary, signMeetingAct({ ...accepts, practitioner: secretary.id, device: secretary.device.id }, secretary.device.secretKey)], [france, signMeetingAct(accepts, kenya.device.secretKey)], [france, signMeetingAct({ ...accepts, authority: kenya.authority! }, france.device.secretKey)],
        [france, signMeetingAct({ ...accepts, at: network.inDays(-1) }, france.device.secretKey)], [france, { ...signMeetingAct(accepts, france.device.secretKey), body: { ...accepts, wishes: wishes({ priority: 3 }) } }],
      ] as const) expect(await code(plenary.act(member, act))).toBe('statement-refused');
      expect(await code(plenary.answer(spain, asked, { act: 'accept' }))).toBe('not-found');
      expect(await code(plenary.answer(france, asked, { act: 'accept', terms: terms([kenya.authority!, france.authority!], { slots: 3 }) }))).toBe('not-acceptable');
      expect(await code(plenary.as(spain, 'meetingRequest', { params: { request: asked.id } }))).toBe('not-found');
      expect(answered<MeetingRequest[]>(await plenary.as(spain, 'meetingRequests'))).toEqual([]);
    });

    it('take one of two acts that follow the same one', async () => {
      const plenary = await Plenary.held(network, offices);
      const asked = answered<MeetingRequest>(await plenary.ask(kenya, terms([kenya.authority!, france.authority!])));
      const answers = await Promise.all([plenary.answer(france, asked, { act: 'accept' }), plenary.answer(kenya, asked, { act: 'withdraw' }), plenary.answer(france, asked, { act: 'decline' })]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status !== 200).map(({ body }) => [(body as { code: string }).code, (body as { version: number }).version])).toEqual([['stale-version', 2], ['stale-version', 2]]);
    });

    it('do not use up what all share', async () => {
      const plenary = await Plenary.held(network, offices);
      const request = await plenary.agreed([kenya, france]);
      // As if France had changed its wishes again and again, and Kenya had asked and withdrawn.
      await pool.query("insert into meeting_act select request, n, body, signature, taken_at from meeting_act, generate_series(3, 100) as n where request = $1 and number = 2", [request.id]);
      await pool.query('update meeting_request set version = 100 where id = $1', [request.id]);
      expect(await code(plenary.answer(france, request, { act: 'accept', wishes: wishes({ priority: 1 }) }))).toBe('not-acceptable');
      expect(await code(plenary.answer(france, request, { act: 'withdraw' }))).toBe(200);
      await pool.query("insert into meeting_request select gen_random_uuid(), session, version, state, parties, terms, consents, hash from meeting_request, generate_series(2, 500) where id = $1", [request.id]);
      expect(await code(plenary.ask(kenya, terms([kenya.authority!, france.authority!])))).toBe('not-acceptable');
      expect(await code(plenary.ask(france, terms([france.authority!, kenya.authority!])))).toBe(200);
      expect(await code(plenary.as(kenya, 'writeDelegates', { body: { rows: Array.from({ length: 201 }, (_, i) => delegateRow(kenya.authority!, `D ${i}`)) } }))).toBe('not-acceptable');
      // Sessions that are over do not keep new ones from being made.
      const years = await pool.query("insert into meeting_session (id, network, version, kind, title, zone, state, slot_minutes, days, cases, starts_at, ends_at, created_by, created_at) select gen_random_uuid(), network, version, kind, title, zone, 'closed', slot_minutes, days, cases, starts_at - interval '9 years', ends_at - interval '9 years', created_by, created_at from meeting_session, generate_series(1, 500) where id = $1 returning id", [plenary.id]);
      const { id } = await Plenary.held(network, []);
      const listed = answered<{ id: string }[]>(await network.as(secretary, 'meetingSessions'));
      expect([listed.length, listed.some((each) => each.id === id)]).toEqual([500, true]);
      await pool.query('delete from meeting_session where id = any ($1)', [years.rows.map((row: { id: string }) => row.id)]);
    });

    it('are begun by an office with another one, out of sight of everybody else, and published as soon as both agree and are free', async () => {
      const begin = (by: Member, with_: Member, change: object = {}) => { const id = randomUUID() as MeetingSessionId; return network.as(by, 'beginTalks', { body: { id, with: with_.authority, facts: { title: 'Nairobi – Paris', zone: 'Africa/Nairobi', slotMinutes: 30, days: [{ date: '2026-11-30', starts: ['10:00', '10:30', '11:30'], breaks: [] }], ...change } } }); };
      told.splice(0);
      const made = answered<MeetingSession>(await begin(kenya, france));
      expect([made.founder, made.role, made.facts.kind, made.facts.state, made.slots[0]!.startsAt]).toEqual([kenya.authority, 'delegate', 'bilateral', 'open', '2026-11-30T07:00:00.000Z']);
      const talks = new Plenary(network, made.id);
      const listed = async (member: Member) => answered<{ id: string }[]>(await network.as(member, 'meetingSessions')).some(({ id }) => id === made.id);
      expect([await listed(kenya), await listed(france), await listed(secretary), await listed(spain)]).toEqual([true, false, false, false]);
      expect(told.map(([whom]) => whom)).not.toContain(france.id);
      for (const [member, route] of [[secretary, 'meetingSession'], [secretary, 'timetableDraft'], [secretary, 'meetingRequests'], [secretary, 'publications'], [spain, 'agenda'], [spain, 'publications']] as const) expect(await code(talks.as(member, route))).toBe('not-found');
      expect(await code(talks.as(kenya, 'writeRooms', { body: { rows: [roomRow('A')] } }))).toBe('not-allowed');
      expect(await code(talks.as(kenya, 'publishTimetable', { body: { draft: 0 } }))).toBe('not-allowed');
      expect([await code(begin(kenya, kenya)), await code(begin(kenya, { authority: randomUUID() } as never)), await code(begin(kenya, france, { zone: 'Mars/Olympus' }))]).toEqual(['invalid-input', 'invalid-input', 'invalid-input']);

      const at = (time: string, end = time) => ({ earliest: { date: '2026-11-30', time }, latest: { date: '2026-11-30', time: end } });
      const person = delegateRow(kenya.authority!, 'Wanjiru', { practitioner: kenya.id });
      answered(await talks.as(kenya, 'writeDelegates', { body: { rows: [person] } }));
      const ask = (change: object) => talks.ask(kenya, terms([kenya.authority!, france.authority!], change), wishes({ delegates: [person.id] }));
      for (const [change, pointer] of [[{}, 'earliest'], [{ earliest: at('10:00').earliest }, 'latest'], [{ slots: 2, ...at('10:00') }, 'latest'], [{ slots: 2, ...at('10:30', '11:30') }, 'latest'], [{ languages: ['en', 'fr'], ...at('10:00') }, 'languages']] as const) expect((await problemOf(ask(change))).errors?.[0]?.pointer).toBe(`/body/terms/${pointer}`);
      const say = (version: number, remote: object | null) => talks.as(kenya, 'setAvailability', { params: { row: kenya.authority! }, body: { version, away: [{ date: '2026-11-30', from: '15:00', to: '16:00', reason: 'meal' }], remote } });
      answered(await say(1, null));
      expect(told.map(([whom]) => whom)).not.toContain(france.id);
      const asked = answered<MeetingRequest>(await ask({ slots: 2, ...at('10:00', '10:30') }));
      expect(answered<Agenda>(await talks.as(france, 'agenda')).version).toBe(0);
      // Each side looks for times by the hours that the other one said; what both agree on may lie outside of them.
      const hours = { zone: 'Africa/Nairobi', from: '08:00', to: '09:00' };
      answered(await say(2, hours));
      expect(told.filter(([whom, of]) => whom === france.id && of === 'roster').length).toBe(1);
      expect(answered<OfficeView[]>(await talks.as(france, 'offices')).find(({ authority }) => authority === kenya.authority)).toMatchObject({ away: null, remote: hours });
      expect([await listed(france), await listed(secretary), await listed(spain)]).toEqual([true, false, false]);
      expect(told.filter(([, of]) => of === 'session').map(([whom]) => whom)).toContain(france.id);

      // Who comes is in a plenary of the secretariat's then: nothing is agreed that cannot be held.
      const plenary = await Plenary.held(network, offices, { zone: 'Africa/Nairobi', slotMinutes: 20, days: [{ date: '2026-11-30', starts: ['10:40'], breaks: [] }] });
      const elsewhere = delegateRow(kenya.authority!, 'Wanjiru', { practitioner: kenya.id });
      answered(await plenary.as(kenya, 'writeDelegates', { body: { rows: [elsewhere] } }));
      const other = await plenary.agreed([kenya, spain], {}, [wishes({ delegates: [elsewhere.id] })]);
      const { version: draft } = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(other, '10:40')] } }));
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft } }));
      expect(await problemOf(talks.answer(france, asked, { act: 'accept' }))).toMatchObject({ code: 'not-acceptable', errors: [{ pointer: `/placements/${asked.id}`, rule: 'booked-elsewhere' }] });
      const countered = answered<MeetingRequest>(await talks.answer(france, asked, { act: 'counter', terms: terms([kenya.authority!, france.authority!], at('11:30')) }));
      expect(countered.state).toBe('countered');
      told.splice(0);
      const accepted = answered<MeetingRequest>(await talks.answer(kenya, countered, { act: 'accept', wishes: wishes({ delegates: [person.id] }) }));
      expect(new Set(told.map(([, of]) => of))).toEqual(new Set(['requests', 'published']));
      expect(told.map(([whom]) => whom)).not.toContain(secretary.id);
      for (const member of [kenya, france]) expect(answered<Agenda>(await talks.as(member, 'agenda')).meetings).toMatchObject([{ request: asked.id, startsAt: '2026-11-30T08:30:00.000Z', endsAt: '2026-11-30T09:00:00.000Z', delegates: [person.id], room: null }]);
      // Now they are booked, against the plenary as well.
      await expect(pool.query("insert into meeting_booking (session, request, resource, kind, during) values ($1, $2, $3, 'delegate', tstzrange('2026-11-30T08:45:00Z', '2026-11-30T09:15:00Z', '[)'))", [plenary.id, randomUUID(), kenya.id])).rejects.toMatchObject({ code: '23P01' });
      // The secretariat is told of no more than that somebody is: neither whose talks they are nor of whom.
      const late = await Plenary.held(network, offices, { zone: 'Africa/Nairobi', slotMinutes: 20, days: [{ date: '2026-11-30', starts: ['11:40'], breaks: [] }] }), wanted = delegateRow(kenya.authority!, 'Wanjiru', { practitioner: kenya.id });
      answered(await late.as(kenya, 'writeDelegates', { body: { rows: [wanted] } }));
      const barred = await late.agreed([kenya, spain], {}, [wishes({ delegates: [wanted.id] })]);
      answered(await late.as(secretary, 'editDraft', { body: { edits: [placed(barred, '11:40')] } }));
      expect((await problemOf(late.as(secretary, 'publishTimetable', { body: { draft: 1 } }))).errors).toEqual([{ pointer: `/placements/${barred.id}`, rule: 'booked-elsewhere' }]);
      const claire = delegateRow(france.authority!, 'Claire', { practitioner: france.id });
      answered(await talks.as(france, 'writeDelegates', { body: { rows: [claire] } }));
      const again = answered<MeetingRequest>(await talks.answer(france, accepted, { act: 'accept', wishes: wishes({ delegates: [claire.id] }) }));
      expect(answered<Agenda>(await talks.as(kenya, 'agenda'))).toMatchObject({ version: 2, meetings: [{ delegates: [person.id, claire.id] }] });
      answered(await talks.answer(france, again, { act: 'withdraw' }));
      expect(answered<Agenda>(await talks.as(kenya, 'agenda'))).toMatchObject({ version: 3, meetings: [], changes: [{ request: asked.id, after: null }] });
      expect((await pool.query('select 1 from meeting_booking where session = $1', [talks.id])).rows).toEqual([]);

      await pool.query(`insert into meeting_session (id, network, version, kind, title, zone, state, slot_minutes, days, cases, starts_at, ends_at, created_by, created_at, founder)
        select gen_random_uuid(), network, 1, kind, title, zone, state, slot_minutes, days, cases, starts_at, ends_at, created_by, created_at, founder from meeting_session, generate_series(2, 100) where id = $1`, [talks.id]);
      expect([await code(begin(kenya, france)), await code(begin(france, kenya))]).toEqual(['not-acceptable', 201]);
      await pool.query('delete from meeting_session s where founder is not null and not exists (select 1 from meeting_office o where o.session = s.id)');
    });

    it('of two offices are in the year to come, do not hinder each other, and are agreed and taken back no more once they began', async () => {
      const day = (count: number) => network.inDays(count).slice(0, 10), date = day(1), id = randomUUID() as MeetingSessionId;
      const begin = (...days: string[]) => network.as(spain, 'beginTalks', { body: { id, with: france.authority, facts: { title: 'Madrid – Paris', zone: 'Africa/Nairobi', slotMinutes: 30, days: days.map((each) => ({ date: each, starts: ['10:00', '10:30'], breaks: [] })) } } });
      for (const days of [[day(-1)], [day(400)], [day(1), day(400)]]) expect(await problemOf(begin(...days))).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/facts/days' }] });
      answered(await begin(date));
      const talks = new Plenary(network, id), at = (time: string) => ({ earliest: { date, time }, latest: { date, time } });
      const ask = async (time: string) => answered<MeetingRequest>(await talks.ask(spain, terms([spain.authority!, france.authority!], at(time))));
      const first = await talks.agreed([spain, france], at('10:00'));
      // What was agreed clashes since: nothing else waits for it, and it can be taken back.
      const away = async (version: number, reason: string) => answered(await talks.as(france, 'setAvailability', { params: { row: france.authority! }, body: { version, away: [{ date, from: '10:00', to: '10:30', reason }], remote: null } }));
      await away(1, 'meal');
      const second = answered<MeetingRequest>(await talks.answer(france, await ask('10:30'), { act: 'accept' })), third = await ask('10:00');
      expect(await problemOf(talks.answer(france, third, { act: 'accept' }))).toMatchObject({ code: 'not-acceptable', errors: expect.arrayContaining([{ pointer: `/placements/${third.id}`, rule: 'over-capacity' }]) as never });
      expect(answered<Agenda>(await talks.as(france, 'agenda')).meetings.map(({ request }) => request)).toEqual([first.id, second.id]);
      answered(await talks.answer(france, first, { act: 'withdraw' }));
      expect(answered<Agenda>(await talks.as(france, 'agenda'))).toMatchObject({ version: 3, meetings: [{ request: second.id }] });
      // Whoever will be late comes all the same: nobody plans around it, and both agree on a time that they know.
      expect(await code(talks.answer(france, third, { act: 'accept' }))).toBe('not-acceptable');
      await away(2, 'late');
      const claire = delegateRow(france.authority!, 'Claire', { away: [{ date, from: '10:00', to: '10:30', reason: 'late' }] });
      answered(await talks.as(france, 'writeDelegates', { body: { rows: [claire] } }));
      const held = answered<MeetingRequest>(await talks.answer(france, third, { act: 'accept', wishes: wishes({ delegates: [claire.id] }) }));
      expect(answered<Agenda>(await talks.as(spain, 'agenda'))).toMatchObject({ version: 4, meetings: [{ request: third.id, late: [{ authority: france.authority, to: '10:30' }] }, { request: second.id }] });
      answered(await talks.answer(spain, held, { act: 'withdraw' }));
      const fourth = await ask('10:00');
      network.clock.advance(86_400);
      for (const member of [kenya, france, spain, stranger, secretary, other]) { await network.signIn(member); succeed(await network.attach(member), 200); }
      expect([await code(talks.answer(france, fourth, { act: 'accept' })), await code(talks.answer(france, second, { act: 'withdraw' }))]).toEqual(['not-acceptable', 'not-acceptable']);
      // What becomes of it, the two are told alone.
      told.splice(0);
      succeed(await talks.say(spain, talks.word(spain, second.id, at('10:30').earliest, { published: 3 })), 200);
      expect(told.filter(([, of]) => of === 'outcomes').map(([whom]) => whom)).toEqual(expect.arrayContaining([spain.id, france.id]));
      for (const officer of [secretary, other]) expect(told.map(([whom]) => whom)).not.toContain(officer.id);
    });

    it('are about a case of a forum, which stays on its list while one that is open names it', async () => {
      const [one, two, three] = ['1', '2', 'AR-2026/14'].map((reference) => ({ id: randomUUID(), reference })) as [{ id: string; reference: string }, { id: string; reference: string }, { id: string; reference: string }];
      const plenary = await Plenary.held(network, offices, { kind: 'forum', cases: [one, two] });
      const forum = (cases: object[]) => facts({ kind: 'forum', cases: cases as never });
      const change = async (version: number, cases: object[]) => plenary.as(secretary, 'changeSession', { body: { version, facts: forum(cases) } });
      for (const cases of [[], [one, one], [one, { id: randomUUID(), reference: '1' }], [{ id: randomUUID(), reference: 'PETROV' }]]) expect([cases, await code(change(1, cases))]).toEqual([cases, 'invalid-input']);
      const asked = answered<MeetingRequest>(await plenary.ask(kenya, terms([kenya.authority!, france.authority!], { case: two.id })));
      expect(await code(change(1, [one, two, three]))).toBe(200);
      expect(await problemOf(change(2, [one, three]))).toMatchObject({ code: 'not-acceptable', errors: [{ pointer: '/facts/cases' }] });
      expect(await problemOf(plenary.as(secretary, 'changeSession', { body: { version: 2, facts: facts() } }))).toMatchObject({ code: 'not-acceptable', errors: [{ pointer: '/facts/cases' }] });
      expect(await code(change(2, [{ ...two, reference: '2.B' }, one]))).toBe(200);
      answered(await plenary.answer(kenya, asked, { act: 'withdraw' }));
      expect(await code(change(3, [one]))).toBe(200);
      expect(answered<MeetingSession>(await plenary.as(kenya, 'meetingSession')).facts.cases).toEqual([one]);
    });

    it('end with the deadline, keep to an office’s limit, and to what there is', async () => {
      const plenary = await Plenary.held(network, offices, { requestsPerOffice: 2, deadline: network.inDays(1) });
      const [pair, asking] = [[kenya.authority!, france.authority!], (change: object = {}, want = wishes()) => plenary.ask(kenya, terms([kenya.authority!, france.authority!], change), want)];
      expect((await problemOf(plenary.ask(kenya, terms([...pair, stranger.authority!])))).errors?.[0]?.pointer).toBe('/body/terms/parties');
      expect((await problemOf(asking({ earliest: { date: '2026-11-30', time: '10:00' } }))).errors?.[0]?.pointer).toBe('/body/terms/earliest');
      expect((await problemOf(asking({ after: randomUUID() }))).errors?.[0]?.pointer).toBe('/body/terms/after');
      expect((await problemOf(asking({ case: randomUUID() }))).errors?.[0]?.pointer).toBe('/body/terms/case');
      expect((await problemOf(asking({ space: randomUUID() }))).errors?.[0]?.pointer).toBe('/body/terms/space');
      expect((await problemOf(asking({}, wishes({ delegates: [randomUUID() as never] })))).errors?.[0]?.pointer).toBe('/body/wishes/delegates');
      const answers = await Promise.all([asking(), asking(), asking()]);
      expect(answers.map(({ status }) => status).sort(byNumber)).toEqual([200, 200, 409]);
      const { id } = answers.find(({ status }) => status === 200)!.body as MeetingRequest;
      expect(await code(plenary.ask(spain, terms([spain.authority!, france.authority!], { after: id })))).toBe(200);
      network.clock.advance(2 * 86_400);
      expect(await code(plenary.ask(spain, terms([spain.authority!, kenya.authority!])))).toBe('not-signed-in');
      for (const member of [kenya, france, spain, stranger, secretary, other]) { await network.signIn(member); succeed(await network.attach(member), 200); }
      expect(await code(plenary.ask(spain, terms([spain.authority!, kenya.authority!])))).toBe('not-acceptable');
      expect(await code(plenary.answer(france, answers.find(({ status }) => status === 200)!.body as MeetingRequest, { act: 'accept' }))).toBe(200);
    });
  });

  describe('in a timetable', () => {
    it('are edited by two secretaries, neither of whom overwrites the other’s', async () => {
      const plenary = await Plenary.held(network, offices);
      const [one, two] = [await plenary.agreed([kenya, france]), await plenary.agreed([kenya, spain])];
      const draft = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(one, '09:00')] } }));
      expect(answered<TimetableDraft>(await plenary.as(other, 'editDraft', { body: { edits: [placed(two, '09:20')] } })).version).toBe(2);
      const both = await Promise.all([secretary, other].map((each) => plenary.as(each, 'editDraft', { body: { edits: [placed(one, '10:30', { version: 1 }), placed(two, '10:50', { version: 1 })] } })));
      expect(both.map(({ status }) => status).sort(byNumber)).toEqual([200, 409]);
      expect(both.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'stale-version', version: 2, errors: [{ pointer: '/edits/0/version' }] });
      const since = answered<TimetableDraft>(await plenary.as(other, 'timetableDraft', { query: { since: draft.version } }));
      const later = both[0]!.status === 200 ? secretary : other;
      expect([since.version, since.placements.map(({ version, by }) => [version, by])]).toEqual([3, [[2, later.id], [2, later.id]]]);
      expect(answered<TimetableDraft>(await plenary.as(other, 'timetableDraft', { query: { since: 3 } })).placements).toEqual([]);
      expect(await code(plenary.as(secretary, 'lockDays', { body: { lockVersion: 0, locked: ['2026-11-30'] } }))).toBe(200);
      expect(await code(plenary.as(other, 'lockDays', { body: { lockVersion: 0, locked: [] } }))).toBe('stale-version');
      expect(await code(plenary.as(other, 'editDraft', { body: { edits: [placed(one, '09:00', { version: 2, date: '2026-12-01' })] } }))).toBe('not-acceptable');
      // Who withdraws takes the meeting out, locked or not.
      answered(await plenary.answer(france, one, { act: 'withdraw' }));
      expect(answered<TimetableDraft>(await plenary.as(other, 'timetableDraft', { query: { since: 3 } })).placements).toEqual([{ request: one.id, version: 3, place: null, pinned: false, by: null }]);
      expect(await code(plenary.as(other, 'editDraft', { body: { edits: [placed(one, '09:00', { version: 3, date: '2026-12-01' })] } }))).toBe('not-acceptable');
    });

    it('show to each secretary who else has them open and what they have in hand, as long as they say so', async () => {
      const plenary = await Plenary.held(network, offices), request = await plenary.agreed([kenya, france]);
      const say = async (member: Member, word: object) => answered<Presence[]>(await plenary.as(member, 'bePresent', { body: { here: true, holding: null, ...word } }));
      const heard = () => told.splice(0).flatMap(([person, of]) => (of === 'presence' ? [person] : []));
      expect(await say(secretary, {})).toEqual([]);
      heard();
      expect(await say(other, { holding: request.id })).toEqual([{ by: secretary.id, holding: null }]);
      // The others of the secretariat alone are told, and only of what is new.
      expect(heard()).toEqual([secretary.id]);
      expect([await say(secretary, {}), heard()]).toEqual([[{ by: other.id, holding: request.id }], []]);
      await say(other, { here: false });
      expect([await say(secretary, {}), heard()]).toEqual([[], [secretary.id]]);
      await say(other, {});
      network.clock.advance(61);
      expect(await say(secretary, {})).toEqual([]);
    });

    it('show what clashes, and are not published until nothing does', async () => {
      const plenary = await Plenary.held(network, offices);
      const [room, small] = [roomRow('Table 1', { equipment: ['video'] }), roomRow('Table 2', { seats: 1 })], interpreter = interpreterRow('Ines', ['es', 'sw']);
      answered(await plenary.as(secretary, 'writeRooms', { body: { rows: [room, small] } }));
      answered(await plenary.as(secretary, 'writeInterpreters', { body: { rows: [interpreter] } }));
      const amina = delegateRow(kenya.authority!, 'Amina'), omar = delegateRow(kenya.authority!, 'Omar');
      answered(await plenary.as(kenya, 'writeDelegates', { body: { rows: [amina, omar] } }));
      const [one, two] = [await plenary.agreed([kenya, france], {}, [wishes({ delegates: [amina.id, omar.id] })]), await plenary.agreed([kenya, spain], { languages: ['es', 'sw'], slots: 2 })];
      const rulesOf = async () => answered<DraftCheck>(await plenary.as(secretary, 'checkDraft'));
      expect((await rulesOf()).unplaced.sort()).toEqual([one.id, two.id].sort());
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(one, '09:00', { room: small.id }), placed(two, '09:00', { room: small.id })] } }));
      const clashing = await rulesOf();
      expect(clashing.clashes.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['over-capacity', 'place-taken', 'unfit-place', 'no-interpreter']));
      const refused = await problemOf(plenary.as(secretary, 'publishTimetable', { body: { draft: clashing.version } }));
      expect([refused.code, refused.errors?.length]).toEqual(['not-acceptable', clashing.clashes.length]);
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(one, '09:00', { version: 1, room: room.id }), placed(two, '09:20', { version: 1, room: small.id, interpreter: interpreter.id })] } }));
      expect((await rulesOf()).clashes).toEqual([]);
      expect(await code(plenary.as(secretary, 'publishTimetable', { body: { draft: clashing.version } }))).toBe('stale-version');
      told.splice(0);
      const agenda = answered<Agenda>(await plenary.as(secretary, 'publishTimetable', { body: { draft: clashing.version + 1 } }));
      expect([agenda.version, agenda.meetings.map(({ startsAt, endsAt, room: at }) => [startsAt, endsAt, at?.name])]).toEqual([1, [['2026-11-30T08:00:00.000Z', '2026-11-30T08:20:00.000Z', 'Table 1'], ['2026-11-30T08:20:00.000Z', '2026-11-30T09:00:00.000Z', 'Table 2']]]);
      const published = () => [kenya, france, spain].filter(({ id }) => told.some(([person, of]) => person === id && of === 'published')).map(({ name }) => name);
      expect(published()).toEqual(['Nairobi', 'Paris', 'Madrid']);
      const own = answered<Agenda>(await plenary.as(france, 'agenda'));
      expect([own.meetings.map(({ request }) => request), answered<Agenda>(await plenary.as(spain, 'agenda')).meetings[0]!.interpreter]).toEqual([[one.id], null]);
      // Only those whom a change concerns are told of it.
      const pin = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(two, '10:30', { version: 2, room: small.id, interpreter: interpreter.id, pinned: true })] } }));
      told.splice(0);
      const changed = answered<Agenda>(await plenary.as(secretary, 'publishTimetable', { body: { draft: pin.version } }));
      expect(changed.changes.map(({ request, before, after }) => [request, before?.at.time, after?.at.time])).toEqual([[two.id, '09:20', '10:30']]);
      expect(published()).toEqual(['Nairobi', 'Madrid']);
      expect([answered<Agenda>(await plenary.as(france, 'agenda')).changes, answered<Agenda>(await plenary.as(spain, 'agenda', { query: { version: 1 } })).meetings[0]!.at.time]).toEqual([[], '09:20']);
      const versions = async (member: Member) => answered<Publication[]>(await plenary.as(member, 'publications')).map(({ version: of, by, changed: count }) => [of, by === secretary.id, count]);
      expect([await versions(secretary), await versions(france), await versions(spain)]).toEqual([[[2, true, 1], [1, true, 2]], [[2, true, 0], [1, true, 1]], [[2, true, 1], [1, true, 1]]]);
      expect(await code(plenary.as(stranger, 'publications'))).toBe('not-found');
      // Also where nothing but the instants, or who comes, is another.
      const { version, facts: before } = answered<MeetingSession>(await plenary.as(secretary, 'meetingSession'));
      answered(await plenary.answer(kenya, one, { act: 'accept', wishes: wishes({ delegates: [amina.id] }) }));
      told.splice(0);
      expect([answered<Agenda>(await plenary.as(secretary, 'publishTimetable', { body: { draft: pin.version } })).changes, published()]).toEqual([[], ['Nairobi', 'Paris']]);
      answered(await plenary.as(secretary, 'changeSession', { body: { version, facts: { ...before, zone: 'Africa/Abidjan' } } }));
      told.splice(0);
      expect([answered<Agenda>(await plenary.as(secretary, 'publishTimetable', { body: { draft: pin.version } })).changes, published()]).toEqual([[], ['Nairobi', 'Paris', 'Madrid']]);
      expect((await pool.query('select kind, count(*)::int from meeting_booking where session = $1 group by kind order by kind', [plenary.id])).rows).toEqual([{ kind: 'delegate', count: 1 }, { kind: 'interpreter', count: 1 }, { kind: 'office', count: 4 }, { kind: 'room', count: 2 }]);
    });

    it('do not put a person into two places, at whichever sessions', async () => {
      const held = async () => {
        const plenary = await Plenary.held(network, offices), amina = delegateRow(kenya.authority!, 'Amina', { practitioner: kenya.id });
        answered(await plenary.as(kenya, 'writeDelegates', { body: { rows: [amina] } }));
        const request = await plenary.agreed([kenya, france], {}, [wishes({ delegates: [amina.id] })]);
        answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(request, '09:00', { date: '2026-12-01' })] } }));
        return { plenary, request };
      };
      const both = [await held(), await held()], [one, two] = both.map(({ plenary }) => plenary.id);
      const answers = await Promise.all(both.map(({ plenary }) => plenary.as(secretary, 'publishTimetable', { body: { draft: 1 } })));
      expect(answers.map(({ status }) => status).sort(byNumber)).toEqual([200, 409]);
      expect((await pool.query('select count(*)::int from meeting_publication where session in ($1, $2)', [one, two])).rows).toEqual([{ count: 1 }]);
      // It says which meeting it is, who it is, and where they are.
      const late = answers.findIndex(({ status }) => status === 409);
      expect((answers[late]!.body as { errors: object[] }).errors).toEqual([{ pointer: `/placements/${both[late]!.request.id}/elsewhere/${both[1 - late]!.plenary.id}/${both[1 - late]!.request.id}/${kenya.id}`, rule: 'booked-elsewhere' }]);
    });

    it('know of meetings at other sessions before they are published, naming those of the secretariat, and of talks no more than that somebody is not free', async () => {
      const day = { zone: 'Europe/Vienna', slotMinutes: 20, days: [{ date: '2026-12-03', starts: ['09:00', '09:20', '09:40'], breaks: [] }] };
      const at = (time: string) => ({ date: '2026-12-03', time });
      const [plenary, group] = [await Plenary.held(network, offices, day), await Plenary.held(network, offices, { ...day, kind: 'operational' })];
      const [amina, there, unknown] = [delegateRow(kenya.authority!, 'Amina', { practitioner: kenya.id }), delegateRow(kenya.authority!, 'Amina', { practitioner: kenya.id }), delegateRow(kenya.authority!, 'Omar')];
      answered(await plenary.as(kenya, 'writeDelegates', { body: { rows: [amina, unknown] } }));
      answered(await group.as(kenya, 'writeDelegates', { body: { rows: [there] } }));
      const [request, without] = [await plenary.agreed([kenya, france], {}, [wishes({ delegates: [amina.id] })]), await plenary.agreed([kenya, spain], {}, [wishes({ delegates: [unknown.id] })])];
      const other = await group.agreed([kenya, spain], {}, [wishes({ delegates: [there.id] })]);
      const elsewhere = async () => answered<Elsewhere[]>(await plenary.as(secretary, 'elsewhere'));
      const { version } = answered<TimetableDraft>(await group.as(secretary, 'editDraft', { body: { edits: [placed(other, '09:00', { date: '2026-12-03' })] } }));
      // What nobody published keeps nobody.
      expect(await elsewhere()).toEqual([]);
      answered(await group.as(secretary, 'publishTimetable', { body: { draft: version } }));
      const known = { of: amina.id, at: [at('09:00')], held: { session: group.id, request: other.id } };
      expect(await elsewhere()).toEqual([known]);

      const talks = randomUUID() as MeetingSessionId, wanjiru = delegateRow(kenya.authority!, 'Amina', { practitioner: kenya.id });
      answered(await network.as(kenya, 'beginTalks', { body: { id: talks, with: spain.authority, facts: { title: 'Nairobi – Madrid', zone: 'Europe/Vienna', slotMinutes: 10, days: [{ date: '2026-12-03', starts: ['09:30', '09:40'], breaks: [] }] } } }));
      const apart = new Plenary(network, talks);
      answered(await apart.as(kenya, 'writeDelegates', { body: { rows: [wanjiru] } }));
      await apart.agreed([kenya, spain], { earliest: at('09:30'), latest: at('09:30') }, [wishes({ delegates: [wanjiru.id] })]);
      expect(await elsewhere()).toEqual([known, { of: request.id, at: [at('09:20')], held: null }]);

      // One slot is left, which plans take, and mending goes to from where somebody is elsewhere.
      const draft = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(request, '09:00', { date: '2026-12-03' }), placed(without, '09:40', { date: '2026-12-03' })] } }));
      const rules = async () => answered<DraftCheck>(await plenary.as(secretary, 'checkDraft')).clashes.map(({ rule, resource, at: when }) => [rule, resource, when?.time]);
      expect(await rules()).toEqual([['over-capacity', `elsewhere:${amina.id}`, '09:00']]);
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(request, '09:20', { date: '2026-12-03', version: 1 })] } }));
      expect(await rules()).toEqual([['over-capacity', `elsewhere:${request.id}`, '09:20']]);
      const mended = await ended(plenary, answered<Plan>(await order(plenary, 'replan')).id);
      expect(mended.difference!.find(({ request: of }) => of === request.id)!.after?.at.time).toBe('09:40');
      answered(await plenary.as(secretary, 'approvePlan', { params: { plan: mended.id }, body: { draft: draft.version + 1 } }));
      expect(await rules()).toEqual([]);
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: draft.version + 2 } }));
    });

    it('stay as they were once they began, whoever is away or whatever is lost since', async () => {
      const [past, future] = [network.inDays(-2).slice(0, 10), network.inDays(5).slice(0, 10)];
      const plenary = await Plenary.held(network, offices, { days: [{ date: past, starts: ['09:00', '09:20'], breaks: [] }, { date: future, starts: ['09:00'], breaks: [] }] });
      const table = roomRow('Table 1');
      answered(await plenary.as(secretary, 'writeRooms', { body: { rows: [table] } }));
      const [held, next] = [await plenary.agreed([kenya, france]), await plenary.agreed([kenya, spain])];
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(held, '09:00', { date: past, room: table.id })] } }));
      const [was] = answered<Agenda>(await plenary.as(secretary, 'publishTimetable', { body: { draft: 1 } })).meetings;
      answered(await plenary.as(kenya, 'setAvailability', { params: { row: kenya.authority! }, body: { version: 1, away: [{ date: past, from: '09:00', to: '09:20', reason: 'late' }], remote: null } }));
      expect(await code(plenary.as(secretary, 'removeRoom', { params: { row: table.id }, query: { version: 1 } }))).toBe(204);
      const draft = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(next, '09:00', { date: future, pinned: true })] } }));
      const agenda = answered<Agenda>(await plenary.as(secretary, 'publishTimetable', { body: { draft: draft.version } }));
      expect([agenda.meetings.map(({ request }) => request), agenda.meetings[0], agenda.changes.map(({ request }) => request)]).toEqual([[held.id, next.id], { ...was, late: [{ authority: kenya.authority, to: '09:20' }] }, [next.id]]);
      // No plan moves it, nor puts anything else where it is too late.
      await plenary.agreed([kenya, france]);
      for (const mode of ['plan', 'replan'] as const) expect([mode, (await ended(plenary, answered<Plan>(await order(plenary, mode)).id)).difference]).toEqual([mode, []]);
      // Who moves it nevertheless is held to the rules.
      const moved = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(held, '09:00', { date: past, version: 1 })] } }));
      expect((await problemOf(plenary.as(secretary, 'publishTimetable', { body: { draft: moved.version } }))).errors).toEqual([{ pointer: `/placements/${held.id}`, rule: 'over-capacity' }]);
    });

    it('send nobody to a meeting sooner than the notice, nor outside of the agreed times, unless who meets was asked', async () => {
      // Two slots within the notice, and two later, whatever the clock says.
      const base = Math.ceil(network.clock.now().getTime() / 300_000) * 300_000;
      const wall = (minutes: number) => { const [date = '', time = ''] = new Date(base + minutes * 60_000).toISOString().split('T'); return { date, time: time.slice(0, 5) }; };
      const times = [5, 10, 60, 65].map(wall), days = [...Map.groupBy(times, ({ date }) => date)].map(([date, all]) => ({ date, starts: all.map(({ time }) => time), breaks: [] }));
      const plenary = await Plenary.held(network, offices, { zone: 'Africa/Abidjan', slotMinutes: 5, days });
      const session = answered<MeetingSession>(await plenary.as(secretary, 'meetingSession'));
      expect(session.facts.notice).toBe(15);
      const [request, other] = [await plenary.agreed([kenya, france], { earliest: times[1]!, latest: times[2]! }), await plenary.agreed([kenya, spain])];
      const put = async (edits: object[]) => answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits } }));
      const at = (of: MeetingRequest, slot: number, version: number, change: object = {}) => ({ request: of.id, version, place: { at: times[slot]!, room: null, interpreter: null }, pinned: false, ...change });
      const rules = async () => { const { clashes, warnings } = answered<DraftCheck>(await plenary.as(secretary, 'checkDraft')); return [clashes.map(({ rule }) => rule), warnings.map(({ rule }) => rule)]; };
      // A plan leaves the first two alone, though nothing else is in them.
      const planned = await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id);
      expect(new Set(planned.difference!.map(({ after }) => after?.at.time))).toEqual(new Set([times[2]!.time, times[3]!.time]));
      let { version } = await put([at(request, 1, 0), at(other, 3, 0)]);
      expect(await rules()).toEqual([['too-soon'], []]);
      expect((await problemOf(plenary.as(secretary, 'publishTimetable', { body: { draft: version } }))).errors).toEqual([{ pointer: `/placements/${request.id}`, rule: 'too-soon' }]);
      // What is pinned nowhere was asked of nobody.
      version = (await put([at(request, 1, 1, { waiver: 'urgent' })])).version;
      expect(await rules()).toEqual([['too-soon'], []]);
      const { placements: [held] } = await put([at(request, 1, 2, { pinned: true, waiver: 'urgent' })]);
      expect([held!.waiver, await rules()]).toEqual(['urgent', [[], ['asked-soon']]]);
      version = (await put([at(request, 3, 3, { pinned: true, waiver: 'agreed-orally' }), at(other, 2, 1)])).version;
      expect(await rules()).toEqual([[], ['asked-terms']]);
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: version } }));
      // Who withdraws ends that, too.
      const third = await plenary.agreed([france, spain]);
      await put([at(third, 1, 0, { pinned: true, waiver: 'other' })]);
      answered(await plenary.answer(spain, third, { act: 'withdraw' }));
      expect(await rules()).toEqual([[], ['asked-terms']]);
      // Whoever was told may stay, whatever the notice becomes; plans keep what was asked.
      answered(await plenary.as(secretary, 'changeSession', { body: { version: session.version, facts: { ...session.facts, notice: 1_440 } } }));
      expect(await rules()).toEqual([[], ['asked-terms']]);
      const mended = await ended(plenary, answered<Plan>(await order(plenary, 'replan')).id);
      expect(mended.difference).toEqual([]);
      // A client of before leaves the notice as it is.
      const { notice: _notice, ...without } = session.facts;
      expect(answered<MeetingSession>(await plenary.as(secretary, 'changeSession', { body: { version: session.version + 1, facts: without } })).facts.notice).toBe(1_440);
    });

    it('say to the other parties alone that somebody will be late, and until when', async () => {
      const plenary = await Plenary.held(network, offices);
      const request = await plenary.agreed([kenya, france]), later = await plenary.agreed([kenya, spain]);
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(request, '09:00'), placed(later, '09:40')] } }));
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: 1 } }));
      const late = async (member: Member) => answered<Agenda>(await plenary.as(member, 'agenda')).meetings.map((meeting) => meeting.late);
      const say = (version: number, away: object[]) => plenary.as(kenya, 'setAvailability', { params: { row: kenya.authority! }, body: { version, away, remote: null } });
      const heard = () => new Set(told.splice(0).flatMap(([person, of]) => (of === 'published' ? [person] : [])));
      heard();
      answered(await say(1, [{ date: '2026-11-30', from: '09:00', to: '09:20', reason: 'prayer' }]));
      expect([await late(france), heard()]).toEqual([[undefined], new Set()]);
      answered(await say(2, [{ date: '2026-11-30', from: '09:00', to: '09:20', reason: 'late' }]));
      const known = [{ authority: kenya.authority, to: '09:20' }];
      expect([await late(france), await late(spain), await late(secretary)]).toEqual([[known], [undefined], [known, undefined]]);
      expect([heard().has(france.id), heard().has(spain.id)]).toEqual([true, false]);
      // The same by the secretariat, and taken back; what was published before says nothing of it.
      const [held] = answered<OfficeView[]>(await plenary.as(secretary, 'offices')).filter(({ authority }) => authority === kenya.authority);
      answered(await plenary.as(secretary, 'writeOffices', { body: { rows: [{ ...held, away: [] }] } }));
      expect([await late(france), heard().has(france.id)]).toEqual([[undefined], true]);
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: 1 } }));
      answered(await say(4, [{ date: '2026-11-30', from: '09:00', to: '09:20', reason: 'late' }]));
      expect(answered<Agenda>(await plenary.as(france, 'agenda', { query: { version: 1 } })).meetings.map((meeting) => meeting.late)).toEqual([undefined]);
      // Whoever prepares a session once more tells nobody; an office that goes altogether is late no more.
      const { version, facts } = answered<MeetingSession>(await plenary.as(secretary, 'meetingSession'));
      const write = (of: number, away: object[]) => plenary.as(secretary, 'writeOffices', { body: { rows: [{ ...held, version: of, away }] } });
      answered(await plenary.as(secretary, 'changeSession', { body: { version, facts: { ...facts, state: 'preparing' } } }));
      heard();
      answered(await write(5, []));
      expect([...heard()].filter((person) => person !== secretary.id && person !== other.id)).toEqual([]);
      answered(await plenary.as(secretary, 'changeSession', { body: { version: version + 1, facts } }));
      answered(await write(6, [{ date: '2026-11-30', from: '09:00', to: '09:20', reason: 'late' }]));
      for (const each of [request, later]) answered(await plenary.answer(kenya, each, { act: 'withdraw' }));
      expect([await late(france), heard().has(france.id)]).toEqual([[known], true]);
      expect(await code(plenary.as(secretary, 'removeOffice', { params: { row: kenya.authority! }, query: { version: 7 } }))).toBe(204);
      expect([await late(france), heard().has(france.id), heard().has(spain.id)]).toEqual([[undefined], true, false]);
    });

    it('are moved by one of fifty who move the same meeting', async () => {
      const plenary = await Plenary.held(network, offices);
      const request = await plenary.agreed([kenya, france]);
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(request, '09:00')] } }));
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => plenary.as(i % 2 === 0 ? secretary : other, 'editDraft', { body: { edits: [placed(request, i % 3 === 0 ? '09:20' : '09:40', { version: 1 })] } })));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => (body as { code: string }).code))).toEqual(new Set(['stale-version']));
    });
  });

  describe('planned', () => {
    it('come as a proposal around what is pinned, and go into the draft that it began from', async () => {
      const plenary = await Plenary.held(network, offices);
      answered(await plenary.as(secretary, 'writeRooms', { body: { rows: [roomRow('Table 1')] } }));
      const requests = [await plenary.agreed([kenya, france]), await plenary.agreed([france, spain]), await plenary.agreed([kenya, spain], { slots: 2 })];
      const [room] = answered<MeetingRoom[]>(await plenary.as(secretary, 'rooms'));
      const draft = answered<TimetableDraft>(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(requests[0]!, '10:50', { room: room!.id, pinned: true })] } }));
      const { id } = answered<Plan>(await order(plenary, 'plan'));
      expect(await code(order(plenary, 'plan'))).toBe('not-acceptable');
      const plan = await ended(plenary, id);
      expect([plan.state, plan.base, plan.progress]).toEqual(['done', draft.version, expect.objectContaining({ placed: 3, wanted: 3, weight: 12, bound: 12 })]);
      expect(plan.difference!.map(({ request }) => request).sort()).toEqual([requests[1]!.id, requests[2]!.id].sort());
      expect(await code(plenary.as(secretary, 'approvePlan', { params: { plan: id }, body: { draft: draft.version - 1 } }))).toBe('stale-version');
      const approved = answered<TimetableDraft>(await plenary.as(other, 'approvePlan', { params: { plan: id }, body: { draft: draft.version } }));
      expect(approved.placements.map(({ by }) => by)).toEqual([other.id, other.id]);
      expect(await code(plenary.as(secretary, 'approvePlan', { params: { plan: id }, body: { draft: approved.version } }))).toBe('not-acceptable');
      expect(answered<DraftCheck>(await plenary.as(secretary, 'checkDraft'))).toMatchObject({ version: approved.version, clashes: [], unplaced: [] });
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: approved.version } }));
      // A delegation is late: only what it cannot keep moves.
      const second = approved.placements.find(({ request }) => request === requests[2]!.id)!.place!.at;
      const [office] = answered<OfficeView[]>(await plenary.as(spain, 'offices')).filter(({ authority }) => authority === spain.authority);
      answered(await plenary.as(spain, 'setAvailability', { params: { row: spain.authority! }, body: { version: office!.version, away: [{ date: second.date, from: second.time, to: '24:00', reason: 'late' }], remote: null } }));
      const again = await ended(plenary, answered<Plan>(await order(plenary, 'replan')).id);
      expect([again.state, again.difference!.every(({ request }) => request !== requests[0]!.id), again.difference!.some(({ request }) => request === requests[2]!.id)]).toEqual(['done', true, true]);
    });

    it('say how good they are also where something has to be left out', async () => {
      const plenary = await Plenary.held(network, offices), at = { date: '2026-12-01', time: '09:00' };
      await plenary.agreed([kenya, france], { earliest: at, latest: at });
      await plenary.agreed([kenya, spain], { earliest: at, latest: at });
      const { progress } = await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id);
      expect(progress).toMatchObject({ wanted: 2, placed: 1, weight: 4, bound: 4 });
    });

    it('leave out what was withdrawn, and days that were locked, since they were made', async () => {
      const plenary = await Plenary.held(network, offices);
      const [gone, stays] = [await plenary.agreed([kenya, france]), await plenary.agreed([kenya, spain])];
      const plan = await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id);
      expect(plan.difference!.map(({ request }) => request).sort()).toEqual([gone.id, stays.id].sort());
      answered(await plenary.answer(france, gone, { act: 'withdraw' }));
      const approve = () => plenary.as(secretary, 'approvePlan', { params: { plan: plan.id }, body: { draft: 0 } });
      const date = plan.difference!.find(({ request }) => request === stays.id)!.after!.at.date;
      answered(await plenary.as(other, 'lockDays', { body: { lockVersion: 0, locked: [date] } }));
      expect(await code(approve())).toBe('not-acceptable');
      answered(await plenary.as(other, 'lockDays', { body: { lockVersion: 1, locked: [] } }));
      const draft = answered<TimetableDraft>(await approve());
      expect(draft.placements.map(({ request }) => request)).toEqual([stays.id]);
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: draft.version } }));
      // One that is in the draft nevertheless can be taken out, and only out.
      await pool.query(`insert into meeting_placement (request, session, version, changed, date, time, pinned) values ($1, $2, 1, 0, '2026-12-01', '09:20', false)`, [gone.id, plenary.id]);
      expect(await code(plenary.as(secretary, 'editDraft', { body: { edits: [placed(gone, '09:00', { version: 1 })] } }))).toBe('not-acceptable');
      expect(await code(plenary.as(secretary, 'editDraft', { body: { edits: [{ request: gone.id, version: 1, place: null, pinned: false }] } }))).toBe(200);
      // Nor does a plan touch what lies on a locked day, also where it could not be held there any more.
      answered(await plenary.as(other, 'lockDays', { body: { lockVersion: 2, locked: [date] } }));
      answered(await plenary.as(spain, 'setAvailability', { params: { row: spain.authority! }, body: { version: 1, away: [{ date, from: '00:00', to: '24:00', reason: 'other' }], remote: null } }));
      expect((await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id)).difference).toEqual([]);
    });

    it('fail when their thread ends three times, and leave everything as it was', async () => {
      const plenary = await Plenary.held(network, offices), threads = network.service.app.get(PlanThreads), { program } = threads;
      const request = await plenary.agreed([kenya, france]);
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(request, '09:00')] } }));
      const published = answered<Agenda>(await plenary.as(secretary, 'publishTimetable', { body: { draft: 1 } }));
      threads.program = { url: new URL('data:text/javascript,process.exit(1)'), execArgv: [] };
      try {
        expect((await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id)).state).toBe('failed');
        // One that ends once it found a timetable has found it.
        const found = { placed: 1, weight: 4, bound: 8, idle: 0 };
        const text = `import { parentPort } from 'node:worker_threads'; parentPort.postMessage(${JSON.stringify({ type: 'done', found, timetable: [{ meeting: request.id, slot: 0, place: null }] })}); throw new Error('No memory is left');`;
        threads.program = { url: new URL(`data:text/javascript,${encodeURIComponent(text)}`), execArgv: [] };
        expect(await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id)).toMatchObject({ state: 'done', progress: { ...found, wanted: 1 }, difference: [] });
      } finally {
        threads.program = program;
      }
      expect(answered<Agenda>(await plenary.as(secretary, 'agenda'))).toEqual(published);
      expect(answered<TimetableDraft>(await plenary.as(secretary, 'timetableDraft')).version).toBe(1);
    });

    it('are made by the next thread when one ends before it found anything', async () => {
      const plenary = await Plenary.held(network, offices), threads = network.service.app.get(PlanThreads), { program } = threads, start = threads.start.bind(threads);
      await plenary.agreed([kenya, france]);
      let threadsBegun = 0;
      threads.start = () => {
        threadsBegun += 1;
        threads.program = threadsBegun === 1 ? { url: new URL('data:text/javascript,process.exit(1)'), execArgv: [] } : program;
        return start();
      };
      try {
        const plan = await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id);
        expect([plan.state, plan.difference!.length, threadsBegun]).toEqual(['done', 1, 2]);
        expect((await pool.query('select attempts from meeting_plan where id = $1', [plan.id])).rows).toEqual([{ attempts: 2 }]);
      } finally {
        threads.start = start;
        threads.program = program;
      }
    });

    it('are done before their closer bound is known, which follows unless another is ordered', async () => {
      const plenary = await Plenary.held(network, offices), threads = network.service.app.get(PlanThreads), { program } = threads;
      const request = await plenary.agreed([kenya, france]), folder = await mkdtemp(path.join(tmpdir(), 'comity-bound-')), go = path.join(folder, 'go');
      const found = { placed: 1, weight: 4, bound: 8, idle: 0 }, done = (most: number) => JSON.stringify({ type: 'done', found: { ...found, bound: most }, timetable: [{ meeting: request.id, slot: 0, place: null }] });
      const text = `import { parentPort } from 'node:worker_threads'; import { existsSync } from 'node:fs'; parentPort.postMessage(${done(8)}); const wait = setInterval(() => { if (existsSync(${JSON.stringify(go)})) { clearInterval(wait); parentPort.postMessage(${done(5)}); } }, 10);`;
      threads.program = { url: new URL(`data:text/javascript,${encodeURIComponent(text)}`), execArgv: [] };
      const bound = async (plan: Plan): Promise<number> => answered<Plan>(await plenary.as(secretary, 'plan', { params: { plan: plan.id } })).progress!.bound;
      try {
        const [first, second] = [await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id), await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id)];
        expect([first, second].map(({ state, progress }) => [state, progress!.bound])).toEqual([['done', 8], ['done', 8]]);
        await writeFile(go, '');
        // The clock stands still, so the guard on requests gives nothing back for looks without a pause.
        while (await bound(second) !== 5) await new Promise((resolve) => setTimeout(resolve, 25));
        // Its thread was given up for that of the second.
        expect(await bound(first)).toBe(8);
      } finally {
        threads.program = program;
        await rm(folder, { recursive: true });
      }
    });

    it('can be given up, and are made anew when who made them is gone', async () => {
      const plenary = await Plenary.held(network, offices);
      await plenary.agreed([kenya, france]);
      await plenary.agreed([kenya, spain]);
      // What a process that was killed leaves behind.
      const left = randomUUID();
      await pool.query(`insert into meeting_plan (id, session, mode, seed, seconds, state, base, attempts, held_until, ordered_by, ordered_at) values ($1, $2, 'plan', 1, 0.2, 'running', 0, 1, now() - interval '1 second', $3, now())`, [left, plenary.id, secretary.id]);
      expect((await ended(plenary, left)).state).toBe('done');
      // One that brings down whoever takes it is not tried for ever.
      const lost = randomUUID();
      await pool.query(`insert into meeting_plan (id, session, mode, seed, seconds, state, base, attempts, held_until, ordered_by, ordered_at) values ($1, $2, 'plan', 1, 0.2, 'running', 0, 3, now() - interval '1 second', $3, now())`, [lost, plenary.id, secretary.id]);
      expect((await ended(plenary, lost)).state).toBe('failed');
      const { id } = answered<Plan>(await order(plenary, 'plan', { seconds: 60 }));
      expect(answered<Plan>(await plenary.as(secretary, 'cancelPlan', { params: { plan: id } })).state).toBe('cancelled');
      expect(await code(plenary.as(secretary, 'cancelPlan', { params: { plan: id } }))).toBe('not-acceptable');
      // So can one that is made and nobody wants: it is not offered any more.
      const unwanted = await ended(plenary, answered<Plan>(await order(plenary, 'plan')).id), put = answered<Plan>(await plenary.as(other, 'cancelPlan', { params: { plan: unwanted.id } }));
      expect([unwanted.state, put.state, put.endedAt]).toEqual(['done', 'cancelled', unwanted.endedAt]);
      expect(await code(plenary.as(secretary, 'approvePlan', { params: { plan: unwanted.id }, body: { draft: unwanted.base } }))).toBe('not-acceptable');
      expect(answered<Plan[]>(await plenary.as(secretary, 'plans')).map(({ state, difference }) => `${state}${difference === null ? '' : ' with its difference'}`).sort()).toEqual(['cancelled', 'cancelled', 'done', 'failed']);
    });
  });

  describe('on a screen in the hall', () => {
    it('show which rooms are taken now and next, by name of offices only where the secretariat wants it, until the address is taken back or the session is over', async () => {
      const begin = new Date(Math.floor(network.clock.now().getTime() / 60_000) * 60_000);
      const at = (minutes: number): string => new Date(begin.getTime() + minutes * 60_000).toISOString();
      const [today, next] = [at(0).slice(0, 10), at(1_440).slice(0, 10)], [first, second, third] = [0, 20, 40].map((minutes) => at(minutes).slice(11, 16)) as [string, string, string];
      const held = { zone: 'Africa/Abidjan', days: [{ date: today, starts: [first, second, third], breaks: [] }, { date: next, starts: ['09:00'], breaks: [] }], title: 'Spring' };
      const plenary = await Plenary.held(network, offices, held);
      const shut = (from: string, to: string) => ({ away: [{ date: today, from, to, reason: 'other' }, { date: next, from: '00:00', to: '24:00', reason: 'other' }] });
      const [table, quiet, empty, soon, past] = [roomRow('Table 1'), roomRow('Table 2', shut(first, third)), roomRow('Table 10'), roomRow('Table 11', shut(second, third)), roomRow('Table 12', shut(third, '24:00'))];
      answered(await plenary.as(secretary, 'writeRooms', { body: { rows: [past, soon, empty, quiet, table] } }));
      const [long, late, tomorrow] = [await plenary.agreed([kenya, france], { slots: 2 }), await plenary.agreed([kenya, spain]), await plenary.agreed([france, spain])];
      answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(long, first, { date: today, room: table.id }), placed(late, third, { date: today, room: table.id }), placed(tomorrow, '09:00', { date: next, room: empty.id })] } }));
      answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: 1 } }));
      expect(answered(await plenary.as(secretary, 'screenStatus'))).toEqual({ madeAt: null, names: false });
      const made = answered<ScreenAddress>(await plenary.as(secretary, 'makeScreen', { body: { names: false } }));
      const shown = (token: string) => network.call('screen', { params: { token } });
      const wall = (minutes: number) => ({ date: at(minutes).slice(0, 10), time: at(minutes).slice(11, 16) }), span = (from: number, to: number) => ({ startsAt: at(from), endsAt: at(to), from: wall(from), to: wall(to) }), [now, then] = [span(0, 40), span(40, 60)];
      const { body, text } = await shown(made.token);
      expect(body).toEqual({
        title: 'Spring', place: 'Vienna', zone: 'Africa/Abidjan', now: network.clock.now().toISOString(), clock: wall(0), slot: span(0, 20), next: span(20, 40),
        rooms: [
          { name: 'Table 1', now: { ...now, offices: null }, next: { ...then, offices: null }, closed: null }, { name: 'Table 2', now: null, next: null, closed: span(0, 40) }, { name: 'Table 10', now: null, next: null, closed: null },
          { name: 'Table 11', now: null, next: null, closed: span(20, 40) }, { name: 'Table 12', now: null, next: null, closed: null },
        ],
      });
      for (const word of ['Nairobi', 'Paris', ...offices]) expect(text).not.toContain(word);
      const named = answered<ScreenAddress>(await plenary.as(secretary, 'makeScreen', { body: { names: true } }));
      expect([(await shown(made.token)).status, answered<Screen>(await shown(named.token)).rooms[0]!.now!.offices!.map(({ name }) => name)]).toEqual([404, ['Nairobi', 'Paris']]);
      expect(answered(await plenary.as(secretary, 'screenStatus'))).toEqual({ madeAt: named.madeAt, names: true });
      succeed(await plenary.as(secretary, 'endScreen'), 204);
      expect((await shown(named.token)).body).toMatchObject({ code: 'not-found' });
      const last = answered<ScreenAddress>(await plenary.as(secretary, 'makeScreen', { body: { names: false } }));
      const { version } = answered<MeetingSession>(await plenary.as(secretary, 'meetingSession'));
      answered(await plenary.as(secretary, 'changeSession', { body: { version, facts: facts({ ...held, state: 'closed' }) } }));
      expect((await shown(last.token)).status).toBe(404);
      // It went with the session, and does not come back with it.
      expect(answered(await plenary.as(secretary, 'screenStatus'))).toEqual({ madeAt: null, names: false });
      answered(await plenary.as(secretary, 'changeSession', { body: { version: version + 1, facts: facts(held) } }));
      expect((await shown(last.token)).status).toBe(404);
      // What is over can be taken back, too.
      succeed(await plenary.as(secretary, 'endScreen'), 204);
    });
  });

  describe('in a calendar', () => {
    it('say when and where to whoever has the address, until it is taken back', async () => {
      const zones: [zone: string, date: string, startsAt: string][] = [['Europe/Vienna', '2026-11-30', '2026-11-30T08:00:00.000Z'], ['America/Vancouver', '2026-12-02', '2026-12-02T16:00:00.000Z'], ['Asia/Almaty', '2026-12-03', '2026-12-03T04:00:00.000Z'], ['Africa/Abidjan', '2026-12-04', '2026-12-04T09:00:00.000Z'], ['Europe/Vienna', '2027-06-01', '2027-06-01T07:00:00.000Z']];
      const feeder = await network.vouch(kenya, 'Feeder');
      succeed(await network.certify(feeder), 201);
      succeed(await network.attach(feeder), 200);
      for (const [zone, date] of zones) {
        const plenary = await Plenary.held(network, offices, { zone, place: 'Hall; A, "B"\\ SUMMARY:x', days: [{ date, starts: ['09:00'], breaks: [] }] });
        const room = roomRow('Room ÄÖÜ — the longest name of all rooms, so that its line is folded');
        answered(await plenary.as(secretary, 'writeRooms', { body: { rows: [room] } }));
        const own = delegateRow(kenya.authority!, 'Feeder', { practitioner: feeder.id });
        answered(await plenary.as(kenya, 'writeDelegates', { body: { rows: [own] } }));
        const request = await plenary.agreed([kenya, france], {}, [wishes({ delegates: [own.id] })]);
        answered(await plenary.as(secretary, 'editDraft', { body: { edits: [placed(request, '09:00', { date, room: room.id })] } }));
        answered(await plenary.as(secretary, 'publishTimetable', { body: { draft: 1 } }));
      }
      expect(answered(await network.as(feeder, 'feedStatus'))).toEqual({ madeAt: null });
      const { path } = answered<{ path: string }>(await network.as(feeder, 'makeFeed'));
      const get = () => supertest(network.service.url).get(path);
      const { text, headers } = await get();
      expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
      expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
      // Read back by a parser that is not ours, by the zones that the calendar brings.
      const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as never);
      for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
      // Those of the other sessions are in it, too, where the delegation named nobody.
      const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each)).filter(({ location }) => location.includes('Hall'));
      expect(events.map((event) => event.startDate.toJSDate().toISOString())).toEqual(zones.map(([, , startsAt]) => startsAt));
      expect(new Set(events.map(({ summary, location }) => `${summary} | ${location}`))).toEqual(new Set(['Bilateral meeting | Room ÄÖÜ — the longest name of all rooms, so that its line is folded, Hall; A, "B"\\ SUMMARY:x']));
      expect(calendar.getAllSubcomponents('vtimezone').map((zone) => String(zone.getFirstPropertyValue('tzid'))).sort()).toEqual(['Africa/Abidjan', 'America/Vancouver', 'Asia/Almaty', 'Europe/Vienna']);
      // Whom the delegation did not name has it not in theirs, unless it named only people without an account.
      const { path: colleague } = answered<{ path: string }>(await network.as(kenya, 'makeFeed'));
      const ofColleague = async () => (await supertest(network.service.url).get(colleague)).text;
      expect(await ofColleague()).not.toContain('Hall\\; A');
      await pool.query('update meeting_delegate set practitioner = null where practitioner = $1', [feeder.id]);
      expect(await ofColleague()).toContain('Hall\\; A');
      await pool.query("update meeting_delegate set practitioner = $1 where name = 'Feeder'", [feeder.id]);
      // A new address ends the old one.
      const { path: next } = answered<{ path: string }>(await network.as(feeder, 'makeFeed'));
      expect([(await get()).status, (await supertest(network.service.url).get(next)).status]).toEqual([404, 200]);
      succeed(await network.as(feeder, 'endFeed'), 204);
      expect((await supertest(network.service.url).get(next)).body).toMatchObject({ code: 'not-found' });
      expect((await pool.query('select count(*)::int from meeting_feed')).rows).toEqual([{ count: 1 }]);
    });
  });
});
