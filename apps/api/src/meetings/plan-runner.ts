/**
 * Carries plans out, one at a time in each process, in a thread of its own. Whoever works on a plan holds it for some seconds and says so again and again: when
 * its process is gone, another takes the plan up anew, up to three times. What was published is never touched.
 */
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Worker } from 'node:worker_threads';
import { Pool } from 'pg';
import type { MeetingRequestId, MeetingSessionId, PlaceChange, PlanId, PlanProgress } from '@comity/contracts';
import { comingFrom, defectsOf, instanceOf, placesOf, timetableOf, type SessionData, type Timetable } from '@comity/timetable';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import { Log } from '../http/log.js';
import { Sweep } from '../sweep.js';
import { sessionColumns, type SessionRow } from './access.js';
import { MeetingNews } from './news.js';
import type { Found, FromThread, Search } from './plan-thread.js';
import { PlanThreads } from './plan-threads.js';
import { plannedOf } from './session-data.js';

const interval = 2_000;
const beat = 1_000;
const holdSeconds = 10;
const most = 3;

/** `search`: undefined where something is wrong with the session itself. */
interface Begun { data: SessionData; base: number; from: number; search: Search | undefined }
interface Job { id: PlanId; session: MeetingSessionId; mode: 'plan' | 'replan'; seed: string; seconds: number; attempts: number; state: 'running' | 'failed' }
/** The clock is the database's: processes may differ. */
const claim = `update meeting_plan set state = case when attempts < ${most} then 'running' else 'failed' end, attempts = attempts + 1, held_until = now() + interval '${holdSeconds} seconds', ended_at = case when attempts < ${most} then null else now() end
  where id = (select id from meeting_plan where state = 'waiting' or (state = 'running' and held_until < now()) order by ordered_at limit 1 for update skip locked)
  returning id, session, mode, seed, seconds, attempts, state`;
const mine = "id = ? and state = 'running' and attempts = ?";

