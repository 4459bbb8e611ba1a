/** What PostgreSQL's own catalogue says of the migrated database: the source of the data contract. */
import type { Client } from 'pg';

export interface Column {
  readonly name: string;
  /** As `format_type` writes it, e.g. `timestamp(3) with time zone`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly fallback: string | null;
  readonly comment: string | null;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

export interface Index {
  readonly name: string;
  /** Null where an expression or a condition makes it more than a list of columns. */
  readonly columns: readonly string[] | null;
  readonly unique: boolean;
  readonly definition: string;
}

export interface Table {
  readonly name: string;
  readonly comment: string | null;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly Index[];
  readonly checks: readonly string[];
}

export async function readCatalogue(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ table: Table }>(query);
  return rows.map(({ table }) => table);
}

const columnsOf = (keys: string, relation: string): string => `
  (select json_agg(a.attname order by k.place)
     from unnest(${keys}) with ordinality as k (number, place)
     join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number)`;

const query = `
select json_build_object(
  'name', t.relname,
  'comment', obj_description(t.oid, 'pg_class'),
  'columns', (
    select json_agg(json_build_object(
             'name', a.attname,
             'type', format_type(a.atttypid, a.atttypmod),
             'nullable', not a.attnotnull,
             'fallback', pg_get_expr(d.adbin, d.adrelid),
             'comment', col_description(t.oid, a.attnum)) order by a.attnum)
      from pg_attribute a
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped),
  'primaryKey', coalesce((
    select ${columnsOf('c.conkey', 't.oid')} from pg_constraint c where c.conrelid = t.oid and c.contype = 'p'), '[]'),
  'foreignKeys', coalesce((
    select json_agg(json_build_object(
             'name', c.conname, 'columns', ${columnsOf('c.conkey', 'c.conrelid')},
             'target', c.confrelid::regclass::text, 'targetColumns', ${columnsOf('c.confkey', 'c.confrelid')}) order by c.conname)
      from pg_constraint c where c.conrelid = t.oid and c.contype = 'f'), '[]'),
  'indexes', coalesce((
    select json_agg(json_build_object(
             'name', i.indexrelid::regclass::text,
             'columns', case when i.indexprs is null and i.indpred is null then ${columnsOf('i.indkey::smallint[]', 't.oid')} end,
             'unique', i.indisunique,
             'definition', pg_get_indexdef(i.indexrelid)) order by i.indexrelid::regclass::text)
      from pg_index i where i.indrelid = t.oid and not i.indisprimary), '[]'),
  'checks', coalesce((
    select json_agg(pg_get_constraintdef(c.oid) order by c.conname)
      from pg_constraint c where c.conrelid = t.oid and c.contype in ('c', 'x')), '[]')
) as table
  from pg_class t
 where t.relkind in ('r', 'p') and t.relnamespace = 'public'::regnamespace
 order by t.relname`;
