/**
 * The database's own clock, which dates entries, turned as the others are: the functions that write spaces find
 * another `clock_timestamp` first. Whoever is writing ends first, and whoever comes meanwhile waits until `turnOthers` is done:
 * an item that is under way must not be dated by the one clock and received by the other.
 */
import { Client } from 'pg';

const once = `
  create table if not exists turned_clock (ahead interval not null);
  insert into turned_clock select '0' where not exists (select from turned_clock);
  create or replace function public.clock_timestamp() returns timestamptz language sql volatile as $$ select pg_catalog.clock_timestamp() + ahead from public.turned_clock $$;
  alter function post_items set search_path = public, pg_catalog;
  alter function store_commit set search_path = public, pg_catalog`;

export async function turnDatabase(url: string, milliseconds: number, turnOthers: () => void = () => undefined): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(once);
    await client.query('begin');
    await client.query('lock table turned_clock in access exclusive mode');
    await client.query(`update turned_clock set ahead = ahead + $1 * interval '1 millisecond'`, [milliseconds]);
    turnOthers();
    await client.query('commit');
  } finally {
    await client.end();
  }
}
