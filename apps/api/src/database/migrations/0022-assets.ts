/** What the service is told of assets, if the network wants that: since when, and what each is worth by order of magnitude. Their stages are in the steps. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class Assets extends Migration {
  override async up(): Promise<void> {
    await this.execute('alter table figures_setting add column assets_from timestamptz(3)');
    await this.execute(`create table matter_asset (
      space uuid not null references matter,
      item uuid not null,
      amount text not null check (amount in ('0', '10k', '100k', '1m', '10m', '100m', 'unknown')),
      told_by uuid not null,
      told_at timestamptz(3) not null,
      primary key (space, item))`);
    for (const comment of classify('figures_setting', { assets_from: 'operational: since when assets are told, by the clock by which spaces begin' })) await this.execute(comment);
    for (const comment of classify('matter_asset', {
      space: 'routing', item: 'routing: the asset, by an id that says nothing', amount: 'operational: order of magnitude in United States dollars, if the network asks for it', told_by: 'routing: who told it last', told_at: 'operational',
    })) await this.execute(comment);
  }
}
