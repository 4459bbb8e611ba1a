/**
 * Bars every space that holds a leaf of an ended device or person: those leaves are marked, and the space takes no item until a
 * commit removed them. Spaces are locked first and in the order of ids, as every writer of spaces does; a leaf that a
 * commit adds meanwhile is found by the check after that commit.
 */
export const barSpaces = /* sql */ `
create function bar_spaces(p_node text, p_device uuid[], p_practitioner uuid[])
returns table (space uuid)
language plpgsql volatile
as $$
#variable_conflict use_column
declare
  held uuid[];
begin
  held := array(
    select s.id from space s
    where s.id in (select l.space from space_leaf l where (l.device = any (p_device) or l.practitioner = any (p_practitioner)) and not l.ended)
    order by s.id for no key update
  );
  if held = '{}' then
    return;
  end if;
  update space_leaf l set ended = true where l.space = any (held) and (l.device = any (p_device) or l.practitioner = any (p_practitioner)) and not l.ended;
  update space s set barred = true where s.id = any (held) and exists (select 1 from space_leaf l where l.space = s.id and l.ended);
  perform pg_notify('comity_changed', p_node || ' ' || h) from unnest(held) as h;
  return query select unnest(held);
end
$$;
`;
