/**
 * Who and what a session has: offices, rooms, interpreters, delegates. Rows are written together or not at all, each over the version that its writer saw.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { meetingLimits, type AuthorityId, type Availability, type AwaySpan, type Delegate, type Interpreter, type MeetingRoom, type MeetingSessionId, type Office, type OfficeView, type Remote } from '@comity/contracts';
import type { z } from 'zod';
import { Audited } from '../audit/audited.js';
import { isDuplicate } from '../database/outage.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { invalid, Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { MeetingAccess, type Seat } from './access.js';
import { awaysOf, concernedByLate, type Aways } from './late.js';
import { linksOf } from './mail-invited.js';
import { MailQueue } from './mail-queue.js';
import { MeetingNews } from './news.js';
import { officesOf } from './sessions.js';
import { isZone } from './wall-time.js';

/** A table of rows: its key, its columns with the types that they have in JSON, and how many a session has at most. */
interface Kind { table: string; key: string; columns: Record<string, string>; most: number }
export const kinds = {
  office: { table: 'meeting_office', key: 'authority', columns: { authority: 'uuid', requests: 'integer', away: 'jsonb', remote: 'jsonb' }, most: meetingLimits.offices },
  room: { table: 'meeting_room', key: 'id', columns: { id: 'uuid', name: 'text', class: 'text', seats: 'integer', security: 'smallint', equipment: 'jsonb', away: 'jsonb' }, most: meetingLimits.rooms },
  interpreter: { table: 'meeting_interpreter', key: 'id', columns: { id: 'uuid', name: 'text', pair: 'jsonb', away: 'jsonb' }, most: meetingLimits.interpreters },
  delegate: { table: 'meeting_delegate', key: 'id', columns: { id: 'uuid', authority: 'uuid', name: 'text', practitioner: 'uuid', away: 'jsonb', remote: 'jsonb' }, most: meetingLimits.delegates },
} as const satisfies Record<string, Kind>;
export type RosterKind = keyof typeof kinds;
interface Rows { office: Office; room: MeetingRoom; interpreter: Interpreter; delegate: Delegate }
const orders: Record<RosterKind, string> = { office: 'authority', room: 'class, name, id', interpreter: 'pair, name, id', delegate: 'authority, name, id' };

/** All of a session, in a steady order. */
export const rowsOf = <K extends RosterKind>(transaction: Transaction, kind: K, session: MeetingSessionId): Promise<Rows[K][]> =>
  run<Rows[K]>(transaction, `select version, ${Object.keys(kinds[kind].columns).join(', ')} from ${kinds[kind].table} where session = ? order by ${orders[kind]}`, [session]);
const open = "state in ('asked', 'countered', 'accepted')";

