/** Reads the reference (reference.md): its tables as rows, its prose as text. It knows nothing of packs and life cycles. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const reference = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'reference.md'), 'utf8');

export interface Row { from: string; event: string; to: string; authority: string }

/** The rows of the table in the section with this title. */
export function tableOf(section: string): Row[] {
  const text = reference.split(/^### /m).find((part) => part.startsWith(section))!;
  const rows = text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim()));
  return rows.slice(2).map(([from, event, to, authority]) => ({ from: from!, event: event!, to: to!, authority: authority! }));
}

/** The words between two marks of the prose, on one line. */
export function between(begin: string, end: string): string {
  const text = reference.replaceAll('\n', ' ');
  const at = text.indexOf(begin);
  if (at === -1) throw new Error(`the reference has no "${begin}"`);
  return text.slice(at + begin.length, text.indexOf(end, at + begin.length)).trim();
}

/** `in absentia without retrial assurance` as an id. */
export const idOf = (words: string): string => words.trim().toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');

/** A cell of authorities, each with its instrument: UNCAC where it names none; remarks left out. */
export const articleOf = (cell: string): string => cell
  .replaceAll('*', '').replace(/ \(.*/s, '').replace(/ (wherever possible|"where appropriate")$/, '')
  .split('; ').map((part) => (/^\d+(?!AP)/.test(part) ? `UNCAC ${part}` : part)).join('; ');

/**
 * What a row says, a step a line. `actions` are the names of its events, in order. Targets that are separated by `;` or an arrow follow one another;
 * by a stroke, they are alternatives, of which one that leads back begins where the first one led.
 */
export function stepsOf({ to, authority }: Row, actions: readonly string[], froms: readonly string[]): string[] {
  const targets = to.replace(/ \(.*?\)/, '').split(/ \/ |; | → /);
  const article = articleOf(authority);
  const step = (begin: string, action: string, end: string) => `${begin} ${action} ${end} [${article}]`;
  if (/;|→/.test(to)) return targets.flatMap((target, index) => (index === 0 ? froms : [targets[index - 1]!]).map((begin) => step(begin, actions[index]!, target)));
  if (targets.length === 1) return actions.flatMap((action) => froms.map((begin) => step(begin, action, targets[0]!)));
  return targets.flatMap((target, index) => {
    const leadsBack = target === 'back' || froms.includes(target);
    return (leadsBack ? [targets[index - 1]!] : froms).map((begin) => step(begin, actions[index]!, target));
  });
}
