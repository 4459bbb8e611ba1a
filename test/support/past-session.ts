/**
 * Lets the days of a session be over, since nobody turns the clock of a browser: all that the service keeps of when it is lies so many days earlier, on the same clock
 * of its zone. What parties signed may name no day of it.
 */
import { Client } from 'pg';
import type { MeetingSessionId } from '@comity/contracts';

/** Parameters: the session, the days. `s`: the session. */
const earlier = (column: string): string => `((${column} at time zone s.zone) - make_interval(days => $2)) at time zone s.zone`;
const dates = ['meeting_placement', 'meeting_published'].map((table) => `update ${table} set date = to_char(date::date - $2::integer, 'YYYY-MM-DD') where session = $1`);
const instants = [
  `update meeting_published p set starts_at = ${earlier('p.starts_at')}, ends_at = ${earlier('p.ends_at')} from meeting_session s where s.id = $1 and p.session = s.id`,
  `update meeting_publication p set published_at = ${earlier('p.published_at')} from meeting_session s where s.id = $1 and p.session = s.id`,
  `update meeting_booking b set during = tstzrange(${earlier('lower(b.during)')}, ${earlier('upper(b.during)')}, '[)') from meeting_session s where s.id = $1 and b.session = s.id`,
  `update meeting_session s set starts_at = ${earlier('s.starts_at')}, ends_at = ${earlier('s.ends_at')}, published_at = ${earlier('s.published_at')} where s.id = $1`,
];
/** Days by their names, wherever a row has them. */
const named = [['meeting_session', 'days', 'id'], ['meeting_session', 'locked', 'id'], ...['office', 'room', 'interpreter', 'delegate'].map((of) => [`meeting_${of}`, 'away', 'session'])] as const;

export async function letPass(database: string, session: MeetingSessionId, days: number): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    const { rows: [bound] } = await client.query("select id from meeting_request where session = $1 and (terms -> 'earliest' <> 'null' or terms -> 'latest' <> 'null') limit 1", [session]);
    if (bound !== undefined) throw new Error('a request names a day of the session');
    await client.query('begin');
    const { rows } = await client.query<{ before: string; after: string }>("select d ->> 'date' as before, to_char((d ->> 'date')::date - $2::integer, 'YYYY-MM-DD') as after from meeting_session, jsonb_array_elements(days) d where id = $1 order by 1", [session, days]);
    for (const { before, after } of rows) for (const [table, column, key] of named) await client.query(`update ${table} set ${column} = replace(${column}::text, $2, $3)::jsonb where ${key} = $1`, [session, before, after]);
    for (const statement of [...dates, ...instants]) await client.query(statement, [session, days]);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
