/** The file of a treaty that somebody wants to add, checked without service or account. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { treatyDefects, type Defect } from '@comity/casework';
import type { Output } from '../output.js';
import { Misuse } from '../settings.js';

/** Answers whether it may be added as it is. */
export async function checkTreaty(path: string | undefined, output: Output): Promise<boolean> {
  if (path === undefined) throw new Misuse('Name the file of the treaty.');
  const text = await readFile(path, 'utf8').catch(() => { throw new Misuse(`There is no file ${path}.`); });
  const defects = treatyDefects(parsed(text), basename(path));
  output.show(defects, defects.length === 0 ? [`${path} holds together, and has words in every language.`] : defects.map(said));
  return defects.length === 0;
}

function said({ entry, rule, with: other }: Defect): string {
  const why = rule === 'words-differ' ? `: the treaty ${other} has other words for it` : rule === 'wrong-name' ? `: the file is called by the id of its treaty, ${other}` : '';
  return `${entry}: ${rule}${why}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misuse('The file is not JSON.');
  }
}