@Injectable()
export class MeetingRoster {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly audited: Audited, private readonly news: MeetingNews, private readonly mails: MailQueue, private readonly chains: ChainService) {}

  async offices(by: SessionContext, id: MeetingSessionId): Promise<OfficeView[]> {
    const seat = await this.access.enter(by, id);
    return (await rowsOf(this.pool, 'office', id)).map((office) => seenBy(seat, office));
  }

  async rooms(by: SessionContext, id: MeetingSessionId): Promise<MeetingRoom[]> {
    await this.access.enter(by, id);
    return rowsOf(this.pool, 'room', id);
  }

  async interpreters(by: SessionContext, id: MeetingSessionId): Promise<Interpreter[]> {
    await this.access.enterAsSecretary(by, id);
    return rowsOf(this.pool, 'interpreter', id);
  }

  async delegates(by: SessionContext, id: MeetingSessionId): Promise<Delegate[]> {
    const seat = await this.access.enter(by, id);
    const rows = await rowsOf(this.pool, 'delegate', id);
    if (seat.role === 'secretary') return rows;
    const shared = await run<{ consents: Record<string, { delegates: string[] }> }>(this.pool, `select consents from meeting_request where session = ? and ${open} and ? = any (parties)`, [id, seat.authority]);
    const named = new Set(shared.flatMap(({ consents }) => Object.values(consents).flatMap(({ delegates }) => delegates)));
    // When others are away, and where they are, concerns those who plan.
    return rows.flatMap((row) => (row.authority === seat.authority ? [row] : named.has(row.id) ? [{ ...row, away: [], remote: null }] : []));
  }

  /** Answers the rows as they are now. */
  write<K extends RosterKind>(by: SessionContext, id: MeetingSessionId, kind: K, rows: Rows[K][]): Promise<Rows[K][]> {
    return this.audited.perform({ action: `meetings.write-${kind}s`, actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const seat = await this.access.enter(by, id, em, 'change');
      this.access.expectNotOver(seat.session);
      if (kind !== 'delegate' && seat.role !== 'secretary') throw new Refusal('not-allowed', { detail: 'It is for the secretariat to do.' });
      await this.judge(em, seat, kind, rows);
      const { table, key, columns, most } = kinds[kind], names = Object.keys(columns), given = `jsonb_to_recordset(?::jsonb) as r (version integer, ${Object.entries(columns).map(([name, type]) => `${name} ${type}`).join(', ')})`;
      const json = JSON.stringify(rows), linked = kind === 'delegate' ? await linksOf(em, id) : [], aways = kind === 'office' ? await awaysOf(em, id) : undefined;
      const written = await run<Rows[K]>(em, `with added as (
          insert into ${table} (session, version, ${names.join(', ')}) select ?, 1, ${names.map((name) => `r.${name}`).join(', ')} from ${given} where r.version = 0 on conflict (${kind === 'office' ? 'session, authority' : 'id'}) do nothing returning version, ${names.join(', ')}
        ), changed as (
          update ${table} t set version = t.version + 1, ${names.filter((name) => name !== key && name !== 'authority').map((name) => `${name} = r.${name}`).join(', ')} from ${given}
          where r.version > 0 and t.session = ? and t.${key} = r.${key} and t.version = r.version${kind === 'delegate' ? ' and t.authority = r.authority' : ''} returning t.version, ${names.map((name) => `t.${name}`).join(', ')}
        ) select * from added union all select * from changed`, [id, json, json, id]).catch((error: unknown) => { throw isDuplicate(error, 'meeting_delegate_person') ? invalid('/rows', once) : error; });
      if (written.length < rows.length) await this.refuseStale(em, id, kind, rows, written);
      const [{ count } = { count: 0 }] = await run<{ count: number }>(em, `select count(*)::integer as count from ${table} where session = ?`, [id]);
      if (count > most) throw new Refusal('not-acceptable', { detail: `A session has at most ${most} of them.` });
      if (kind === 'delegate') {
        const full = await run(em, 'select authority from meeting_delegate where session = ? group by authority having count(*) > ? limit 1', [id, meetingLimits.delegatesPerOffice]);
        if (full.length > 0) throw new Refusal('not-acceptable', { detail: `An office has at most ${meetingLimits.delegatesPerOffice} delegates.` });
      }
      if (kind === 'delegate') await this.mails.relink(em, { id, version: seat.session.published }, linked);
      // Nobody else knows of a session that is being prepared.
      const concerned = seat.session.state === 'preparing' ? [] : kind === 'office' || kind === 'room' ? await officesOf(em, id) : kind === 'delegate' ? [...new Set((rows as Delegate[]).map(({ authority }) => authority))] : [];
      const tellLate = await this.late(em, seat, aways);
      afterCommit(() => {
        this.news.tell(id, 'roster', seat.session.founder, concerned);
        tellLate();
        if (kind === 'delegate') void this.mails.sweep();
      });
      return written;
    });
  }

  async remove(by: SessionContext, id: MeetingSessionId, kind: RosterKind, row: string, version: number): Promise<void> {
    return this.audited.perform({ action: `meetings.remove-${kind}`, actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const seat = await this.access.enter(by, id, em, 'change');
      this.access.expectNotOver(seat.session);
      if (kind !== 'delegate' && seat.role !== 'secretary') throw new Refusal('not-allowed', { detail: 'It is for the secretariat to do.' });
      const { table, key } = kinds[kind];
      const [held] = await run<{ version: number; authority?: AuthorityId }>(em, `select version${kind === 'delegate' ? ', authority' : ''} from ${table} where session = ? and ${key} = ?`, [id, row]);
      // Whom an office sends is not told to others.
      if (held === undefined || (kind === 'delegate' && seat.role !== 'secretary' && held.authority !== seat.authority)) throw new Refusal('not-found');
      if (held.version !== version) throw new Refusal('stale-version', { version: held.version });
      await this.expectFree(em, id, kind, row);
      const linked = kind === 'delegate' ? await linksOf(em, id) : [];
      const aways = kind === 'office' ? await awaysOf(em, id) : undefined;
      await run(em, `delete from ${table} where session = ? and ${key} = ?`, [id, row]);
      if (kind === 'delegate') await this.mails.relink(em, { id, version: seat.session.published }, linked);
      const concerned = seat.session.state === 'preparing' ? [] : kind === 'delegate' ? [held.authority!] : kind === 'office' ? [row as AuthorityId, ...await officesOf(em, id)] : kind === 'room' ? await officesOf(em, id) : [];
      const tellLate = await this.late(em, seat, aways);
      afterCommit(() => {
        this.news.tell(id, 'roster', seat.session.founder, concerned);
        tellLate();
      });
    });
  }

  /** By the office itself, or for it. */
  setAvailability(by: SessionContext, id: MeetingSessionId, office: AuthorityId, { version, away, remote }: z.infer<typeof Availability>): Promise<OfficeView> {
    return this.audited.perform({ action: 'meetings.availability', actor: by.practitioner, subject: id }, async ({ em, afterCommit }) => {
      const seat = await this.access.enter(by, id, em, 'steady');
      this.access.expectNotOver(seat.session);
      this.access.expectOffice(seat, office);
      expectZone(remote, '/remote/zone');
      const [held] = await run<{ version: number; away: AwaySpan[] }>(em, 'select version, away from meeting_office where session = ? and authority = ? for update', [id, office]);
      if (held === undefined) throw new Refusal('not-found');
      if (held.version !== version) throw new Refusal('stale-version', { version: held.version });
      const [row] = await run<Office>(em, 'update meeting_office set version = version + 1, away = ?, remote = ? where session = ? and authority = ? returning version, authority, requests, away, remote', [JSON.stringify(away), remote === null ? null : JSON.stringify(remote), id, office]);
      const tellLate = await this.late(em, seat, new Map([...await awaysOf(em, id), [office, held.away]])), { founder, state } = seat.session;
      const concerned = founder !== null ? await sidesOf(em, id, founder) : state === 'preparing' ? [] : [office];
      afterCommit(() => {
        this.news.tell(id, 'roster', founder, concerned);
        tellLate();
      });
      return row!;
    });
  }

  /** Tells those who would wait at a table for nobody, or do so no more. `before`: when offices were away before what was written, if it may have changed. */
  private async late(em: Transaction, { session }: Seat, before: Aways | undefined): Promise<() => void> {
    const waiting = before === undefined ? [] : await concernedByLate(em, session, before, await awaysOf(em, session.id));
    return () => { if (waiting.length > 0) this.news.tell(session.id, 'published', session.founder, waiting); };
  }

  /** What the contract cannot know: who attends, who is of whom, which zones there are. */
  private async judge<K extends RosterKind>(em: Transaction, seat: Seat, kind: K, rows: Rows[K][]): Promise<void> {
    const chain = this.chains.current();
    const keys = rows.map((row) => ('id' in row ? row.id : row.authority));
    const twice = keys.findIndex((key, i) => keys.indexOf(key) !== i);
    if (twice >= 0) throw invalid(`/rows/${twice}`, 'must name each once');
    const attending = kind === 'delegate' ? new Set(await officesOf(em, seat.session.id)) : undefined;
    for (const [i, row] of rows.entries()) {
      if ('remote' in row) expectZone(row.remote, `/rows/${i}/remote/zone`);
      if (!('authority' in row)) continue;
      if ('practitioner' in row) {
        if (!attending!.has(row.authority)) throw invalid(`/rows/${i}/authority`, 'must be an office that attends');
        this.access.expectOffice(seat, row.authority);
        if (row.practitioner !== null && chain.persons.get(row.practitioner)?.authority !== row.authority) throw invalid(`/rows/${i}/practitioner`, 'must be somebody of that authority');
      } else if (chain.authorities.get(row.authority)?.ended !== null) throw invalid(`/rows/${i}/authority`, 'must be an authority of the network');
    }
    if (kind === 'delegate') await expectOnce(em, seat.session.id, rows as Delegate[]);
  }

  private async refuseStale<K extends RosterKind>(em: Transaction, id: MeetingSessionId, kind: K, rows: Rows[K][], written: Rows[K][]): Promise<never> {
    const key = kinds[kind].key as keyof Rows[K];
    const done = new Set(written.map((row) => row[key]));
    const at = rows.findIndex((row) => !done.has(row[key]));
    const [held] = await run<{ version: number }>(em, `select version from ${kinds[kind].table} where session = ? and ${kinds[kind].key} = ?`, [id, rows[at]![key]]);
    throw new Refusal('stale-version', { version: held?.version ?? 0, errors: [{ pointer: `/rows/${at}/version`, rule: 'must be the version in store' }] });
  }

  /** An office that is asked, or a delegate who is wanted, does not go away. A room or an interpreter may: the draft shows the clash. */
  private async expectFree(em: Transaction, id: MeetingSessionId, kind: RosterKind, row: string): Promise<void> {
    if (kind === 'room' || kind === 'interpreter') return;
    const requests = await run<{ parties: string[]; consents: Record<string, { delegates: string[] }> }>(em, `select to_jsonb(parties) as parties, consents from meeting_request where session = ? and ${open}`, [id]);
    const names = ({ parties, consents }: typeof requests[number]) => (kind === 'office' ? parties.includes(row) : Object.values(consents).some(({ delegates }) => delegates.includes(row)));
    if (requests.some(names)) throw new Refusal('not-acceptable', { detail: 'Requests that are open name it.' });
    if (kind === 'office' && (await run(em, 'select 1 from meeting_delegate where session = ? and authority = ? limit 1', [id, row])).length > 0) throw new Refusal('not-acceptable', { detail: 'It has delegates.' });
  }
}

