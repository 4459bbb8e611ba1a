/** What an entry consists of, part by part: for showing it, telling two versions apart, and making one of both. */
import type { Marking, EntryLink, FieldValue } from '@comity/sdk';
import { fieldsOf, type EntryKind } from '@comity/contracts/register';
import { markingOf } from '../messaging/marking.js';

export interface Content { title: string; fields: Record<string, FieldValue>; links: readonly EntryLink[]; marking: Marking }
/** The id of a field, or one of the three that every entry has. */
export type Part = string;

export const partsOf = (kind: EntryKind): readonly Part[] => ['title', ...fieldsOf(kind).map(({ id }) => id), 'marking', 'links'];

/** What two versions have in common reads alike, in whatever order it came. */
function reading(content: Content, part: Part): string {
  if (part === 'title') return content.title;
  if (part === 'marking') return JSON.stringify(markingOf(content.marking));
  if (part === 'links') return JSON.stringify(content.links.map(({ to, label }) => [to, label]).sort(([a = ''], [b = '']) => a.localeCompare(b)));
  const value = content.fields[part];
  return JSON.stringify(typeof value === 'object' ? Object.entries(value).filter(([name]) => name !== 'on').sort(([a], [b]) => a.localeCompare(b)) : value ?? null);
}

export const differences = (kind: EntryKind, before: Content, after: Content): Part[] => partsOf(kind).filter((part) => reading(before, part) !== reading(after, part));

/** One version with some parts of another. */
export function merged(current: Content, other: Content, taken: ReadonlySet<Part>): Content {
  const fields = { ...current.fields };
  for (const part of taken) {
    const value = other.fields[part];
    if (value === undefined) delete fields[part];
    else fields[part] = value;
  }
  const from = (part: Part): Content => (taken.has(part) ? other : current);
  return { title: from('title').title, fields, links: from('links').links, marking: from('marking').marking };
}
