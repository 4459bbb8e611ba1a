/**
 * A screen in the hall: a secret address by which a machine that nobody is signed in at reads which rooms are taken now and next. The secretariat makes it, decides whether it
 * names offices, and takes it back; it ends with the session. The service keeps its hash.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { AuthorityId, AwaySpan, Instant, MeetingRoomId, MeetingSessionId, Screen, ScreenAddress, ScreenStatus, WallAt } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { ChainService } from '../identity/statements/chain.service.js';
import { instant, instantOrNull, MeetingAccess, sessionColumns, type SessionRow } from './access.js';
import { slotsOf } from './sessions.js';
import { asIfUtc, instantOf, offsetAt, wallOf } from './wall-time.js';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const byName = new Intl.Collator('en', { numeric: true });
interface Booked { room: MeetingRoomId; date: string; startsAt: Date; endsAt: Date; parties: AuthorityId[] }

@Injectable()
export class MeetingScreens {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly access: MeetingAccess, private readonly chains: ChainService, private readonly audited: Audited, private readonly clock: Clock) {}

  async status(by: SessionContext, id: MeetingSessionId): Promise<ScreenStatus> {
    await this.access.enterAsSecretary(by, id);
    const [screen] = await run<{ madeAt: Date; names: boolean }>(this.pool, 'select made_at as "madeAt", names from meeting_screen where session = ?', [id]);
    return { madeAt: instantOrNull(screen?.madeAt ?? null), names: screen?.names ?? false };
  }

  make(by: SessionContext, id: MeetingSessionId, names: boolean): Promise<ScreenAddress> {
    return this.audited.perform({ action: 'meetings.make-screen', actor: by.practitioner, subject: id }, async ({ em }) => {
      await this.access.enterAsSecretary(by, id, em, 'steady');
      const token = randomBytes(32).toString('base64url'), madeAt = this.clock.now();
      await run(em, 'insert into meeting_screen (session, token_hash, names, made_by, made_at) values (?, ?, ?, ?, ?) on conflict (session) do update set token_hash = excluded.token_hash, names = excluded.names, made_by = excluded.made_by, made_at = excluded.made_at', [id, hashOf(token), names, by.practitioner, madeAt]);
      return { token, names, madeAt: instant(madeAt) };
    });
  }

  end(by: SessionContext, id: MeetingSessionId): Promise<void> {
    return this.audited.perform({ action: 'meetings.end-screen', actor: by.practitioner, subject: id }, async ({ em }) => {
      // Also of a session that is over.
      const { role } = await this.access.enter(by, id, em, 'steady');
      if (role !== 'secretary') throw new Refusal('not-allowed', { detail: 'It is for the secretariat to do.' });
      await run(em, 'delete from meeting_screen where session = ?', [id]);
    });
  }

  /** For whoever has the address. */
  async read(token: string): Promise<Screen> {
    const [session] = await run<SessionRow & { names: boolean }>(this.pool, `select ${sessionColumns}, c.names from meeting_screen c join meeting_session s on s.id = c.session where c.token_hash = ? and s.state = 'open'`, [hashOf(token)]);
    if (session === undefined) throw new Refusal('not-found');
    const { id, title, place, zone, names, published } = session, now = this.clock.now();
    const span = ({ startsAt, endsAt }: { startsAt: Instant; endsAt: Instant }) => ({ startsAt, endsAt, from: wallOf(zone, new Date(startsAt)), to: wallOf(zone, new Date(endsAt)) });
    const slots = slotsOf(session).filter(({ endsAt }) => new Date(endsAt) > now);
    const running = slots.find(({ startsAt }) => new Date(startsAt) <= now), next = slots.find(({ startsAt }) => new Date(startsAt) > now);
    const today = (running ?? next)?.date ?? '';
    const rooms = await run<{ id: MeetingRoomId; name: string; away: AwaySpan[] }>(this.pool, 'select id, name, away from meeting_room where session = ? order by id', [id]);
    const booked = await run<Booked>(this.pool, 'select room, date, starts_at as "startsAt", ends_at as "endsAt", to_jsonb(parties) as parties from meeting_published where session = ? and version = ? and date = ? and room is not null and ends_at > ? order by starts_at, request', [id, published, today, now]);
    // As far as the screen looks ahead: the next slot of the day, or the end of the one that runs.
    const horizon = next?.date === today ? next.endsAt : running?.endsAt;
    const closedOf = (away: readonly AwaySpan[]): Screen['rooms'][number]['closed'] => {
      if (horizon === undefined) return null;
      const spans = away.filter(({ date }) => date === today).map(({ date, from, to }) => ({ startsAt: instantIn(zone, { date, time: from }), endsAt: instantIn(zone, { date, time: to }) }));
      const closed = spans.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)).find(({ startsAt, endsAt }) => endsAt > instant(now) && startsAt < horizon);
      return closed === undefined ? null : span(closed);
    };
    const { authorities } = this.chains.current();
    const taken = (meeting: Booked | undefined): Screen['rooms'][number]['now'] => meeting === undefined ? null : {
      ...span({ startsAt: instant(meeting.startsAt), endsAt: instant(meeting.endsAt) }),
      offices: names ? meeting.parties.flatMap((party) => { const known = authorities.get(party); return known === undefined ? [] : [{ name: known.name, state: known.state }]; }) : null,
    };
    return {
      title, place, zone, now: instant(now), clock: wallOf(zone, now), slot: running === undefined ? null : span(running), next: next === undefined ? null : span(next),
      rooms: rooms.sort((a, b) => byName.compare(a.name, b.name)).map((room) => {
        const theirs = booked.filter((each) => each.room === room.id);
        return { name: room.name, now: taken(theirs.find(({ startsAt }) => startsAt <= now)), next: taken(theirs.find(({ startsAt }) => startsAt > now)), closed: closedOf(room.away) };
      }),
    };
  }
}

/** Of a wall time that clocks skip or show twice, about the instant. */
function instantIn(zone: string, at: WallAt): Instant {
  const found = instantOf(zone, at), wall = asIfUtc(at);
  return instant(typeof found === 'string' ? new Date(wall - offsetAt(zone, wall)) : found);
}
