/**
 * Sessions on the service's side: opened by a sign-in, found by the cookie's hash, limited by idle time and by age,
 * rotated at step-up, ended by their owner, by revocation, or by time.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { DeviceId, NetworkId, PractitionerId } from '@comity/contracts';
import { Clock } from '../../clock.js';
import { CONFIG, type Config } from '../../config.js';
import { POOL } from '../../database/pool.js';
import { run, type Transaction } from '../../database/run.js';
import type { SessionContext } from './session-context.js';
import { hashToken, newToken, tokenOf } from './session-cookie.js';

const columns = `s.id as "session", s.network, s.practitioner, a.authority, a.login, a.state, s.device, s.method, s.challenge,
  s.signed_in_at as "signedInAt", s.last_seen_at as "lastSeenAt", s.fresh_until as "freshUntil", s.expires_at as "expiresAt"`;

const seconds = (from: Date, count: number): Date => new Date(from.getTime() + count * 1000);

@Injectable()
export class SessionService {
  constructor(@Inject(POOL) private readonly pool: Pool, @Inject(CONFIG) private readonly config: Config, private readonly clock: Clock) {}

  /** The live session a `Cookie` header names, or null; being seen extends its idle time. */
  async authenticate(cookieHeader: string | undefined): Promise<SessionContext | null> {
    const token = tokenOf(this.config, cookieHeader);
    return token === undefined ? null : this.find('s.token_hash = $1', hashToken(token), true);
  }

  /** The session by its id, for a socket that authenticated before; `seen` extends its idle time. Null when it ended. */
  async current(session: string, { seen = false }: { seen?: boolean } = {}): Promise<SessionContext | null> {
    return this.find('s.id = $1', session, seen);
  }

  private async find(where: string, key: Buffer | string, seen: boolean): Promise<SessionContext | null> {
    const now = this.clock.now();
    const { rows: [found] } = await this.pool.query<SessionContext>(
      `select ${columns} from session s join account a using (practitioner) where ${where} and s.expires_at > $2 and s.last_seen_at > $3 and a.state <> 'ended'`,
      [key, now, seconds(now, -this.config.session.idle)]);
    if (found === undefined) return null;
    // One write a minute is enough to know that somebody is there, and keeps reads from writing.
    const interval = Math.min(60, this.config.session.idle / 10);
    if (seen && seconds(found.lastSeenAt, interval) < now) await this.pool.query('update session set last_seen_at = $2 where id = $1 and last_seen_at < $2', [found.session, now]);
    return found;
  }

  /** Opens a session within the sign-in's transaction; a login counts as fresh. Answers the cookie's token. */
  async open(transaction: Transaction, who: { practitioner: PractitionerId; network: NetworkId; method: SessionContext['method'] }): Promise<{ token: string; session: string }> {
    const now = this.clock.now(), token = newToken(), session = randomUUID();
    await run(transaction, `insert into session (id, token_hash, network, practitioner, method, challenge, signed_in_at, last_seen_at, fresh_until, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [session, hashToken(token), who.network, who.practitioner, who.method, randomBytes(32), now, now, seconds(now, this.config.session.fresh), seconds(now, this.config.session.absolute)]);
    return { token, session };
  }

  /** After a step-up: a new token for the same session, fresh again; the old cookie is worth nothing. Null when the session ended meanwhile. */
  async rotate(transaction: Transaction, session: string, method: SessionContext['method']): Promise<string | null> {
    const now = this.clock.now(), token = newToken();
    const rows = await run(transaction, 'update session set token_hash = ?, fresh_until = ?, last_seen_at = ?, method = ? where id = ? returning id', [hashToken(token), seconds(now, this.config.session.fresh), now, method, session]);
    return rows.length === 1 ? token : null;
  }

  /** The session acts as `device` from now on; the caller has verified the signature. */
  async attach(transaction: Transaction, session: string, device: DeviceId): Promise<void> {
    await run(transaction, 'update session set device = ? where id = ?', [device, session]);
  }

  /** Live sessions of a person, newest first. */
  async list(practitioner: PractitionerId): Promise<SessionContext[]> {
    const now = this.clock.now();
    return (await this.pool.query<SessionContext>(`select ${columns} from session s join account a using (practitioner)
      where s.practitioner = $1 and s.expires_at > $2 and s.last_seen_at > $3 order by s.signed_in_at desc`, [practitioner, now, seconds(now, -this.config.session.idle)])).rows;
  }

  /** Ends sessions; answers the ids that were live, for `SessionEvents` after the commit. */
  async end(transaction: Transaction, which: { session: string; of?: PractitionerId } | { practitioners: readonly PractitionerId[] } | { devices: readonly DeviceId[] }): Promise<string[]> {
    const [condition, ...values] = 'session' in which ? (which.of === undefined ? ['id = ?', which.session] as const : ['id = ? and practitioner = ?', which.session, which.of] as const)
      : 'practitioners' in which ? ['practitioner = any (?::uuid[])', `{${which.practitioners.join(',')}}`] as const
        : ['device = any (?::uuid[])', `{${which.devices.join(',')}}`] as const;
    return (await run<{ id: string }>(transaction, `delete from session where ${condition} returning id`, values)).map((row) => row.id);
  }

  /** Removes sessions whose time is over; answers their ids. */
  async endExpired(): Promise<string[]> {
    const now = this.clock.now();
    return (await run<{ id: string }>(this.pool, 'delete from session where expires_at <= ? or last_seen_at <= ? returning id', [now, seconds(now, -this.config.session.idle)])).map((row) => row.id);
  }
}
