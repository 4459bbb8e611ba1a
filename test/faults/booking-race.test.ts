/** No double booking, whatever races (G6): fifty who want one slot of one room, two hundred times. Each is of a session of its own, so that nothing but the constraint is between them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { MeetingRequestId, MeetingSessionId } from '@comity/contracts';
import { book } from '../../apps/api/src/meetings/publications.js';
import { Refusal } from '../../apps/api/src/http/refusal.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const writers = 50, slots = 200;

describe('one slot', () => {
  let database: FreshDatabase, pool: Pool;
  const wanting = Array.from({ length: writers }, () => ({ session: randomUUID() as MeetingSessionId, request: randomUUID() as MeetingRequestId }));

  beforeAll(async () => {
    database = await freshDatabase();
    pool = new Pool({ connectionString: database.url, max: writers });
    // Connections may still be closing when the database is taken away.
    pool.on('error', () => undefined);
    const network = randomUUID(), sessions = wanting.map(({ session }) => session), requests = wanting.map(({ request }) => request);
    await pool.query("insert into network (id, name, pin, founded_at) values ($1, 'Network', '', now())", [network]);
    await pool.query(`insert into meeting_session (id, network, version, kind, title, zone, state, slot_minutes, days, cases, starts_at, ends_at, created_by, created_at)
      select id, $2, 1, 'plenary', 'Session', 'Europe/Vienna', 'open', 20, '[]', '[]', now(), now(), $2, now() from unnest($1::uuid[]) as id`, [sessions, network]);
    await pool.query(`insert into meeting_request (id, session, version, state, parties, terms, consents, hash) select r, s, 1, 'accepted', '{}', '{}', '{}', '' from unnest($1::uuid[], $2::uuid[]) as w (r, s)`, [requests, sessions]);
  });
  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  it('is booked by one of fifty, two hundred times', async () => {
    for (let slot = 0; slot < slots; slot += 1) {
      const resource = randomUUID(), starts = new Date(Date.UTC(2026, 10, 30, 8)), ends = new Date(Date.UTC(2026, 10, 30, 8, 20));
      const outcomes = await Promise.all(wanting.map(async ({ session, request }) => {
        try {
          await book(pool, { id: session, founder: null }, [{ request, resource, kind: 'room', starts, ends }]);
          return 'booked';
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return error.problem.code;
        }
      }));
      expect([outcomes.filter((outcome) => outcome === 'booked').length, outcomes.filter((outcome) => outcome === 'not-acceptable').length]).toEqual([1, writers - 1]);
      expect((await pool.query('select count(*)::int from meeting_booking where resource = $1', [resource])).rows).toEqual([{ count: 1 }]);
    }
  });
});
