/** The working days of States, as their authorities state them. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class StatedDays extends Migration {
  override async up(): Promise<void> {
    await this.execute(`create table stated_days (
      network uuid not null references network,
      authority uuid not null,
      body jsonb not null,
      signature text not null,
      issued_at timestamptz(3) not null,
      primary key (network, authority))`);
    for (const comment of classify('stated_days', {
      network: 'routing', authority: 'routing: whose word it is', body: 'operational: the weekly rest days and public holidays of its State, which are public', signature: 'signature: of the focal point who stated them', issued_at: 'operational: that of the body',
    })) await this.execute(comment);
  }
}