const once = 'must be on the list of the session once';
/** Whoever has an account is one person, and booked as such. */
async function expectOnce(em: Transaction, session: MeetingSessionId, rows: readonly Delegate[]): Promise<void> {
  const people = rows.map(({ practitioner }) => practitioner);
  const others = await run<{ practitioner: string }>(em, 'select practitioner from meeting_delegate where session = ? and practitioner = any (?::uuid[]) and id <> all (?::uuid[])', [session, `{${people.filter((each) => each !== null).join(',')}}`, `{${rows.map(({ id }) => id).join(',')}}`]);
  const listed = new Set(others.map(({ practitioner }) => practitioner));
  const at = people.findIndex((person, i) => person !== null && (listed.has(person) || people.indexOf(person) !== i));
  if (at >= 0) throw invalid(`/rows/${at}/practitioner`, once);
}

function expectZone(remote: Remote | null, pointer: string): void {
  if (remote !== null && !isZone(remote.zone)) throw invalid(pointer, 'must be a zone of the IANA time zone database');
}

/** Of talks whoever began them, and the other side once it was asked. */
const sidesOf = async (transaction: Transaction, session: MeetingSessionId, founder: AuthorityId): Promise<AuthorityId[]> =>
  (await run<{ authority: AuthorityId }>(transaction, 'select authority from meeting_office o where session = ? and (authority = ? or exists (select 1 from meeting_request r where r.session = o.session))', [session, founder])).map(({ authority }) => authority);

/** In talks each side looks for times by the working hours that the other one said. */
const seenBy = ({ role, authority, session: { founder } }: Seat, office: Office): OfficeView =>
  (role === 'secretary' || office.authority === authority ? office : { version: office.version, authority: office.authority, requests: null, away: null, remote: founder === null ? null : office.remote });