@Injectable()
export class PlanRunner extends Sweep implements BeforeApplicationShutdown {
  private current: { job: Job; worker: Worker | undefined } | undefined;
  /** Of a plan that is done already, looks for a closer bound. */
  private bounding: Worker | undefined;
  private ending = false;

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly threads: PlanThreads, private readonly news: MeetingNews, private readonly clock: Clock, log: Log) { super(log, interval, 'plan-sweep-failed'); }

  /** Gives up what it works on, for another process or the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    const { current } = this, round = this.sweep();
    await this.bounding?.terminate();
    if (current !== undefined) {
      await this.putBack(current.job);
      await current.worker?.terminate();
    }
    await round;
  }

  protected override async round(): Promise<void> {
    if (this.current !== undefined || this.ending) return;
    const [job] = await run<Job>(this.pool, claim);
    if (job === undefined) return;
    this.news.tell(job.session, 'plans', null);
    if (job.state === 'failed') return;
    // It was told to end while this was taken up.
    if (this.ending) return this.putBack(job);
    this.current = { job, worker: undefined };
    void this.carryOut(job).catch((error: unknown) => { this.log.warn('plan-interrupted', { error }); return this.giveBack(job); }).finally(() => {
      this.current = undefined;
      void this.sweep();
    });
  }

  private async carryOut(job: Job): Promise<void> {
    const begun = this.begin(job);
    // It is waited for below, unless no thread comes up to search.
    begun.catch(() => undefined);
    const result = await this.search(job, begun), { data, base, from } = await begun;
    if (result === undefined) { await this.end(job, 'failed', base, null, null); return; }
    const { found, timetable, worker, closer } = result, wanted = data.requests.length;
    this.bounding = worker;
    // Of a plan that was given up meanwhile, or that another process has, nobody needs a closer bound.
    if (!await this.end(job, 'done', base, progressOf(wanted, found), differenceOf(data, timetable, from))) { await worker.terminate(); return; }
    void closer.then((bettered) => bettered && this.tighten(job, progressOf(wanted, bettered))).catch((error: unknown) => { this.log.warn('plan-bound-failed', { error }); });
  }

  /** The session at one moment. */
  private async begin({ session, mode, seed, seconds }: Job): Promise<Begun> {
    const client = await this.pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      const [row] = await run<SessionRow>(client, `select ${sessionColumns} from meeting_session s where s.id = ?`, [session]);
      const data = await plannedOf(client, row!);
      await client.query('commit');
      const instance = instanceOf(data), from = comingFrom(data.slots, this.clock.now(), row!.notice);
      return { data, base: row!.draftVersion, from, search: defectsOf(instance).length > 0 ? undefined : { mode, instance, timetable: timetableOf(data), seed: Number(seed), milliseconds: seconds * 1_000, from } };
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Until a timetable is found; `closer`: the same with a closer bound, where the thread comes to one. The thread comes up while the session is read. Undefined: there was nothing to search. */
  private search(job: Job, begun: Promise<Begun>): Promise<{ found: Found; timetable: Timetable; worker: Worker; closer: Promise<Found | undefined> } | undefined> {
    return new Promise((resolve, reject) => {
      // One bound at a time: that of the plan before is as close as it came.
      void this.bounding?.terminate();
      const worker = this.threads.start(), { promise: closer, resolve: close } = Promise.withResolvers<Found | undefined>();
      this.current!.worker = worker;
      let best: Found | undefined, told: Found | undefined, done = false, failure: Error | undefined, session: Begun | undefined;
      begun.then((read) => {
        session = read;
        if (read.search === undefined) void worker.terminate();
        else worker.postMessage(read.search);
      }, (error: unknown) => {
        failure = error as Error;
        void worker.terminate();
      });
      const tell = (): void => {
        const changed = best !== told;
        told = best;
        run(this.pool, `update meeting_plan set held_until = now() + interval '${holdSeconds} seconds', progress = ? where ${mine} returning id`, [best === undefined || session === undefined ? null : JSON.stringify(progressOf(session.data.requests.length, best)), job.id, job.attempts]).then((rows) => {
          // Somebody gave it up, or took it over.
          if (rows.length === 0 && !done) void worker.terminate();
          else if (changed) this.news.tell(job.session, 'plans', null);
        }, (error: unknown) => { this.log.warn('plan-not-held', { error }); });
      };
      const timer = setInterval(tell, beat);
      worker.on('message', (message: FromThread) => {
        if (message.type === 'better') {
          best = message.found;
          if (told === undefined) tell();
          return;
        }
        clearInterval(timer);
        if (done) close(message.found);
        done = true;
        resolve({ found: message.found, timetable: message.timetable, worker, closer });
      });
      worker.on('error', (error: Error) => { failure = error; });
      worker.on('exit', () => {
        clearInterval(timer);
        close(undefined);
        if (this.bounding === worker) this.bounding = undefined;
        if (session !== undefined && session.search === undefined) resolve(undefined);
        else if (!done) reject(failure ?? new Error('The thread ended without a timetable'));
        else if (failure !== undefined) this.log.warn('plan-bound-failed', { error: failure });
      });
    });
  }

  /** Its timetable stands; how far it may be from the best is known better. */
  private async tighten({ id, session, attempts }: Job, progress: PlanProgress): Promise<void> {
    const rows = await run(this.pool, "update meeting_plan set progress = ? where id = ? and state = 'done' and attempts = ? returning id", [JSON.stringify(progress), id, attempts]);
    if (rows.length > 0) this.news.tell(session, 'plans', null);
  }

  /** Whether it was this one's to end. */
  private async end({ id, session, attempts }: Job, state: 'done' | 'failed', base: number, progress: PlanProgress | null, proposal: PlaceChange[] | null): Promise<boolean> {
    const rows = await run(this.pool, `update meeting_plan set state = ?, base = ?, progress = ?, proposal = ?, held_until = null, ended_at = ? where ${mine} returning id`, [state, base, progress === null ? null : JSON.stringify(progress), proposal === null ? null : JSON.stringify(proposal), this.clock.now(), id, attempts]);
    this.news.tell(session, 'plans', null);
    return rows.length > 0;
  }

  /** Where it is still this one's: no try is used up. */
  private async putBack({ id, attempts }: Job): Promise<void> {
    await run(this.pool, `update meeting_plan set state = 'waiting', attempts = attempts - 1, held_until = null where ${mine}`, [id, attempts]).catch(() => undefined);
  }

  /** Where it is still this one's: to be tried again. */
  private async giveBack({ id, attempts }: Job): Promise<void> {
    if (!this.ending) await run(this.pool, `update meeting_plan set state = 'waiting', held_until = null where ${mine}`, [id, attempts]).catch(() => undefined);
  }
}

const progressOf = (wanted: number, { placed, weight, bound, idle }: Found): PlanProgress => ({ wanted, placed, weight, bound, idle });

/** What of the draft's meetings that are agreed would be elsewhere. What began before the slot `from` stays, and what lies on a locked day, also where it breaks a rule there. */
function differenceOf(data: SessionData, timetable: Timetable, from: number): PlaceChange[] {
  const places = placesOf(data, timetable);
  const before = new Map(data.placements.map(({ request, place }) => [request, place]));
  const begun = new Set(data.slots.slice(0, from).map(({ date, time }) => `${date} ${time}`));
  const stays = (place: PlaceChange['before']): boolean => place !== null && (begun.has(`${place.at.date} ${place.at.time}`) || data.locked.includes(place.at.date));
  return data.requests.flatMap(({ id }): PlaceChange[] => (stays(before.get(id) ?? null) ? [] : changeOf(id, before.get(id) ?? null, places.get(id) ?? null)));
}

export function changeOf(request: MeetingRequestId, before: PlaceChange['before'], after: PlaceChange['after']): PlaceChange[] {
  const same = before === null || after === null ? before === after : before.at.date === after.at.date && before.at.time === after.at.time && before.room === after.room && before.interpreter === after.interpreter;
  return same ? [] : [{ request, before, after }];
}
