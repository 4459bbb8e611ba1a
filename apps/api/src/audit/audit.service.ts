/**
 * The hash-chained record of every allow and deny (G8). An allow is written in the transaction of its effect; a deny,
 * which has none, in its own. Whoever keeps a past head outside the service notices any later edit, removal or
 * reordering; who holds the database alone could still rewrite the whole chain, which is why heads belong elsewhere, too.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Clock } from '../clock.js';
import { POOL } from '../database/pool.js';
import { run, type Transaction } from '../database/run.js';
import { chainHash, genesis, type AuditEntry, type AuditRecord } from './audit-entry.js';

export type AuditVerdict = { intact: true; head: { seq: number; hash: Buffer } } | { intact: false; seq: number };

@Injectable()
export class AuditService {
  constructor(@Inject(POOL) private readonly pool: Pool, private readonly clock: Clock) {}

  /**
   * Appends inside the caller's transaction. Call it last: from here to the commit every other audited transaction waits.
   */
  async append(transaction: Transaction, record: AuditRecord): Promise<void> {
    const [head] = await run<{ seq: string; hash: Buffer }>(transaction, 'update audit_head set seq = seq + 1 returning seq, hash');
    if (head === undefined) throw new Error('The audit chain has no head');
    const entry = { ...record, rule: record.rule ?? null, seq: Number(head.seq), at: this.clock.now() };
    const hash = chainHash(head.hash, entry);
    await run(transaction, `with entry as (insert into audit_entry (seq, at, actor, action, subject, outcome, rule, hash) values (?, ?, ?, ?, ?, ?, ?, ?))
      update audit_head set hash = ?`, [entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.outcome, entry.rule, hash, hash]);
  }

  /** Records a denial on its own. */
  async deny(record: Omit<AuditRecord, 'outcome'>): Promise<void> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      await client.query('begin');
      await this.append(client, { ...record, outcome: 'deny' });
      await client.query('commit');
    } catch (error) {
      failure = error instanceof Error ? error : new Error('The denial could not be recorded');
      await client.query('rollback').catch(() => undefined);
      throw failure;
    } finally {
      client.release(failure);
    }
  }

  /** Recomputes the chain from the first entry; `anchor`, a head kept elsewhere, also shows a rewritten or shortened one. */
  async verify(anchor?: { seq: number; hash: Uint8Array }): Promise<AuditVerdict> {
    const page = 5_000;
    let seq = 0, hash: Buffer = genesis, anchored = anchor === undefined || anchor.seq === 0;
    for (;;) {
      const { rows } = await this.pool.query<Omit<AuditEntry, 'seq'> & { seq: string }>('select seq, at, actor, action, subject, outcome, rule, hash from audit_entry where seq > $1 order by seq limit $2', [seq, page]);
      for (const row of rows) {
        const expected = chainHash(hash, { ...row, seq: Number(row.seq) });
        if (Number(row.seq) !== seq + 1 || !expected.equals(row.hash)) return { intact: false, seq: seq + 1 };
        seq += 1;
        hash = expected;
        if (anchor?.seq === seq) {
          if (!hash.equals(anchor.hash)) return { intact: false, seq };
          anchored = true;
        }
      }
      if (rows.length < page) break;
    }
    const { rows: [head] } = await this.pool.query<{ seq: string; hash: Buffer }>('select seq, hash from audit_head');
    if (!anchored || head === undefined || Number(head.seq) !== seq || !head.hash.equals(hash)) return { intact: false, seq: seq + 1 };
    return { intact: true, head: { seq, hash } };
  }
}
