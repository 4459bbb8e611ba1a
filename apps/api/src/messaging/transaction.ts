/** A transaction on a connection of the message pool. The caller's error is rethrown; an outage becomes `unavailable`. */
import type { Pool, PoolClient } from 'pg';
import { isOutage } from '../database/outage.js';
import { Refusal } from '../http/refusal.js';
import { patience } from './patience.js';

/**
 * Commits what `work` did when it returns. If the commit itself is lost its effect is unknown; every operation here is
 * idempotent by its id, so the client tries again.
 */
export async function transactionally<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw isOutage(error) ? new Refusal('unavailable') : error;
  }
  let broken: Error | undefined;
  try {
    await client.query(`begin; set local idle_in_transaction_session_timeout = ${patience}; set local lock_timeout = ${patience}`);
    const value = await work(client);
    await client.query('commit');
    return value;
  } catch (error) {
    if (isOutage(error)) {
      broken = error as Error;
      throw new Refusal('unavailable');
    }
    await client.query('rollback').catch((failure: unknown) => { broken = failure as Error; });
    throw error;
  } finally {
    client.release(broken);
  }
}
