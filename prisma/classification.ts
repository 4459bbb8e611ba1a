/** What the service may hold, and whether every column of the database says which of these it is. */
import type { Column, Table } from './catalogue.js';

/** Each class with what it means to a data protection officer. */
export const classes = {
  ciphertext: 'only clients can open it',
  'public-key': 'made to be public; no secret can be derived from it',
  signature: 'proves who said something, or binds data together; holds no content',
  routing: 'whom to deliver what, in which order',
  personal: 'says something about a person, in the clear',
  operational: 'runs the service; says nothing about anybody’s content',
} as const;

export type Class = keyof typeof classes;

/** @returns the class in the column's comment (`class` or `class: reason`), or undefined. */
export function classOf(column: Column): Class | undefined {
  const word = column.comment?.split(':', 1)[0]?.trim();
  return word !== undefined && word in classes ? (word as Class) : undefined;
}

/** `table.column` of every column without a class. */
export function unclassified(tables: readonly Table[]): string[] {
  return tables.flatMap((table) => table.columns.filter((column) => classOf(column) === undefined).map((column) => `${table.name}.${column.name}`));
}
