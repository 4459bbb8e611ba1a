/** Requests of one year, newest first: those of an earlier one lie behind all that came since. */
import { Migration } from '@mikro-orm/migrations';

export class MatterYears extends Migration {
  override async up(): Promise<void> {
    for (const side of ['requesting', 'requested']) await this.execute(`create index matter_${side}_year on matter (${side}, year, last_at desc, space desc)`);
  }
}
