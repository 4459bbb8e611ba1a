/** Spaces that are case files: the one kind that can be held. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class CaseFiles extends Migration {
  override async up(): Promise<void> {
    await this.execute("alter table space drop constraint space_kind_check, add constraint space_kind_check check (kind in ('direct', 'channel', 'case-file'))");
    for (const comment of classify('space', {
      kind: 'routing: direct, channel or case-file; decides how many people may be inside, and whether it can be held',
      retention_days: 'operational: how many days after the newest item of an epoch its items are destroyed; null: never. Stands in the public group info',
      hold: 'operational: legal hold of a case file, nothing is destroyed. Stands in the public group info',
    })) await this.execute(comment);
  }
}
