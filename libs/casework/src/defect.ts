/** What is wrong with a file of rules, and with which entry of it. */
import type { z } from 'zod';

export type DefectRule =
  | 'wrong-shape' | 'unknown-key' | 'article-missing' | 'verified-missing' | 'duplicate'
  | 'unknown-state' | 'unknown-action' | 'unknown-term' | 'unreachable' | 'no-way-out' | 'ambiguous' | 'no-period' | 'not-governed' | 'words-missing' | 'words-differ' | 'wrong-name';
/** `entry` reads `uncac/grounds/NO_DUAL_CRIMINALITY/article`. `with`: the treaty that says it otherwise, or the name that the file has to have. */
export interface Defect { entry: string; rule: DefectRule; with?: string }
export type Loaded<T> = { ok: true; value: T } | { ok: false; defect: Defect };

/** Rules that come with the product are right, or the product does not start. */
export class RulesDefective extends Error {
  constructor(readonly defect: Defect) {
    super(`${defect.entry}: ${defect.rule}${defect.with === undefined ? '' : ` (${defect.with})`}`);
  }
}

/** @throws {RulesDefective} */
export function sound<T>(loaded: Loaded<T>): T {
  if (!loaded.ok) throw new RulesDefective(loaded.defect);
  return loaded.value;
}

/** Names the first thing that zod found, by the ids of the entries on the way to it. */
export function defectOf(error: z.ZodError, file: unknown): Defect {
  const issue = error.issues[0]!;
  const path = named(file, issue.path);
  if (issue.code === 'unrecognized_keys') return { entry: [...path, issue.keys[0]].join('/'), rule: 'unknown-key' };
  const last = path.at(-1);
  return { entry: path.join('/'), rule: last === 'article' ? 'article-missing' : last === 'verified' ? 'verified-missing' : 'wrong-shape' };
}

function named(file: unknown, path: PropertyKey[]): string[] {
  const names = [nameOf(file) ?? 'file'];
  let at = file;
  for (const step of path) {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
    names.push((typeof step === 'number' ? nameOf(at) : undefined) ?? String(step));
  }
  return names;
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, action } = value as { id?: unknown; action?: unknown };
  return typeof id === 'string' ? id : typeof action === 'string' ? action : undefined;
}
