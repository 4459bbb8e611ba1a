/**
 * Passes on what a new device and one in use say to each other: opaque bytes, for minutes, one request to a person. What is
 * somebody else's does not exist; what was said once is not said again.
 */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { z } from 'zod';
import { limits, type DeviceLink, type DeviceLinkEnd, type DeviceLinkId, type DeviceLinkRequest, type DeviceLinkReveal, type DeviceLinkVault, type Instant, type PractitionerId } from '@comity/contracts';
import { Audited, type Unit } from '../../audit/audited.js';
import { Clock } from '../../clock.js';
import { POOL } from '../../database/pool.js';
import { run } from '../../database/run.js';
import { Refusal } from '../../http/refusal.js';
import type { SessionContext } from '../sessions/session-context.js';
import { SessionEvents } from '../sessions/session-events.js';
import { TokenBuckets } from '../sign-in/token-buckets.js';

interface Row { id: DeviceLinkId; name: string; commitment: Buffer; expiresAt: Date; openedBy: string; answeredBy: string | null; answer: Buffer | null; revealedKey: Buffer | null; revealedNonce: Buffer | null; sealed: Buffer | null }
const columns = 'id, name, commitment, expires_at as "expiresAt", opened_by as "openedBy", answered_by as "answeredBy", answer, revealed_key as "revealedKey", revealed_nonce as "revealedNonce", sealed';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const text = (held: Buffer | null): string | null => held?.toString('base64url') ?? null;

@Injectable()
export class LinkService {
  private readonly requests = new TokenBuckets(limits.linksAtOnce, limits.linksPerHour / 3_600);

  constructor(@Inject(POOL) private readonly pool: Pool, private readonly events: SessionEvents, private readonly audited: Audited, private readonly clock: Clock) {}

  /** One request to a person: an earlier one, of whichever session, is over. */
  request(by: SessionContext, { name, commitment }: z.infer<typeof DeviceLinkRequest>): Promise<DeviceLink> {
    return this.perform('identity.request-link', by, null, async ({ em, trace }) => {
      const now = this.clock.now();
      const wait = this.requests.take(by.practitioner, now.getTime());
      if (wait > 0) throw new Refusal('too-many-requests', { retryAfter: Math.ceil(wait) });
      const row: Row = { id: randomUUID() as DeviceLinkId, name, commitment: bytes(commitment), expiresAt: new Date(now.getTime() + limits.linkSeconds * 1_000), openedBy: by.session, answeredBy: null, answer: null, revealedKey: null, revealedNonce: null, sealed: null };
      trace.subject = row.id;
      await run(em, `insert into device_link (practitioner, id, name, commitment, opened_by, expires_at) values (?, ?, ?, ?, ?, ?)
        on conflict (practitioner) do update set id = excluded.id, name = excluded.name, commitment = excluded.commitment, opened_by = excluded.opened_by, expires_at = excluded.expires_at,
          answered_by = null, answer = null, revealed_key = null, revealed_nonce = null, sealed = null`, [by.practitioner, row.id, name, row.commitment, by.session, row.expiresAt]);
      return view(row, by);
    });
  }

  async waiting(by: SessionContext): Promise<DeviceLink[]> {
    return (await run<Row>(this.pool, `select ${columns} from device_link where practitioner = ? and opened_by <> ? and expires_at > ?`, [by.practitioner, by.session, this.clock.now()])).map((row) => view(row, by));
  }

  async read(by: SessionContext, id: DeviceLinkId): Promise<DeviceLink> {
    const [row] = await run<Row>(this.pool, `select ${columns} from device_link where id = ? and practitioner = ? and expires_at > ?`, [id, by.practitioner, this.clock.now()]);
    if (row === undefined) throw new Refusal('not-found');
    return view(row, by);
  }

  answer(by: SessionContext, id: DeviceLinkId, key: string): Promise<void> {
    return this.change('identity.answer-link', by, id, async (unit, row) => {
      mustBeInUse(by, row);
      if (row.answer !== null) throw done();
      await run(unit.em, 'update device_link set answer = ?, answered_by = ? where id = ?', [bytes(key), by.session, id]);
    });
  }

  reveal(by: SessionContext, id: DeviceLinkId, { key, nonce }: z.infer<typeof DeviceLinkReveal>): Promise<void> {
    return this.change('identity.reveal-link', by, id, async (unit, row) => {
      if (row.openedBy !== by.session || row.answer === null || row.revealedKey !== null) throw done();
      await run(unit.em, 'update device_link set revealed_key = ?, revealed_nonce = ? where id = ?', [bytes(key), bytes(nonce), id]);
    });
  }

  /** Where the new device's code was read, nothing was said before. */
  give(by: SessionContext, id: DeviceLinkId, { key, sealed }: z.infer<typeof DeviceLinkVault>): Promise<void> {
    return this.change('identity.give-link', by, id, async (unit, row) => {
      mustBeInUse(by, row);
      const answer = bytes(key);
      if (row.sealed !== null || (row.answer !== null && (row.answeredBy !== by.session || !row.answer.equals(answer)))) throw done();
      await run(unit.em, 'update device_link set answer = ?, answered_by = ?, sealed = ? where id = ?', [answer, by.session, bytes(sealed), id]);
    });
  }

  /** `differs` stands in the audit under a name of its own: somebody may have stood between the two devices. */
  end(by: SessionContext, id: DeviceLinkId, because: DeviceLinkEnd['because']): Promise<void> {
    return this.change(`identity.end-link-${because}`, by, id, async (unit) => { await run(unit.em, 'delete from device_link where id = ?', [id]); });
  }

  /** Removes requests whose time is over. */
  async endExpired(): Promise<void> {
    const ended = await run<{ practitioner: PractitionerId }>(this.pool, 'delete from device_link where expires_at <= ? returning practitioner', [this.clock.now()]);
    for (const { practitioner } of ended) this.events.emit('link', { practitioner });
  }

  private change(action: string, by: SessionContext, id: DeviceLinkId, work: (unit: Unit, row: Row) => Promise<void>): Promise<void> {
    return this.perform(action, by, id, async (unit) => {
      const [row] = await run<Row>(unit.em, `select ${columns} from device_link where id = ? and practitioner = ? and expires_at > ? for update`, [id, by.practitioner, this.clock.now()]);
      if (row === undefined) throw new Refusal('not-found');
      await work(unit, row);
    });
  }

  private perform<T>(action: string, by: SessionContext, subject: DeviceLinkId | null, work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.audited.perform({ action, actor: by.practitioner, subject }, (unit) => {
      unit.afterCommit(() => this.events.emit('link', { practitioner: by.practitioner }));
      return work(unit);
    });
  }
}

const done = (): Refusal => new Refusal('not-acceptable', { detail: 'Each step is taken once, in its turn, by the session whose turn it is.' });

/** Only a session that acts as a device has anything to give, and nobody answers themselves. */
function mustBeInUse(by: SessionContext, { openedBy }: Row): void {
  if (by.device === null) throw new Refusal('device-required');
  if (openedBy === by.session) throw done();
}

function view({ id, name, commitment, expiresAt, openedBy, answer, revealedKey, revealedNonce, sealed }: Row, by: SessionContext): DeviceLink {
  return {
    id, name, commitment: commitment.toString('base64url'), expiresAt: expiresAt.toISOString() as Instant, answer: text(answer),
    reveal: revealedKey === null || revealedNonce === null ? null : { key: revealedKey.toString('base64url'), nonce: revealedNonce.toString('base64url') },
    sealed: openedBy === by.session ? text(sealed) : null,
  };
}
