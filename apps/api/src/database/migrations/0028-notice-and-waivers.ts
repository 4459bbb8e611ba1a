/** Sessions have a shortest notice, and a draft says why a meeting lies where its offices had not agreed to. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class NoticeAndWaivers extends Migration {
  override async up(): Promise<void> {
    await this.execute('alter table meeting_session add column notice smallint not null default 15 check (notice between 0 and 1440)');
    await this.execute('alter table meeting_placement add column waiver text, add constraint meeting_placement_waiver check (waiver is null or (pinned and date is not null))');
    for (const comment of classify('meeting_session', { notice: 'operational: minutes before which nobody is sent to a meeting' })) await this.execute(comment);
    for (const comment of classify('meeting_placement', { waiver: 'operational: a coarse reason why it is pinned outside of the agreed times or at short notice; null: it is not' })) await this.execute(comment);
  }
}
