/**
 * Tables of messaging. What the service sees is exactly what stands here: routing, public handshake messages and
 * ciphertext. Ciphertext does not compress, so its columns are stored EXTERNAL. `space` is updated with every batch
 * and keeps half of each page free, so that updates stay on the page (HOT) and never touch its index.
 *
 * `entry` has no foreign key to `space`: rows are written by `post_items` and `store_commit` alone, under the lock of the
 * space's row, and a trigger for each row would cost more than the insert.
 */
export const tables = /* sql */ `
create table space (
  id uuid primary key,
  network uuid not null,
  kind text not null check (kind in ('direct', 'channel')),
  suite smallint not null,
  epoch bigint not null default 0 check (epoch >= 0),
  last_seq bigint not null default 0 check (last_seq >= 0),
  barred boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
) with (fillfactor = 50);

create table space_group_info (
  space uuid primary key references space (id),
  epoch bigint not null,
  bytes bytea not null
);
alter table space_group_info alter column bytes set storage external;

create table space_leaf (
  space uuid not null references space (id),
  leaf integer not null check (leaf >= 0),
  device uuid not null,
  practitioner uuid not null,
  joined_epoch bigint not null,
  ended boolean not null default false,
  primary key (space, leaf),
  unique (space, device)
);
create index space_leaf_device on space_leaf (device);
create index space_leaf_practitioner on space_leaf (practitioner);

create table space_member (
  space uuid not null references space (id),
  practitioner uuid not null,
  since_seq bigint not null,
  until_seq bigint,
  primary key (practitioner, space),
  check (until_seq is null or until_seq >= since_seq)
);
create index space_member_space on space_member (space);

create table entry (
  space uuid not null,
  seq bigint not null,
  epoch bigint not null,
  received_at timestamptz not null,
  id uuid not null,
  sender uuid not null,
  type text not null check (type in ('item', 'commit')),
  bytes bytea not null,
  primary key (space, seq)
);
alter table entry alter column bytes set storage external;
create unique index entry_once on entry (space, sender, id);
create unique index entry_one_commit_an_epoch on entry (space, epoch) where type = 'commit';

create table key_package (
  digest bytea primary key check (octet_length(digest) = 32),
  device uuid not null,
  suite smallint not null,
  not_after timestamptz not null,
  uploaded_at timestamptz not null default now(),
  bytes bytea not null
);
alter table key_package alter column bytes set storage external;
create index key_package_device on key_package (device, suite, uploaded_at);

create table last_resort_key_package (
  device uuid not null,
  suite smallint not null,
  not_after timestamptz not null,
  uploaded_at timestamptz not null default now(),
  bytes bytea not null,
  primary key (device, suite)
);
alter table last_resort_key_package alter column bytes set storage external;

create table key_package_claim (
  practitioner uuid not null,
  hour timestamptz not null,
  claimed integer not null check (claimed >= 0),
  primary key (practitioner, hour)
);

create table welcome (
  space uuid not null references space (id),
  seq bigint not null,
  epoch bigint not null,
  bytes bytea not null,
  primary key (space, seq)
);
alter table welcome alter column bytes set storage external;

create table welcome_recipient (
  device uuid not null,
  space uuid not null,
  seq bigint not null,
  primary key (device, space, seq),
  foreign key (space, seq) references welcome (space, seq)
);
create index welcome_recipient_welcome on welcome_recipient (space, seq);

create table receipt (
  space uuid not null,
  device uuid not null,
  delivered bigint not null check (delivered >= 0),
  read bigint not null check (read >= 0 and read <= delivered),
  bytes bytea not null check (octet_length(bytes) = 145),
  primary key (space, device)
) with (fillfactor = 70);
`;
