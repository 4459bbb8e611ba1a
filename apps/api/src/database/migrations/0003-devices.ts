/** Devices for life: passkeys that open the vault. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class Devices extends Migration {
  override async up(): Promise<void> {
    await this.execute('alter table passkey add column vault_sealed bytea');
    for (const comment of classify('passkey', { vault_sealed: 'ciphertext: the vault key, wrapped by what the passkey computes and the service never sees' })) await this.execute(comment);
  }
}
