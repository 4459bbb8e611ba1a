/** The draft of a timetable: edited by several secretaries at once, none of whom overwrites another's. */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { DayLocks, DraftCheck, DraftEdits, Elsewhere, MeetingRequestId, MeetingSessionId, Placement, PractitionerId, TimetableDraft } from '@comity/contracts';
import { check, clashesOf, forceOf, instanceOf, timetableOf, tooSoon, warningsOf } from '@comity/timetable';
import type { z } from 'zod';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { MeetingAccess, type SessionRow } from './access.js';
import { MeetingNews } from './news.js';
import { elsewhereOf, placementColumns, placementOf, placementsOf, plannedOf, publishedOf } from './session-data.js';

@Injectable()
export class MeetingDrafts {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly news: MeetingNews, private readonly clock: Clock) {}

  async read(by: SessionContext, id: MeetingSessionId, since: number): Promise<TimetableDraft> {
    return draftOf(this.pool, await this.access.enterAsSecretary(by, id), since);
  }

  async check(by: SessionContext, id: MeetingSessionId): Promise<DraftCheck> {
    const session = await this.access.enterAsSecretary(by, id);
    const data = await plannedOf(this.pool, session);
    const placed = new Set(data.placements.flatMap(({ request, place }) => (place === null ? [] : [request])));
    const found = [...clashesOf(data, check(instanceOf(data), timetableOf(data))), ...tooSoon(data, await publishedOf(this.pool, session), this.clock.now(), session.notice), ...warningsOf(data)], of = Map.groupBy(found, ({ rule }) => forceOf(rule));
    return { version: session.draftVersion, clashes: of.get('blocks') ?? [], warnings: of.get('warns') ?? [], unplaced: data.requests.flatMap((request) => (placed.has(request.id) ? [] : [request.id])) };
  }

  async elsewhere(by: SessionContext, id: MeetingSessionId): Promise<Elsewhere[]> {
    return elsewhereOf(this.pool, await this.access.enterAsSecretary(by, id));
  }

  edit(by: SessionContext, id: MeetingSessionId, { edits }: DraftEdits): Promise<TimetableDraft> {
    return this.audited.perform({ action: 'meetings.edit-draft', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const session = await this.access.enterAsSecretary(by, id, em, 'change');
      const held = new Map((await inStore(em, id, edits)).map((each) => [each.request, each]));
      for (const [i, edit] of edits.entries()) {
        const stored = held.get(edit.request);
        if (edit.version !== (stored?.version ?? 0)) throw new Refusal('stale-version', { version: stored?.version ?? 0, errors: [{ pointer: `/edits/${i}/version`, rule: 'must be the version in store' }] });
        for (const place of [stored?.place, edit.place]) if (place != null && session.locked.includes(place.at.date)) throw new Refusal('not-acceptable', { detail: 'That day is locked.', errors: [{ pointer: `/edits/${i}`, rule: 'must leave locked days as they are' }] });
      }
      await this.expectKnown(em, session, edits, held);
      const draft = await write(em, session, edits, by.practitioner);
      afterCommit(() => { this.news.tell(id, 'draft', null); });
      return draft;
    });
  }

  lock(by: SessionContext, id: MeetingSessionId, { lockVersion, locked }: z.infer<typeof DayLocks>): Promise<TimetableDraft> {
    return this.audited.perform({ action: 'meetings.lock-days', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const session = await this.access.enterAsSecretary(by, id, em, 'change');
      if (session.lockVersion !== lockVersion) throw new Refusal('stale-version', { version: session.lockVersion });
      const unknown = locked.findIndex((day, i) => !session.days.some(({ date }) => date === day) || locked.indexOf(day) !== i);
      if (unknown >= 0) throw invalid(`/locked/${unknown}`, 'must be a day of the session, once');
      await run(em, 'update meeting_session set lock_version = lock_version + 1, locked = ? where id = ?', [JSON.stringify(locked), id]);
      afterCommit(() => { this.news.tell(id, 'draft', null); });
      return { version: session.draftVersion, placements: [], locked, lockVersion: lockVersion + 1 };
    });
  }

  private async expectKnown(em: Transaction, { id, days }: SessionRow, edits: readonly Placement[], held: ReadonlyMap<MeetingRequestId, Placement>): Promise<void> {
    const [known] = await run<{ requests: string[]; rooms: string[]; interpreters: string[] }>(em, `select (select coalesce(jsonb_agg(id), '[]') from meeting_request where session = ? and state = 'accepted') as requests,
      (select coalesce(jsonb_agg(id), '[]') from meeting_room where session = ?) as rooms, (select coalesce(jsonb_agg(id), '[]') from meeting_interpreter where session = ?) as interpreters`, [id, id, id]);
    const requests = new Set(known!.requests), rooms = new Set(known!.rooms), interpreters = new Set(known!.interpreters);
    for (const [i, { request, place }] of edits.entries()) {
      // What is agreed no more can be taken out.
      if (!requests.has(request) && !(place === null && held.has(request))) throw new Refusal('not-acceptable', { detail: 'Only what all parties accepted is placed.', errors: [{ pointer: `/edits/${i}/request`, rule: 'must be an agreed request of the session' }] });
      if (place === null) continue;
      if (!days.some(({ date, starts }) => date === place.at.date && starts.includes(place.at.time))) throw invalid(`/edits/${i}/place/at`, 'must be a slot of the session');
      if (place.room !== null && !rooms.has(place.room)) throw invalid(`/edits/${i}/place/room`, 'must be a room of the session');
      if (place.interpreter !== null && !interpreters.has(place.interpreter)) throw invalid(`/edits/${i}/place/interpreter`, 'must be an interpreter of the session');
    }
  }
}

