import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lifeCycles, loadPack, treatyDefects, type PackSource, type RulePack } from './index.js';
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
    expect(files.flatMap((name) => treatyDefects(read(`../treaties/${name}`), name))).toEqual([]);
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
  it('names a file that is not called by its id', () => {
    const file = read('../test/treaty.json');
    expect([treatyDefects(file, 'ruritania-graustark.json'), treatyDefects(file, 'treaty.json')]).toEqual([[], [{ entry: 'treaty.json', rule: 'wrong-name', with: 'ruritania-graustark.json' }]]);
  });
  it('names what another treaty that was added has other words for, and nothing that both call alike, or where only one has any', () => {
    const other = (change: (words: NonNullable<PackSource['words']>) => void, id = 'zenda-alba'): RulePack => {
      const source = { ...read('../test/treaty.json'), id } as unknown as PackSource;
      change(source.words!);
      const loaded = loadPack(source, lifeCycles);
      if (!loaded.ok) throw new Error(loaded.defect.entry);
      return loaded.value;
    };
    const found = (...added: RulePack[]) => treatyDefects(read('../test/treaty.json'), undefined, added);
    expect(found(other(() => undefined), other((words) => { delete words['ar']!.gates; delete words['zh']; }, 'alba'))).toEqual([]);
    expect(found(other((words) => { words['en']!.name = 'Another'; words['en']!.gates!['CONSULT_FIRST'] = 'Talk first'; words['ar']!.clocks!['ARCHIVE_SEARCH'] = 'بحث'; }))).toEqual([
      { entry: 'ruritania-graustark/words/en/gates/CONSULT_FIRST', rule: 'words-differ', with: 'zenda-alba' }, { entry: 'ruritania-graustark/words/ar/clocks/ARCHIVE_SEARCH', rule: 'words-differ', with: 'zenda-alba' },
    ]);
    // What was added before under the same id is the file itself.
    expect(found(other((words) => { words['en']!.gates!['CONSULT_FIRST'] = 'Talk first'; }, 'ruritania-graustark'))).toEqual([]);
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
