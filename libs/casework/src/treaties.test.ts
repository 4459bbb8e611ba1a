import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { treatyDefects } from './index.js';
import { treaties } from './treaties.js';

const at = (path: string) => join(dirname(fileURLToPath(import.meta.url)), path);
const read = (path: string) => JSON.parse(readFileSync(at(path), 'utf8')) as Record<string, unknown>;
const files = readdirSync(at('../treaties')).filter((name) => name.endsWith('.json'));
const changed = (change: (file: Record<string, never>) => void) => {
  const file = read('../test/treaty.json');
  change(file as never);
  return treatyDefects(file).map(({ entry, rule }) => `${entry}: ${rule}`);
};

describe('the treaties that were added as files', () => {
  it('are all in the index, each named by its id', () => {
    expect(treaties.map((file) => `${String((file as { id: unknown }).id)}.json`)).toEqual(files.sort());
  });
  it('hold together, and have words in every language for what the product has none for', () => {
    expect(files.flatMap((name) => treatyDefects(read(`../treaties/${name}`)))).toEqual([]);
  });
});

describe('the check of a file', () => {
  it('finds nothing wrong with a sound one', () => {
    expect(changed(() => undefined)).toEqual([]);
  });
  it('names the entry that does not hold together, and an id that is taken', () => {
    expect(changed((file) => { (file as unknown as { grounds: Record<string, unknown>[] }).grounds[0]!['cycles'] = ['asset']; })).toEqual(['ruritania-graustark/grounds/MILITARY/asset: not-governed']);
    expect(changed((file) => { (file as unknown as { id: string }).id = 'uncac'; })).toEqual(['uncac: duplicate']);
    expect(treatyDefects(null)).toEqual([{ entry: 'file', rule: 'wrong-shape' }]);
  });
  it('names every term that neither the product nor the file has words for, language by language', () => {
    type Words = { words: Record<string, Record<string, Record<string, string>>> };
    expect(changed((file) => {
      const { words } = file as unknown as Words;
      delete words['ar']!['content'];
      delete words['ar']!['why'];
      delete words['zh'];
    })).toEqual(['ruritania-graustark/words/ar/content/OFFICE_AND_CASE_NUMBER: words-missing', 'ruritania-graustark/words/ar/why/OFFICE_AND_CASE_NUMBER: words-missing', ...['name', 'assistance/SEARCH_ROYAL_ARCHIVES', 'content/OFFICE_AND_CASE_NUMBER', 'why/OFFICE_AND_CASE_NUMBER', 'grounds/ONGOING_CASE', 'gates/CONSULT_FIRST', 'clocks/ARCHIVE_SEARCH', 'periods/BY_PROTOCOL'].map((term) => `ruritania-graustark/words/zh/${term}: words-missing`)]);
  });
});
