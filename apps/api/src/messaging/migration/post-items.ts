/**
 * The write path of sealed items: one call stores everything that waited, in one transaction (guarantees G1 to G3).
 *
 * Each statement of a volatile function sees what was committed before it began, so the second one, which runs under
 * the locks taken by the first, judges by the truth even when another process wrote meanwhile. Locks are taken in the
 * order of ids, as every writer of spaces does. The order of judgement is part of the contract: nothing is said about a
 * space to a device that is no leaf of it; a retry answers as the first time, whatever epoch the space is in by now.
 *
 * Sort and hash plans would suit a table that is empty when the plan is made and read it whole ever after, so they are
 * switched off for this function. With them gone one plan fits every batch, so it is made once for each connection:
 * planning anew cost more than half of a small batch. The items travel in one byte string, which costs the client no encoding.
 */
export const postItems = /* sql */ `
create function post_items(p_node text, p_space uuid[], p_sender uuid[], p_id uuid[], p_epoch bigint[], p_offset integer[], p_length integer[], p_bytes bytea)
returns table (outcome text, seq bigint, epoch bigint, received_at timestamptz)
language plpgsql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  at timestamptz;
begin
  perform 1 from space s where s.id = any (p_space) order by s.id for no key update;
  at := date_trunc('milliseconds', clock_timestamp());
  return query
  with arrived as (
    select * from unnest(p_space, p_sender, p_id, p_epoch, p_offset, p_length) with ordinality as a (space, sender, id, epoch, start, length, place)
  ), judged as (
    select a.*, s.last_seq, s.epoch as current, e.seq as stored_seq, e.received_at as stored_at,
      case
        when l.device is null then 'not-found'
        when e.seq is not null then 'duplicate'
        when s.barred then 'barred'
        when a.epoch < s.epoch then 'stale-epoch'
        when a.epoch > s.epoch then 'wrong-epoch'
        else 'stored'
      end as outcome
    from arrived a
      left join space s on s.id = a.space
      left join space_leaf l on l.space = a.space and l.device = a.sender and not l.ended
      left join entry e on e.space = a.space and e.sender = a.sender and e.id = a.id
  ), numbered as (
    select j.*, j.last_seq + count(*) filter (where j.outcome = 'stored') over (partition by j.space order by j.place) as new_seq from judged j
  ), written as (
    insert into entry (space, seq, epoch, received_at, id, sender, type, bytes)
    select n.space, n.new_seq, n.epoch, at, n.id, n.sender, 'item', substring(p_bytes from n.start for n.length) from numbered n where n.outcome = 'stored'
  ), grown as (
    select n.space, min(n.new_seq) as bottom, max(n.new_seq) as top, (row_number() over (order by n.space) - 1) / 80 as part
    from numbered n where n.outcome = 'stored' group by n.space
  ), raised as (
    update space s set last_seq = g.top from grown g where s.id = g.space
  ), told as (
    select pg_notify('comity_entries', p_node || ' ' || string_agg(g.space || ':' || g.bottom || '-' || g.top, ',')) from grown g group by g.part
  )
  select n.outcome, case when n.outcome = 'stored' then n.new_seq else n.stored_seq end, n.current, coalesce(n.stored_at, at)
  from numbered n, (select count(*) from told) as force
  order by n.place;
end
$$;
`;
