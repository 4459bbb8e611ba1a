/** What became of meetings, by the signed words of their parties. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class Outcomes extends Migration {
  override async up(): Promise<void> {
    await this.execute(`create table meeting_outcome (
      request uuid not null references meeting_request, authority uuid not null, number integer not null check (number > 0), body jsonb not null, signature text not null, hash text not null, taken_at timestamptz(3) not null,
      primary key (request, authority, number))`);
    await this.execute('create trigger meeting_outcome_append_only before update or delete or truncate on meeting_outcome execute function refuse_change()');
    // A meeting as it was published last, whatever versions came after it.
    await this.execute('create index meeting_published_request on meeting_published (request, version)');
    for (const comment of classify('meeting_outcome', {
      request: 'routing', authority: 'routing: the party that says it', number: 'operational', body: 'routing: held, cut short, not held with a coarse reason, or who did not come, with the person and device that signed', signature: 'signature: of that device', hash: 'operational: of this word, which the next one names',
      taken_at: 'operational',
    })) await this.execute(comment);
  }
}
