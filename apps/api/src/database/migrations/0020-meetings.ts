/** Sessions at which authorities meet: what they have, what is asked for, the timetable, and bookings that hold nothing twice. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

const tables = [
  `create table meeting_session (
    id uuid primary key, network uuid not null references network, version integer not null, kind text not null, title text not null, place text, zone text not null,
    state text not null check (state in ('preparing', 'open', 'closed')), deadline timestamptz(3), requests_per_office integer, slot_minutes integer not null, days jsonb not null, cases jsonb not null,
    starts_at timestamptz(3) not null, ends_at timestamptz(3) not null, draft_version integer not null default 0, lock_version integer not null default 0, locked jsonb not null default '[]',
    published integer not null default 0, published_at timestamptz(3), created_by uuid not null, created_at timestamptz(3) not null)`,
  'create index meeting_session_network on meeting_session (network, starts_at)',
  `create table meeting_office (
    id uuid not null unique default gen_random_uuid(), session uuid not null references meeting_session, authority uuid not null, version integer not null, requests integer, away jsonb not null, remote jsonb, primary key (session, authority))`,
  'create index meeting_office_authority on meeting_office (authority, session)',
  `create table meeting_room (
    id uuid primary key, session uuid not null references meeting_session, version integer not null, name text not null, class text not null, seats integer not null, security smallint not null, equipment jsonb not null, away jsonb not null)`,
  'create index meeting_room_session on meeting_room (session)',
  'create table meeting_interpreter (id uuid primary key, session uuid not null references meeting_session, version integer not null, name text not null, pair jsonb not null, away jsonb not null)',
  'create index meeting_interpreter_session on meeting_interpreter (session)',
  `create table meeting_delegate (
    id uuid primary key, session uuid not null, authority uuid not null, version integer not null, name text not null, practitioner uuid, away jsonb not null, remote jsonb,
    foreign key (session, authority) references meeting_office)`,
  'create index meeting_delegate_session on meeting_delegate (session, authority)',
  'create unique index meeting_delegate_person on meeting_delegate (session, practitioner) where practitioner is not null',
  `create table meeting_request (
    id uuid primary key, session uuid not null references meeting_session, version integer not null, state text not null check (state in ('asked', 'countered', 'accepted', 'declined', 'withdrawn')),
    parties uuid[] not null, terms jsonb not null, consents jsonb not null, hash text not null)`,
  'create index meeting_request_session on meeting_request (session, id)',
  `create table meeting_act (
    request uuid not null references meeting_request, number integer not null check (number > 0), body jsonb not null, signature text not null, taken_at timestamptz(3) not null, primary key (request, number))`,
  'create trigger meeting_act_append_only before update or delete or truncate on meeting_act execute function refuse_change()',
  `create table meeting_placement (
    request uuid primary key references meeting_request, session uuid not null references meeting_session, version integer not null, changed integer not null, date text, time text, room uuid, interpreter uuid, pinned boolean not null,
    check ((date is null) = (time is null)))`,
  'create index meeting_placement_changed on meeting_placement (session, changed)',
  `create table meeting_plan (
    id uuid primary key, session uuid not null references meeting_session, mode text not null check (mode in ('plan', 'replan')), seed bigint not null, seconds double precision not null,
    state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled', 'approved')), base integer not null, progress jsonb, proposal jsonb, attempts integer not null default 0, held_until timestamptz(3),
    ordered_by uuid not null, ordered_at timestamptz(3) not null, ended_at timestamptz(3))`,
  "create index meeting_plan_open on meeting_plan (ordered_at) where state in ('waiting', 'running')",
  "create unique index meeting_plan_one on meeting_plan (session) where state in ('waiting', 'running')",
  'create index meeting_plan_session on meeting_plan (session, ordered_at)',
  'create table meeting_publication (session uuid not null references meeting_session, version integer not null, published_by uuid not null, published_at timestamptz(3) not null, primary key (session, version))',
  `create table meeting_published (
    session uuid not null, version integer not null, request uuid not null, parties uuid[] not null, date text not null, time text not null, starts_at timestamptz(3) not null, ends_at timestamptz(3) not null,
    room uuid, room_name text, languages jsonb, interpreter uuid, delegates uuid[] not null, primary key (session, version, request), foreign key (session, version) references meeting_publication)`,
  'create extension if not exists btree_gist',
  // The last word on who is where: one resource, one meeting at a time, over all sessions.
  `create table meeting_booking (
    session uuid not null references meeting_session, request uuid not null references meeting_request, resource uuid not null, kind text not null check (kind in ('office', 'delegate', 'room', 'interpreter')), during tstzrange not null check (not isempty(during)),
    primary key (request, resource), constraint meeting_booking_once exclude using gist (resource with =, during with &&))`,
  'create index meeting_booking_session on meeting_booking (session)',
  'create table meeting_feed (practitioner uuid primary key, network uuid not null references network, token_hash bytea not null unique, made_at timestamptz(3) not null)',
];

const version = 'operational: raised by each change';
const availability = { away: 'operational: when not to be had, with a coarse reason', remote: 'operational: zone and working hours of who takes part from elsewhere' } as const;
const classes = {
  meeting_session: {
    id: 'routing', network: 'routing', version, kind: 'operational', title: 'operational: as the secretariat calls the session', place: 'operational', zone: 'operational', state: 'operational', deadline: 'operational', requests_per_office: 'operational', slot_minutes: 'operational',
    days: 'operational: slots and breaks in wall time', cases: 'routing: ids that say nothing to the service', starts_at: 'operational', ends_at: 'operational', draft_version: version, lock_version: version, locked: 'operational: days that stay as they are', published: version, published_at: 'operational',
    created_by: 'routing', created_at: 'operational',
  },
  meeting_office: { id: 'routing: the delegation, as bookings name it', session: 'routing', authority: 'routing: who attends', version, requests: 'operational: its own limit', ...availability },
  meeting_room: { id: 'routing', session: 'routing', version, name: 'operational', class: 'operational', seats: 'operational', security: 'operational', equipment: 'operational', away: availability.away },
  meeting_interpreter: { id: 'routing', session: 'routing', version, name: 'personal', pair: 'operational: two languages', away: availability.away },
  meeting_delegate: { id: 'routing', session: 'routing', authority: 'routing', version, name: 'personal', practitioner: 'routing: their account, if they have one', ...availability },
  meeting_request: {
    id: 'routing', session: 'routing', version: 'operational: how many acts it has', state: 'operational: what the acts amount to', parties: 'routing', terms: 'routing: parties, length, languages, kind of room, limits, the space of the sealed topic', consents: 'routing: priority and delegates of each party that consents',
    hash: 'operational: of the last act',
  },
  meeting_act: { request: 'routing', number: 'operational', body: 'routing: what a party asked or answered, with the person and device that signed', signature: 'signature: of that device', taken_at: 'operational' },
  meeting_placement: { request: 'routing', session: 'routing', version, changed: 'operational: version of the draft that changed it last', date: 'operational', time: 'operational', room: 'routing', interpreter: 'routing', pinned: 'operational' },
  meeting_plan: {
    id: 'routing', session: 'routing', mode: 'operational', seed: 'operational', seconds: 'operational', state: 'operational', base: 'operational: version of the draft', progress: 'operational', proposal: 'routing: places of meetings', attempts: 'operational',
    held_until: 'operational: until when a process works on it, unless it says so again', ordered_by: 'routing', ordered_at: 'operational', ended_at: 'operational',
  },
  meeting_publication: { session: 'routing', version, published_by: 'routing', published_at: 'operational' },
  meeting_published: {
    session: 'routing', version, request: 'routing', parties: 'routing', date: 'operational', time: 'operational', starts_at: 'operational', ends_at: 'operational', room: 'routing', room_name: 'operational', languages: 'operational', interpreter: 'routing', delegates: 'routing',
  },
  meeting_booking: { session: 'routing', request: 'routing', resource: 'routing: a delegation, a person, a room or an interpreter', kind: 'operational', during: 'operational' },
  meeting_feed: { practitioner: 'routing', network: 'routing', token_hash: 'operational: SHA-256 of the secret of the address', made_at: 'operational' },
} as const;

export class Meetings extends Migration {
  override async up(): Promise<void> {
    for (const statement of tables) await this.execute(statement);
    for (const [table, columns] of Object.entries(classes)) for (const comment of classify(table, columns)) await this.execute(comment);
  }
}
