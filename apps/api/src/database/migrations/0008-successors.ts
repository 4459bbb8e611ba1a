/** Invitations for people who lost everything and are vouched for anew. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class Successors extends Migration {
  override async up(): Promise<void> {
    await this.execute('alter table invitation add column supersedes uuid');
    for (const comment of classify('invitation', { supersedes: 'routing: the identity that ends when this one is vouched for' })) await this.execute(comment);
  }
}
