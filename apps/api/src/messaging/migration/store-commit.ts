/**
 * The write path of commits (guarantee G5): compare and set on the epoch, new leaves, members, welcome and group info,
 * and the commit's place in the log, in one call. The caller computed the leaves from the epoch it names; they hold
 * exactly when the space is still in that epoch, which is what this function checks under the space's lock.
 */
export const storeCommit = /* sql */ `
create function store_commit(
  p_node text, p_space uuid, p_id uuid, p_sender uuid, p_epoch bigint, p_commit bytea, p_group_info bytea, p_welcome bytea,
  p_removed integer[], p_leaf integer[], p_device uuid[], p_practitioner uuid[], p_welcomed uuid[]
)
returns table (outcome text, seq bigint, epoch bigint, received_at timestamptz, joined uuid[], departed uuid[], unbarred boolean)
language plpgsql volatile
as $$
#variable_conflict use_column
declare
  at timestamptz;
  held space%rowtype;
  earlier entry%rowtype;
  place bigint;
  before uuid[];
  after uuid[];
  entering uuid[];
  leaving uuid[];
begin
  select * into held from space s where s.id = p_space for no key update;
  if not found then
    return query select 'not-found', null::bigint, null::bigint, null::timestamptz, null::uuid[], null::uuid[], false;
    return;
  end if;
  select * into earlier from entry e where e.space = p_space and e.sender = p_sender and e.id = p_id;
  if found then
    return query select case earlier.type when 'commit' then 'duplicate' else 'not-found' end, earlier.seq, earlier.epoch + 1, earlier.received_at, null::uuid[], null::uuid[], false;
    return;
  end if;
  if held.epoch <> p_epoch then
    return query select case when p_epoch < held.epoch then 'stale-epoch' else 'wrong-epoch' end, null::bigint, held.epoch, null::timestamptz, null::uuid[], null::uuid[], false;
    return;
  end if;
  at := date_trunc('milliseconds', clock_timestamp());
  place := held.last_seq + 1;

  select coalesce(array_agg(distinct l.practitioner), '{}') into before from space_leaf l where l.space = p_space;
  delete from space_leaf l where l.space = p_space and l.leaf = any (p_removed);
  insert into space_leaf (space, leaf, device, practitioner, joined_epoch)
    select p_space, n.leaf, n.device, n.practitioner, p_epoch + 1 from unnest(p_leaf, p_device, p_practitioner) as n (leaf, device, practitioner);
  select coalesce(array_agg(distinct l.practitioner), '{}') into after from space_leaf l where l.space = p_space;
  entering := array(select unnest(after) except select unnest(before));
  leaving := array(select unnest(before) except select unnest(after));

  insert into space_member (space, practitioner, since_seq) select p_space, p, place from unnest(entering) as p
    on conflict (practitioner, space) do update set since_seq = excluded.since_seq, until_seq = null;
  update space_member m set until_seq = place where m.space = p_space and m.practitioner = any (leaving);

  insert into entry (space, seq, epoch, received_at, id, sender, type, bytes) values (p_space, place, p_epoch, at, p_id, p_sender, 'commit', p_commit);
  update space s set epoch = p_epoch + 1, last_seq = place, barred = exists (select 1 from space_leaf l where l.space = p_space and l.ended) where s.id = p_space;
  insert into space_group_info (space, epoch, bytes) values (p_space, p_epoch + 1, p_group_info)
    on conflict (space) do update set epoch = excluded.epoch, bytes = excluded.bytes;

  -- A device that left has no use for a welcome it never fetched.
  delete from welcome_recipient r where r.space = p_space and not exists (select 1 from space_leaf l where l.space = p_space and l.device = r.device);
  delete from welcome w where w.space = p_space and not exists (select 1 from welcome_recipient r where r.space = w.space and r.seq = w.seq);
  if p_welcome is not null then
    insert into welcome (space, seq, epoch, bytes) values (p_space, place, p_epoch + 1, p_welcome);
    insert into welcome_recipient (device, space, seq) select d, p_space, place from unnest(p_welcomed) as d;
  end if;
  perform pg_notify('comity_commits', p_node || ' ' || p_space || ':' || place || '-' || place);
  return query select 'stored', place, p_epoch + 1, at, entering, leaving, held.barred and not (select s.barred from space s where s.id = p_space);
end
$$;
`;
