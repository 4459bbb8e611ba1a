/** Prints the catalogue as a document for people: an entity-relationship diagram and what the service sees, by class. */
import type { Table } from './catalogue.js';
import { classOf, classes, type Class } from './classification.js';

export function printDataModel(tables: readonly Table[]): string {
  return `# Data model

Generated from the catalogue of the migrated database by \`npm run contract\`; do not edit. The same as a schema, with every
column's reason: [prisma/schema.prisma](../prisma/schema.prisma).

## Tables and what refers to what

\`\`\`mermaid
erDiagram
${tables.flatMap((table) => table.foreignKeys.map((key) => `  ${table.name} }o--|| ${key.target} : "${key.columns.join(', ')}"`)).join('\n')}
${tables.map(printEntity).join('\n')}
\`\`\`

## What the service sees

${printClasses(tables)}
`;
}

function printEntity(table: Table): string {
  const keys = (name: string): string => {
    const marks = [table.primaryKey.includes(name) ? 'PK' : '', table.foreignKeys.some((key) => key.columns.includes(name)) ? 'FK' : ''].filter((mark) => mark !== '');
    return marks.length > 0 ? ` ${marks.join(', ')}` : '';
  };
  const rows = table.columns.map((column) => `    ${shortType(column.type)} ${column.name}${keys(column.name)} "${classOf(column) ?? 'unclassified'}"`);
  return `  ${table.name} {\n${rows.join('\n')}\n  }`;
}

/** Mermaid takes a type of one word. */
const shortType = (type: string): string => type.replace(/^timestamp.*with time zone/, 'timestamptz').replace('character varying', 'varchar').replace(/[^A-Za-z0-9_[\]]+/g, '_').replace(/_$/, '');

function printClasses(tables: readonly Table[]): string {
  const sections = (Object.keys(classes) as Class[]).map((name) => {
    const rows = tables.flatMap((table) =>
      table.columns.filter((column) => classOf(column) === name).map((column) => `| \`${table.name}.${column.name}\` | ${column.comment?.split(':').slice(1).join(':').trim().replaceAll('|', '\\|') ?? ''} |`),
    );
    return `### ${name}: ${classes[name]}\n\n| column | reason |\n| --- | --- |\n${rows.join('\n')}\n`;
  });
  return sections.join('\n');
}