const inStore = async (em: Transaction, id: MeetingSessionId, edits: readonly Placement[]): Promise<Placement[]> =>
  (await run<Parameters<typeof placementOf>[0]>(em, `select ${placementColumns} from meeting_placement where session = ? and request = any (?::uuid[])`, [id, `{${edits.map(({ request }) => request).join(',')}}`])).map(placementOf);

/** Writes placements over those in store, whose session the transaction holds; answers the draft since before. */
export async function write(em: Transaction, session: SessionRow, placements: readonly Omit<Placement, 'version'>[], by: PractitionerId): Promise<TimetableDraft> {
  const { id, draftVersion: before } = session;
  const rows = placements.map(({ request, place, pinned, waiver = null }): { request: MeetingRequestId; date: string | null; time: string | null; room: string | null; interpreter: string | null; pinned: boolean; waiver: string | null } =>
    ({ request, date: place?.at.date ?? null, time: place?.at.time ?? null, room: place?.room ?? null, interpreter: place?.interpreter ?? null, pinned: pinned && place !== null, waiver: pinned && place !== null ? waiver : null }));
  await run(em, 'update meeting_session set draft_version = draft_version + 1 where id = ?', [id]);
  await run(em, `insert into meeting_placement (request, session, version, changed, date, time, room, interpreter, pinned, waiver, edited_by)
    select r.request, ?, 1, ?, r.date, r.time, r.room, r.interpreter, r.pinned, r.waiver, ? from jsonb_to_recordset(?::jsonb) as r (request uuid, date text, time text, room uuid, interpreter uuid, pinned boolean, waiver text)
    on conflict (request) do update set version = meeting_placement.version + 1, changed = excluded.changed, date = excluded.date, time = excluded.time, room = excluded.room, interpreter = excluded.interpreter, pinned = excluded.pinned, waiver = excluded.waiver, edited_by = excluded.edited_by`, [id, before + 1, by, JSON.stringify(rows)]);
  return draftOf(em, { ...session, draftVersion: before + 1 }, before);
}

const draftOf = async (transaction: Transaction, { id, draftVersion, lockVersion, locked }: SessionRow, since: number): Promise<TimetableDraft> => ({ version: draftVersion, placements: await placementsOf(transaction, id, since), locked, lockVersion });
