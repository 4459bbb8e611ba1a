/** Plans: what a secretary orders, looks at, gives up or approves. They are rows, so that a crash loses none; `PlanRunner` carries them out. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { MeetingRequestId, MeetingSessionId, PlaceChange, Plan, PlanId, PlanOrder, PlanProgress, PlanState, PractitionerId, TimetableDraft, Waiver } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { isDuplicate } from '../database/outage.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { instant, instantOrNull, MeetingAccess, type Stored } from './access.js';
import { write } from './drafts.js';
import { MeetingNews } from './news.js';

interface Row { id: PlanId; mode: Plan['mode']; seed: string; seconds: number; state: PlanState; base: number; progress: PlanProgress | null; proposal: PlaceChange[] | null; by: PractitionerId; orderedAt: Stored; endedAt: Stored | null }
const columns = 'id, mode, seed, seconds, state, base, progress, proposal, ordered_by as by, ordered_at as "orderedAt", ended_at as "endedAt"';
const shown = 20;

@Injectable()
export class MeetingPlans {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly news: MeetingNews, private readonly clock: Clock) {}

  async list(by: SessionContext, id: MeetingSessionId): Promise<Plan[]> {
    await this.access.enterAsSecretary(by, id);
    const rows = await run<Row>(this.pool, `select ${columns.replace('proposal', 'null as proposal')} from meeting_plan where session = ? order by ordered_at desc, id limit ?`, [id, shown]);
    return rows.map(viewOf);
  }

  async one(by: SessionContext, id: MeetingSessionId, plan: PlanId): Promise<Plan> {
    await this.access.enterAsSecretary(by, id);
    const [row] = await run<Row>(this.pool, `select ${columns} from meeting_plan where session = ? and id = ?`, [id, plan]);
    if (row === undefined) throw new Refusal('not-found');
    return viewOf(row);
  }

  order(by: SessionContext, id: MeetingSessionId, { id: plan, mode, seed, seconds }: PlanOrder): Promise<Plan> {
    return this.audited.perform({ action: 'meetings.order-plan', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const session = await this.access.enterAsSecretary(by, id, em, 'steady');
      afterCommit(() => { this.news.tell(id, 'plans', null); });
      try {
        const [row] = await run<Row>(em, `insert into meeting_plan (id, session, mode, seed, seconds, state, base, ordered_by, ordered_at) values (?, ?, ?, ?, ?, 'waiting', ?, ?, ?) returning ${columns}`, [plan, id, mode, seed, seconds, session.draftVersion, by.practitioner, this.clock.now()]);
        return viewOf(row!);
      } catch (error) {
        throw isDuplicate(error, 'meeting_plan_one') ? new Refusal('not-acceptable', { detail: 'One plan of a session is made at a time.' }) : isDuplicate(error) ? new Refusal('already-exists') : error;
      }
    });
  }

  /** One that is done is put aside so that it is shown to no secretary any more. */
  cancel(by: SessionContext, id: MeetingSessionId, plan: PlanId): Promise<Plan> {
    return this.audited.perform({ action: 'meetings.cancel-plan', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      await this.access.enterAsSecretary(by, id, em, 'steady');
      const [row] = await run<Row>(em, `update meeting_plan set state = 'cancelled', ended_at = coalesce(ended_at, ?) where session = ? and id = ? and state in ('waiting', 'running', 'done') returning ${columns}`, [this.clock.now(), id, plan]);
      if (row === undefined) {
        const [held] = await run(em, 'select 1 from meeting_plan where session = ? and id = ?', [id, plan]);
        throw held === undefined ? new Refusal('not-found') : new Refusal('not-acceptable', { detail: 'It was approved, failed, or was given up.' });
      }
      afterCommit(() => { this.news.tell(id, 'plans', null); });
      return viewOf(row);
    });
  }

  /** Puts what it proposes into the draft that it began from. */
  approve(by: SessionContext, id: MeetingSessionId, plan: PlanId, draft: number): Promise<TimetableDraft> {
    return this.audited.perform({ action: 'meetings.approve-plan', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const session = await this.access.enterAsSecretary(by, id, em, 'change');
      const [row] = await run<Row>(em, `select ${columns} from meeting_plan where session = ? and id = ? for update`, [id, plan]);
      if (row === undefined) throw new Refusal('not-found');
      if (row.state !== 'done') throw new Refusal('not-acceptable', { detail: 'There is nothing to approve.' });
      if (draft !== session.draftVersion || row.base !== session.draftVersion) throw new Refusal('stale-version', { version: session.draftVersion });
      const agreed = new Set((await run<{ id: MeetingRequestId }>(em, "select id from meeting_request where session = ? and state = 'accepted'", [id])).map((request) => request.id));
      // What was withdrawn since it was made comes into no draft.
      const changes = (row.proposal ?? []).filter(({ request, after }) => after === null || agreed.has(request));
      if (changes.some(({ before, after }) => [before, after].some((place) => place !== null && session.locked.includes(place.at.date)))) throw new Refusal('not-acceptable', { detail: 'It changes a day that was locked since.' });
      const pinned = new Map((await run<{ request: MeetingRequestId; waiver: Waiver | null }>(em, 'select request, waiver from meeting_placement where session = ? and pinned', [id])).map(({ request, waiver }) => [request, waiver]));
      await run(em, "update meeting_plan set state = 'approved' where id = ?", [plan]);
      afterCommit(() => { this.news.tell(id, 'draft', null); });
      return write(em, session, changes.map(({ request, after }) => ({ request, place: after, pinned: pinned.has(request), waiver: pinned.get(request) ?? null })), by.practitioner);
    });
  }
}

function viewOf({ id, mode, seed, seconds, state, base, progress, proposal, by, orderedAt, endedAt }: Row): Plan {
  return { id, mode, seed: Number(seed), seconds, state, base, progress, difference: proposal, by, orderedAt: instant(orderedAt), endedAt: instantOrNull(endedAt) };
}
