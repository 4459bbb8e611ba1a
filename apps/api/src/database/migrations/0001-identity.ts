/** Identity and audit: the network and its statements, accounts and their secrets, sessions, invitations, vaults. */
import { Migration } from '@mikro-orm/migrations';
import { classify, type Classified } from '../classification.js';

const tables: Record<string, { ddl: string; columns: Record<string, Classified> }> = {
  schema_migration: { ddl: '', columns: { id: 'operational', name: 'operational: migration', executed_at: 'operational' } },
  network: {
    ddl: `create table network (
      id uuid primary key,
      only_one boolean not null default true unique check (only_one),
      name text not null,
      pin text not null,
      head bigint not null default 0 check (head >= 0),
      founded_at timestamptz(3) not null)`,
    columns: { id: 'routing', only_one: 'operational: one network to a service', name: 'personal: name of the network', pin: 'signature: id of the founding statement', head: 'operational: position of the last statement', founded_at: 'operational' },
  },
  statement: {
    ddl: `create table statement (
      network uuid not null references network,
      position bigint not null check (position > 0),
      id text not null unique,
      kind text not null,
      body jsonb not null,
      signatures jsonb not null,
      accepted_at timestamptz(3) not null,
      primary key (network, position))`,
    columns: {
      network: 'routing', position: 'routing: order of the chain of trust, without gaps', id: 'signature: hash of the signed bytes', kind: 'routing',
      body: 'personal: names, functions and public keys of practitioners, as every member sees them', signatures: 'signature', accepted_at: 'operational',
    },
  },
  pending_statement: {
    ddl: `create table pending_statement (
      id text primary key,
      network uuid not null references network,
      body jsonb not null,
      signatures jsonb not null,
      proposed_by uuid not null,
      proposed_at timestamptz(3) not null)`,
    columns: { id: 'signature: hash of the signed bytes', network: 'routing', body: 'personal: as statement.body', signatures: 'signature', proposed_by: 'routing', proposed_at: 'operational' },
  },
  account: {
    ddl: `create table account (
      practitioner uuid primary key,
      network uuid not null references network,
      authority uuid not null,
      login text not null unique,
      state text not null check (state in ('awaiting-vouching', 'active', 'ended')),
      auth_hash bytea not null,
      auth_salt bytea not null,
      auth_memory integer not null,
      auth_passes integer not null,
      totp_sealed bytea not null,
      totp_last_step bigint not null,
      created_at timestamptz(3) not null)`,
    columns: {
      practitioner: 'routing', network: 'routing', authority: 'routing', login: 'personal: what the person types to sign in', state: 'operational',
      auth_hash: 'operational: argon2id of a key derived from the passphrase; does not open the vault', auth_salt: 'operational', auth_memory: 'operational: argon2id, KiB', auth_passes: 'operational: argon2id',
      totp_sealed: 'operational: shared secret of RFC 6238, which the service must be able to open; sealed under SECRET_KEY, or under a key in this database', totp_last_step: 'operational: no code counts twice', created_at: 'operational',
    },
  },
  vault: {
    ddl: `create table vault (
      practitioner uuid primary key references account,
      passphrase_kdf jsonb not null,
      passphrase_sealed bytea not null,
      recovery_sealed bytea not null,
      updated_at timestamptz(3) not null)`,
    columns: { practitioner: 'routing', passphrase_kdf: 'operational: salt and cost the client chose', passphrase_sealed: 'ciphertext', recovery_sealed: 'ciphertext', updated_at: 'operational' },
  },
  vault_record: {
    ddl: `create table vault_record (
      practitioner uuid not null references vault,
      name text not null,
      version integer not null check (version > 0),
      sealed bytea not null,
      updated_at timestamptz(3) not null,
      primary key (practitioner, name))`,
    columns: { practitioner: 'routing', name: 'routing: `main`, or the space it belongs to', version: 'operational', sealed: 'ciphertext', updated_at: 'operational' },
  },
  session: {
    ddl: `create table session (
      id uuid primary key,
      token_hash bytea not null unique,
      network uuid not null references network,
      practitioner uuid not null references account,
      device uuid,
      method text not null check (method in ('passkey', 'passphrase')),
      challenge bytea not null,
      signed_in_at timestamptz(3) not null,
      last_seen_at timestamptz(3) not null,
      fresh_until timestamptz(3) not null,
      expires_at timestamptz(3) not null);
      create index session_practitioner on session (practitioner);
      create index session_expires_at on session (expires_at)`,
    columns: {
      id: 'operational', token_hash: 'operational: SHA-256 of the cookie', network: 'routing', practitioner: 'routing', device: 'routing: whose key the session proved', method: 'operational', challenge: 'operational: what a device signs to attach',
      signed_in_at: 'operational', last_seen_at: 'operational', fresh_until: 'operational', expires_at: 'operational',
    },
  },
  passkey: {
    ddl: `create table passkey (
      id text primary key,
      practitioner uuid not null references account,
      name text not null,
      public_key bytea not null,
      counter bigint not null,
      transports jsonb not null,
      created_at timestamptz(3) not null,
      last_used_at timestamptz(3));
      create index passkey_practitioner on passkey (practitioner)`,
    columns: { id: 'public-key: credential id', practitioner: 'routing', name: 'personal: what the person calls it', public_key: 'public-key', counter: 'operational', transports: 'operational', created_at: 'operational', last_used_at: 'operational' },
  },
  passkey_ceremony: {
    ddl: `create table passkey_ceremony (
      challenge_hash bytea primary key,
      purpose text not null check (purpose in ('sign-in', 'step-up', 'registration')),
      bound_to bytea not null,
      expires_at timestamptz(3) not null);
      create index passkey_ceremony_expires_at on passkey_ceremony (expires_at)`,
    columns: { challenge_hash: 'operational: SHA-256 of a challenge that counts once', purpose: 'operational', bound_to: 'operational: SHA-256 of the attempt or session it was given to', expires_at: 'operational' },
  },
  invitation: {
    ddl: `create table invitation (
      id uuid primary key,
      network uuid not null references network,
      authority uuid not null,
      role text not null check (role in ('practitioner', 'focal-point')),
      token_hash bytea not null unique,
      invited_by uuid not null references account,
      created_at timestamptz(3) not null,
      expires_at timestamptz(3) not null,
      access_until timestamptz(3),
      withdrawn_at timestamptz(3),
      vouched_at timestamptz(3),
      person uuid unique,
      person_name text,
      person_title text,
      person_key bytea,
      person_proof bytea,
      enrolled_at timestamptz(3));
      create index invitation_authority on invitation (authority)`,
    columns: {
      id: 'routing', network: 'routing', authority: 'routing', role: 'routing', token_hash: 'operational: SHA-256 of a token that counts once', invited_by: 'routing', created_at: 'operational', expires_at: 'operational', access_until: 'operational', withdrawn_at: 'operational', vouched_at: 'operational',
      person: 'routing', person_name: 'personal', person_title: 'personal', person_key: 'public-key', person_proof: 'signature: MAC under the secret of the link, which the service never sees', enrolled_at: 'operational',
    },
  },
  service_secret: {
    ddl: 'create table service_secret (name text primary key, value bytea not null)',
    columns: { name: 'operational', value: 'operational: random keys of the service itself; none of them opens content' },
  },
  audit_entry: {
    ddl: `create table audit_entry (
      seq bigint primary key check (seq > 0),
      at timestamptz(3) not null,
      actor text,
      action text not null,
      subject text,
      outcome text not null check (outcome in ('allow', 'deny')),
      rule text,
      hash bytea not null)`,
    columns: { seq: 'operational: without gaps', at: 'operational', actor: 'routing: a practitioner, or nobody', action: 'operational', subject: 'routing: an id', outcome: 'operational', rule: 'operational: why', hash: 'signature: SHA-256 over the entry before and this one' },
  },
  audit_head: {
    ddl: `create table audit_head (
      only_one boolean primary key default true check (only_one),
      seq bigint not null,
      hash bytea not null);
      insert into audit_head (seq, hash) values (0, '\\x0000000000000000000000000000000000000000000000000000000000000000')`,
    columns: { only_one: 'operational', seq: 'operational: of the last entry', hash: 'signature: of the last entry' },
  },
};

/** What was once accepted or recorded is never changed by the service. */
const appendOnly = `
  create function refuse_change() returns trigger language plpgsql as $$ begin raise exception '% is append-only', tg_table_name; end $$;
  create trigger statement_append_only before update or delete or truncate on statement execute function refuse_change();
  create trigger audit_entry_append_only before update or delete or truncate on audit_entry execute function refuse_change()`;

export class Identity extends Migration {
  override async up(): Promise<void> {
    for (const [table, { ddl, columns }] of Object.entries(tables)) {
      if (ddl !== '') await this.execute(ddl);
      for (const comment of classify(table, columns)) await this.execute(comment);
    }
    await this.execute(appendOnly);
  }
}
