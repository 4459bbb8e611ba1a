/** Prints the catalogue as a Prisma schema. */
import type { Column, ForeignKey, Index, Table } from './catalogue.js';

const preamble = `// The data contract: every table and column of Comity's database, and what the service may see in each.
//
// Generated from the catalogue of the migrated database by \`npm run contract\`; do not edit. MikroORM's migrations own the
// schema, and Prisma does not run in the product. The test command fails when this file and the migrations differ, or
// when a column has no class: ciphertext, public-key, signature, routing, personal or operational.

datasource db {
  provider = "postgresql"
}
`;

export function printSchema(tables: readonly Table[]): string {
  return `${preamble}\n${tables.map((table) => printModel(table, tables)).join('\n')}`;
}

function printModel(table: Table, tables: readonly Table[]): string {
  const fields = [...table.columns.map((column) => printColumn(column, table)), ...table.foreignKeys.map((key) => printReference(key, table)), ...printBackReferences(table, tables)];
  const attributes = [...printPrimaryKey(table), ...table.indexes.flatMap((index) => printIndex(index, table))];
  const notes = [
    ...(table.comment === null ? [] : [table.comment]),
    ...table.checks.map((check) => `rule: ${check}`),
    ...table.indexes.filter((index) => index.columns === null).map((index) => `index: ${index.definition}`),
  ];
  return [
    ...notes.map((note) => `/// ${oneLine(note)}`),
    `model ${table.name} {`,
    ...fields.map((line) => `  ${line}`),
    ...(attributes.length > 0 ? ['', ...attributes.map((line) => `  ${line}`)] : []),
    '}\n',
  ].join('\n');
}

function printColumn(column: Column, table: Table): string {
  const [type, native] = prismaType(column.type);
  const list = column.type.endsWith('[]');
  const words = [
    column.name,
    `${type}${list ? '[]' : column.nullable ? '?' : ''}`,
    table.primaryKey.length === 1 && table.primaryKey[0] === column.name ? '@id' : '',
    isAlone(table, column.name) ? '@unique' : '',
    column.fallback === null ? '' : `@default(${printDefault(column.fallback)})`,
    native,
  ];
  return `/// ${oneLine(column.comment ?? 'unclassified')}\n  ${words.filter((word) => word !== '').join(' ')}`;
}

function printDefault(expression: string): string {
  if (/^(true|false|-?\d+)$/.test(expression)) return expression;
  if (/^(now\(\)|CURRENT_TIMESTAMP)$/i.test(expression)) return 'now()';
  if (expression.startsWith('nextval(')) return 'autoincrement()';
  return `dbgenerated(${JSON.stringify(expression)})`;
}

const types: Readonly<Record<string, readonly [string, string]>> = {
  uuid: ['String', '@db.Uuid'],
  text: ['String', ''],
  bytea: ['Bytes', ''],
  boolean: ['Boolean', ''],
  bigint: ['BigInt', ''],
  integer: ['Int', ''],
  smallint: ['Int', '@db.SmallInt'],
  'double precision': ['Float', ''],
  jsonb: ['Json', ''],
  json: ['Json', '@db.Json'],
  date: ['DateTime', '@db.Date'],
  inet: ['String', '@db.Inet'],
};

function prismaType(type: string): readonly [string, string] {
  const element = type.replace(/\[\]$/, '');
  const known = types[element];
  if (known !== undefined) return known;
  const timestamp = /^timestamp(?:\((\d)\))? (with|without) time zone$/.exec(element);
  if (timestamp !== null) return ['DateTime', `@db.Timestamp${timestamp[2] === 'with' ? 'tz' : ''}(${timestamp[1] ?? '6'})`];
  const varying = /^character varying\((\d+)\)$/.exec(element);
  if (varying !== null) return ['String', `@db.VarChar(${varying[1]})`];
  if (element === 'character varying') return ['String', '@db.VarChar'];
  return [`Unsupported(${JSON.stringify(element)})`, ''];
}

function printReference(key: ForeignKey, table: Table): string {
  const optional = key.columns.some((name) => table.columns.find((column) => column.name === name)?.nullable === true);
  return `${key.name} ${key.target}${optional ? '?' : ''} @relation(${JSON.stringify(key.name)}, fields: [${key.columns.join(', ')}], references: [${key.targetColumns.join(', ')}])`;
}

function printBackReferences(table: Table, tables: readonly Table[]): string[] {
  return tables.flatMap((other) =>
    other.foreignKeys
      .filter((key) => key.target === table.name)
      .map((key) => `${other.name}_by_${key.columns.join('_')} ${other.name}${isUnique(other, key.columns) ? '?' : '[]'} @relation(${JSON.stringify(key.name)})`),
  );
}

function isUnique(table: Table, columns: readonly string[]): boolean {
  const same = (others: readonly string[] | null): boolean => others?.length === columns.length && columns.every((name) => others.includes(name));
  return same(table.primaryKey) || table.indexes.some((index) => index.unique && same(index.columns));
}

function isAlone(table: Table, column: string): boolean {
  return table.indexes.some((index) => index.unique && index.columns?.length === 1 && index.columns[0] === column);
}

function printPrimaryKey(table: Table): string[] {
  return table.primaryKey.length > 1 ? [`@@id([${table.primaryKey.join(', ')}])`] : [];
}

function printIndex(index: Index, table: Table): string[] {
  if (index.columns === null) return [];
  const [only] = index.columns;
  if (index.unique && index.columns.length === 1 && only !== undefined && isAlone(table, only)) return [];
  return [`@@${index.unique ? 'unique' : 'index'}([${index.columns.join(', ')}], map: ${JSON.stringify(index.name)})`];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
