/** One way to run a statement, whether the transaction at hand is MikroORM's or a client of the pool. */
import { EntityManager } from '@mikro-orm/postgresql';
import type { ClientBase, Pool } from 'pg';

/** What a statement can run in; pass the transaction's own manager or client, never the pool, where atomicity matters. */
export type Transaction = EntityManager | ClientBase | Pool;

/** Runs `sql` with `?` in place of each parameter, in order, and answers its rows. */
export async function run<Row extends object>(transaction: Transaction, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  if (transaction instanceof EntityManager) return transaction.execute<Row[]>(sql, [...parameters]);
  let index = 0;
  const numbered = sql.replaceAll('?', () => `$${(index += 1)}`);
  return (await transaction.query<Row>(numbered, [...parameters])).rows;
}
