/** A draft says who put each meeting where it lies, so that whoever is overtaken by a colleague knows whom to ask. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class Editors extends Migration {
  override async up(): Promise<void> {
    await this.execute('alter table meeting_placement add column edited_by uuid');
    for (const comment of classify('meeting_placement', { edited_by: 'routing: who put the meeting there last; null: its request ended' })) await this.execute(comment);
  }
}
