import { expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Instant } from '@comity/contracts';
import { treatiesModule, treatyFiles, writeTreaties } from './treaties.mjs';

it('the index of the treaties names their files, in one order, and nothing else that lies there', () => {
  expect(treatiesModule(['zenda.json', 'README.md', 'alba.json'])).toContain("import t1 from '../treaties/alba.json' with { type: 'json' };\nimport t2 from '../treaties/zenda.json' with { type: 'json' };\nexport const treaties: readonly unknown[] = [t1, t2];\n");
});

it('the index that is there is that of the files that are there', () => {
  expect(readFileSync('libs/casework/src/treaties.ts', 'utf8')).toBe(treatiesModule(treatyFiles()));
});

it('a file that is put into the folder is law with the next build', async () => {
  const at = await mkdtemp(path.join(tmpdir(), 'comity-treaties-'));
  try {
    for (const folder of ['src', 'treaties']) await mkdir(path.join(at, 'libs/casework', folder), { recursive: true });
    await copyFile('libs/casework/test/treaty.json', path.join(at, 'libs/casework/treaties/ruritania-graustark.json'));
    const index = path.join(at, 'libs/casework/src/treaties.ts');
    await writeFile(index, '');
    writeTreaties(at);
    const { treaties } = await import(pathToFileURL(index).href) as { treaties: unknown[] };
    jest.unstable_mockModule('../libs/casework/src/treaties.js', () => ({ treaties }));
    const { decide, LegalBasis, rulePacks, rulesOf } = await import('@comity/casework');
    expect([...rulePacks.keys()].slice(-3)).toEqual(['ruritania-graustark', 'bilateral', 'reciprocity']);
    const made = rulesOf(LegalBasis.parse({ instruments: ['ruritania-graustark'] }), 'mla');
    if (!made.ok) throw new Error(made.refusal.entry);
    const tried = (assistance: string) => {
      const decision = decide(made.rules, [], { action: 'draft', carries: { assistance } }, 'requesting', '2027-03-01T09:00:00.000Z' as Instant);
      return decision.ok ? decision.event.to : `${decision.refusal.code} ${decision.refusal.article}`;
    };
    expect([tried('SEARCH_ROYAL_ARCHIVES'), tried('INTERCEPTION')]).toEqual(['DRAFT', 'not-provided-for Treaty 1(2)']);
    // Two that call one term otherwise stop whatever loads the law, by the name of the entry.
    const other = structuredClone(treaties[0]) as { id: string; words: { en: { gates: Record<string, string> } } };
    Object.assign(other, { id: 'zenda-alba' }).words.en.gates['CONSULT_FIRST'] = 'Talk first';
    jest.resetModules();
    jest.unstable_mockModule('../libs/casework/src/treaties.js', () => ({ treaties: [...treaties, other] }));
    await expect(import('@comity/casework')).rejects.toThrow('zenda-alba/words/en/gates/CONSULT_FIRST: words-differ (ruritania-graustark)');
  } finally {
    await rm(at, { recursive: true });
  }
});
