/** The schema of messaging: tables, their classification, and the three functions that write spaces. */
import { Migration } from '@mikro-orm/migrations';
import { barSpaces } from './bar-spaces.js';
import { comments } from './comments.js';
import { postItems } from './post-items.js';
import { storeCommit } from './store-commit.js';
import { tables } from './tables.js';

export class Messaging extends Migration {
  override up(): void {
    for (const statement of tables.split(/;\n/).map((text) => text.trim()).filter((text) => text !== '')) this.addSql(statement);
    for (const comment of comments) this.addSql(comment);
    for (const definition of [postItems, storeCommit, barSpaces]) this.addSql(definition.trim());
  }
}
