/** Cases of forums have references beside their ids, and talks can be begun by an office. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class KindsOfSessions extends Migration {
  override async up(): Promise<void> {
    await this.execute(`update meeting_session set cases = (select jsonb_agg(jsonb_build_object('id', value, 'reference', number::text) order by number) from jsonb_array_elements_text(cases) with ordinality as each (value, number)) where cases <> '[]'`);
    await this.execute('alter table meeting_session add column founder uuid');
    await this.execute('create index meeting_session_founder on meeting_session (founder) where founder is not null');
    for (const comment of classify('meeting_session', { cases: 'operational: those of a forum, by ids and by references that are no names', founder: 'routing: the office that began talks; null: a session of the secretariat' })) await this.execute(comment);
  }
}
