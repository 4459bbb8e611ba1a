/** Spaces that hold a request between two authorities. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class Requests extends Migration {
  override async up(): Promise<void> {
    await this.execute("alter table space drop constraint space_kind_check, add constraint space_kind_check check (kind in ('direct', 'channel', 'case-file', 'request'))");
    for (const comment of classify('space', {
      kind: 'routing: direct, channel, case-file or request; decides how many people may be inside, whether it can be held, and whether it is kept for good',
    })) await this.execute(comment);
  }
}
