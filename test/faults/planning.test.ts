/** A timetable whose service is killed while it is made, and while it is published: what was published stays, and the plan goes on in the next process and comes to the same. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import type { Agenda, MeetingRoomId, MeetingSessionId, Plan, PlanId, PlanOrder, TimetableDraft } from '@comity/contracts';
import type { FetchRest } from '../../libs/sdk/src/transport/rest.js';
import { found, seat } from '../support/community.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { admitAll, Bargain, doorOf } from '../support/delegations.js';
import { spawnService, type SpawnedService } from '../support/service.js';

/** As `publications.ts` has it: whoever publishes waits for it in the middle. */
const bookingLock = 0x626f6f6b;
const offices = 30, requests = 90, rooms = 6;
const states = ['KE', 'FR', 'BR', 'ES', 'KZ', 'CV', 'SN', 'PE', 'NO', 'MX'];
const starts = ['09:00', '09:20', '09:40', '10:00', '10:20', '10:40', '11:00', '11:20', '11:40', '12:00'];
const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('a timetable', () => {
  let database: FreshDatabase, pool: Pool, service: SpawnedService, secretary: FetchRest;
  const id = randomUUID() as MeetingSessionId, at = { params: { id } };
  const agenda = (): Promise<Agenda> => secretary.call('agenda', at);
  const draft = (): Promise<TimetableDraft> => secretary.call('timetableDraft', at);
  const bookings = async () => (await pool.query("select request, resource, kind, lower(during) as since from meeting_booking where session = $1 order by request, resource", [id])).rows;
  const crash = async (): Promise<void> => {
    await service.kill('SIGKILL');
    await service.start();
  };
  const until = async <T>(look: () => Promise<T>, good: (seen: T) => boolean): Promise<T> => {
    for (const deadline = performance.now() + 120_000; ;) {
      const seen = await look();
      if (good(seen)) return seen;
      if (performance.now() > deadline) throw new Error(`waited in vain: ${JSON.stringify(seen).slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const plan = (of: PlanId): Promise<Plan> => secretary.call('plan', { params: { id, plan: of } });
  const order = async (): Promise<PlanId> => {
    const body: PlanOrder = { id: randomUUID() as PlanId, mode: 'plan', seed: 7, seconds: 3 };
    return (await secretary.call('orderPlan', { ...at, body })).id;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new Pool({ connectionString: database.url });
    const token = randomBytes(32).toString('base64url');
    service = await spawnService({ databaseUrl: database.url, settings: { SET_UP_TOKEN: token } });
    const founded = await found(service.url, token), now = new Date();
    const [officer] = await seat(database.url, founded, 1);
    const root = { network: founded.network, officers: founded.officers.map(({ id: officerId, key }) => ({ id: officerId, secretKey: key.secretKey })) };
    const delegations = await admitAll(database.url, root, Array.from({ length: offices }, (_, i) => ({ name: `Office ${i}`, state: states[i % states.length]! })), now);
    await service.kill('SIGTERM');
    await service.start();
    secretary = doorOf(service.url, officer!);
    await secretary.call('addSession', { body: { id, facts: { kind: 'plenary', title: 'Plenary', place: null, zone: 'Europe/Vienna', state: 'open', deadline: null, requestsPerOffice: null, slotMinutes: 20, days: [20, 21].map((day) => ({ date: dayAhead(day), starts, breaks: [] })), cases: [] } } });
    await secretary.call('writeOffices', { ...at, body: { rows: delegations.map(({ authority }) => ({ version: 0, authority, requests: null, away: [], remote: null })) } });
    await secretary.call('writeRooms', { ...at, body: { rows: Array.from({ length: rooms }, (_, i) => ({ version: 0, id: randomUUID() as MeetingRoomId, name: `Table ${i}`, class: 'table', seats: 6, security: 0, equipment: [], away: [] })) } });
    const bargain = new Bargain(service.url, founded.network, id);
    for (let i = 0; i < requests; i += 1) await bargain.agree(delegations[i % offices]!, delegations[(i * 7 + 1 + Math.floor(i / offices)) % offices === i % offices ? (i + 1) % offices : (i * 7 + 1 + Math.floor(i / offices)) % offices]!, {}, [1 + (i % 3), 2]);
  });
  afterAll(async () => {
    await pool?.end();
    await service?.stop();
    await database?.drop();
  });

  it('is planned by the next process when one is killed in the middle, and comes out as it would have', async () => {
    const left = await order();
    await until(() => plan(left), ({ state, progress }) => state === 'running' && progress !== null);
    await crash();
    expect((await plan(left)).state).toBe('running');
    const resumed = await until(() => plan(left), ({ state }) => state !== 'running');
    expect(resumed).toMatchObject({ state: 'done', base: 0, progress: { wanted: requests } });
    expect((await pool.query('select attempts from meeting_plan where id = $1', [left])).rows).toEqual([{ attempts: 2 }]);
    const whole = await order();
    const undisturbed = await until(() => plan(whole), ({ state }) => state !== 'waiting' && state !== 'running');
    expect([undisturbed.state, undisturbed.difference!.length]).toEqual(['done', resumed.progress!.placed]);
    expect(undisturbed.difference).toEqual(resumed.difference);
    await secretary.call('approvePlan', { params: { id, plan: left }, body: { draft: 0 } });
  });

  it('stays as it was published when the service is killed as soon as it said so', async () => {
    const published: Agenda = await secretary.call('publishTimetable', { ...at, body: { draft: (await draft()).version } });
    await crash();
    expect(await agenda()).toEqual(published);
    expect((await bookings()).length).toBe(published.meetings.length * 3);
  });

  it('stays as it was published when the service is killed while it publishes another, which is published as a whole afterwards', async () => {
    const before = await agenda(), booked = await bookings();
    const [first, ...others] = (await draft()).placements.filter(({ place }) => place !== null);
    const { version } = await secretary.call('editDraft', { ...at, body: { edits: [first!, others[0]!].map(({ request, version: seen }) => ({ request, version: seen, place: null, pinned: false })) } });
    const holding = await pool.connect();
    await holding.query('select pg_advisory_lock($1)', [bookingLock]);
    const answer = secretary.call('publishTimetable', { ...at, body: { draft: version } }).then(() => 'published', () => 'no answer');
    await until(async () => (await pool.query("select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())")).rows[0].waiting as number, (waiting) => waiting === 1);
    await service.kill('SIGKILL');
    expect(await answer).toBe('no answer');
    await holding.query('select pg_advisory_unlock($1)', [bookingLock]);
    holding.release();
    await service.start();
    expect(await agenda()).toEqual(before);
    expect(await bookings()).toEqual(booked);
    expect((await pool.query('select count(*)::int from meeting_published where session = $1 and version > $2', [id, before.version])).rows).toEqual([{ count: 0 }]);
    // What was edited is kept, and goes out now.
    expect((await draft()).version).toBe(version);
    const after: Agenda = await secretary.call('publishTimetable', { ...at, body: { draft: version } });
    expect([after.version, after.meetings.length]).toEqual([before.version + 1, before.meetings.length - 2]);
    expect((await bookings()).length).toBe(after.meetings.length * 3);
  });
});
