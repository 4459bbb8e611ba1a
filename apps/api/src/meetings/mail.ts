/** Whether a person wants invitations by e-mail, and where: an address that they have shown to be theirs, until they take it back. */
import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { Pool } from 'pg';
import type { MailLanguage, MailStatus, MailWish } from '@comity/contracts';
import { Audited } from '../audit/audited.js';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { Refusal } from '../http/refusal.js';
import { Log } from '../http/log.js';
import type { SessionContext } from '../identity/sessions/session-context.js';
import { takeCode } from './mail-codes.js';
import { standingAt } from './mail-invited.js';
import { codeMail } from './mail-message.js';
import { Mailer } from './mailer.js';
import { MailQueue } from './mail-queue.js';

const codeLife = 30 * 60_000;
const mostTries = 5;

interface Row { address: string; language: MailLanguage; confirmedAt: Date | null; codeHash: Buffer | null; codeAt: Date | string | null; codeTries: number }
const held = 'select address, language, confirmed_at as "confirmedAt", code_hash as "codeHash", code_at as "codeAt", code_tries as "codeTries" from meeting_mail where practitioner = ?';
const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

@Injectable()
export class MeetingMail {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly mailer: Mailer, private readonly queue: MailQueue, private readonly audited: Audited, private readonly clock: Clock, private readonly log: Log) {}

  status(by: SessionContext): Promise<MailStatus> { return this.statusIn(this.pool, by); }

  /** Sends a code, unless the address is confirmed already. */
  async set(by: SessionContext, { address, language }: MailWish): Promise<MailStatus> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const asked = await this.audited.perform({ action: 'meetings.set-mail', actor: by.practitioner }, async ({ em }) => {
      if (!this.mailer.available) throw new Refusal('not-acceptable', { detail: 'This service sends no mail.' });
      const [row] = await run<Row>(em, `${held} for update`, [by.practitioner]), now = this.clock.now();
      if (row !== undefined && row.confirmedAt !== null && row.address === address) {
        await run(em, 'update meeting_mail set language = ? where practitioner = ?', [language, by.practitioner]);
        return false;
      }
      const wait = await takeCode(em, by.practitioner, now);
      if (wait > 0) throw new Refusal('too-many-requests', { retryAfter: wait });
      await run(em, 'delete from meeting_mail_queue where practitioner = ?', [by.practitioner]);
      await run(em, `insert into meeting_mail (practitioner, network, address, language, code_hash, code_at) values (?, ?, ?, ?, ?, ?)
        on conflict (practitioner) do update set address = excluded.address, language = excluded.language, confirmed_at = null, code_hash = excluded.code_hash, code_at = excluded.code_at, code_tries = 0`,
      [by.practitioner, by.network, address, language, hashOf(code), now]);
      return true;
    });
    if (asked) await this.mailer.send(codeMail(code, { id: randomUUID(), to: address, language })).catch((error: unknown) => {
      this.log.warn('mail-not-given', { practitioner: by.practitioner, error });
      throw new Refusal('unavailable', { detail: 'The code could not be sent.' });
    });
    return this.status(by);
  }

  /** From now on; and once what is published already. */
  async confirm(by: SessionContext, code: string): Promise<MailStatus> {
    // Counted whatever comes of it.
    const [row] = await run<Row>(this.pool, `with tried as (update meeting_mail set code_tries = code_tries + 1 where practitioner = ? and code_tries < ${mostTries} returning practitioner) ${held} and practitioner in (select practitioner from tried)`, [by.practitioner, by.practitioner]);
    return this.audited.perform({ action: 'meetings.confirm-mail', actor: by.practitioner }, async ({ em, afterCommit }) => {
      const now = this.clock.now();
      const fits = row?.codeHash != null && row.codeAt !== null && now.getTime() - new Date(row.codeAt).getTime() <= codeLife && timingSafeEqual(row.codeHash, hashOf(code));
      if (!fits) throw new Refusal('not-acceptable', { detail: 'The code is another one, or too old.' });
      const taken = await run(em, 'update meeting_mail set confirmed_at = ?, code_hash = null where practitioner = ? and code_hash = ? returning practitioner', [now, by.practitioner, row.codeHash]);
      if (taken.length === 0) throw new Refusal('not-acceptable', { detail: 'The code is another one, or too old.' });
      for (const session of await standingAt(em, by.network, by.authority)) await this.queue.tellAll(em, session, by.practitioner);
      afterCommit(() => { void this.queue.sweep(); });
      return this.statusIn(em, by);
    });
  }

  end(by: SessionContext): Promise<void> {
    return this.audited.perform({ action: 'meetings.end-mail', actor: by.practitioner }, async ({ em }) => { await run(em, 'delete from meeting_mail where practitioner = ?', [by.practitioner]); });
  }

  private async statusIn(transaction: Transaction, { practitioner }: SessionContext): Promise<MailStatus> {
    const [row] = await run<Row>(transaction, held, [practitioner]);
    return { available: this.mailer.available, address: row?.address ?? null, language: row?.language ?? null, confirmed: row !== undefined && row.confirmedAt !== null };
  }
}
