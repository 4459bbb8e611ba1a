/** Linking a device with the help of one in use: one request to a person, for minutes. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

export class Links extends Migration {
  override async up(): Promise<void> {
    await this.execute(`create table device_link (
      practitioner uuid primary key references account,
      id uuid not null unique,
      name text not null,
      commitment bytea not null,
      opened_by uuid not null,
      answered_by uuid,
      answer bytea,
      revealed_key bytea,
      revealed_nonce bytea,
      sealed bytea,
      expires_at timestamptz(3) not null)`);
    await this.execute('create index device_link_expires_at on device_link (expires_at)');
    for (const comment of classify('device_link', {
      practitioner: 'routing', id: 'routing', name: 'personal: what the new device will be called', commitment: 'operational: hash of what the new device reveals later',
      opened_by: 'routing: session of the new device', answered_by: 'routing: session of the device in use', answer: 'public-key: of the device in use, for this request alone',
      revealed_key: 'public-key: of the new device, for this request alone', revealed_nonce: 'operational: random bytes of the commitment, revealed', sealed: 'ciphertext: the vault key, sealed to the new device', expires_at: 'operational',
    })) await this.execute(comment);
  }
}
