/** Numbers of private cipher suites (0xF000 and above) do not fit a smallint. */
import { Migration } from '@mikro-orm/migrations';

export class Suites extends Migration {
  override up(): void {
    for (const table of ['space', 'key_package', 'last_resort_key_package']) this.addSql(`alter table ${table} alter column suite type integer`);
  }
}
