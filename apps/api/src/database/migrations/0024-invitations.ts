/** Invitations to meetings by e-mail: who wants them where, and what waits to be sent. The address of a screen in the hall. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

const tables = [
  `create table meeting_mail (
    practitioner uuid primary key, network uuid not null references network, address text not null, language text not null, confirmed_at timestamptz(3),
    code_hash bytea, code_at timestamptz(3), code_tries smallint not null default 0)`,
  'create table meeting_mail_codes (practitioner uuid primary key, sent_at timestamptz(3)[] not null)',
  `create table meeting_mail_queue (
    id uuid primary key, practitioner uuid not null references meeting_mail on delete cascade, session uuid not null references meeting_session, request uuid not null, version integer not null, lies_in integer not null, cancelled boolean not null,
    made_at timestamptz(3) not null, next_at timestamptz(3) not null, attempts smallint not null default 0, held_until timestamptz(3), unique (practitioner, request))`,
  'create index meeting_mail_queue_next on meeting_mail_queue (next_at)',
  'create table meeting_screen (session uuid primary key references meeting_session, token_hash bytea not null unique, names boolean not null, made_by uuid not null, made_at timestamptz(3) not null)',
];
const classes = {
  meeting_mail: {
    practitioner: 'routing', network: 'routing', address: 'personal: where this person wants invitations', language: 'personal: in which language', confirmed_at: 'operational: since when the address is known to be theirs',
    code_hash: 'operational: SHA-256 of the code that was sent there', code_at: 'operational', code_tries: 'operational',
  },
  meeting_mail_codes: { practitioner: 'routing', sent_at: 'operational: when codes were sent for this person, to whatever addresses; forgotten after a day' },
  meeting_mail_queue: {
    id: 'operational: also the name of the message', practitioner: 'routing', session: 'routing', request: 'routing', version: 'operational: of the published timetable', lies_in: 'operational: the version in which the meeting lies', cancelled: 'operational',
    made_at: 'operational', next_at: 'operational: not to be tried before', attempts: 'operational', held_until: 'operational: until when a process sends it',
  },
  meeting_screen: { session: 'routing', token_hash: 'operational: SHA-256 of the secret of the address', names: 'operational: whether it names offices', made_by: 'routing', made_at: 'operational' },
} as const;

export class Invitations extends Migration {
  override async up(): Promise<void> {
    for (const statement of tables) await this.execute(statement);
    for (const [table, columns] of Object.entries(classes)) for (const comment of classify(table, columns)) await this.execute(comment);
  }
}
