/**
 * While the demo is made, the service's database dates entries by the story instead of by its own clock. That takes the
 * database's owner, as writing into its tables would: the service has no setting for it and does not know of it.
 */
import { Client } from 'pg';

/** The functions that date entries find this clock before the database's own. */
const turn = `
  create schema story;
  create table story.clock (behind interval not null);
  insert into story.clock values ('0');
  create function story.clock_timestamp() returns timestamptz language sql volatile as $$ select pg_catalog.clock_timestamp() - behind from story.clock $$;
  alter function post_items set search_path = story, public, pg_catalog;
  alter function store_commit set search_path = story, public, pg_catalog`;

const turnBack = `
  alter function post_items reset search_path;
  alter function store_commit reset search_path;
  drop schema story cascade`;

/** Resolves when `tell` has, which is given what sets how many milliseconds the story is behind; then the database has its own time again. */
export async function inStoryTime(url: string, tell: (follow: (behind: number) => Promise<void>) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(turn);
    try {
      await tell(async (behind) => { await client.query(`update story.clock set behind = $1 * interval '1 millisecond'`, [behind]); });
    } finally {
      await client.query(turnBack);
    }
  } finally {
    await client.end();
  }
}
