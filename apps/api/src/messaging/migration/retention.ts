/**
 * What a space's policy says of its past, so that the service can do its part: destroy the ciphertext whose keys the members
 * destroy. Of a destroyed item its SHA-256 is left, so that the transcript's chain stays verifiable.
 */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../../database/classification.js';

const statements = [
  `alter table space add column retention_days integer check (retention_days between 1 and 3650), add column hold boolean not null default false, add column destroyed_seq bigint not null default 0 check (destroyed_seq >= 0)`,
  `create index space_retention on space (id) where retention_days is not null`,
  `alter table entry alter column bytes drop not null, add column hash bytea check (octet_length(hash) = 32)`,
  `alter table entry add constraint entry_kept_or_destroyed check (bytes is not null or (type = 'item' and hash is not null))`,
  ...classify('space', {
    retention_days: 'operational: after how many days items of an epoch that ended are destroyed; null: never. Stands in the public group info',
    hold: 'operational: legal hold, nothing is destroyed. Stands in the public group info',
    destroyed_seq: 'operational: items up to this number are destroyed',
  }),
  ...classify('entry', {
    bytes: 'ciphertext: sealed item with its clear header, or public MLS commit; null once destroyed',
    hash: 'operational: SHA-256 of a destroyed item, for the transcript',
  }),
];

export class Retention extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}
