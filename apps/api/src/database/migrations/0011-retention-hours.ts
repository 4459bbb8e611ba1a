/** What is kept may be kept for hours: the service counts in them. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class RetentionHours extends Migration {
  override async up(): Promise<void> {
    await this.execute('alter table space add column retention_hours integer check (retention_hours between 1 and 87600)');
    await this.execute('update space set retention_hours = retention_days * 24 where retention_days is not null');
    // Its index goes with it.
    await this.execute('alter table space drop column retention_days');
    await this.execute('create index space_retention on space (id) where retention_hours is not null');
    for (const comment of classify('space', {
      retention_hours: 'operational: how many hours after the newest item of an epoch its items are destroyed; null: never. Stands in the public group info',
    })) await this.execute(comment);
  }
}
