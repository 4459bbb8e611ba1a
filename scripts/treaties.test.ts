import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { treatiesModule, treatyFiles } from './treaties.mjs';

it('the index of the treaties names their files, in one order, and nothing else that lies there', () => {
  expect(treatiesModule(['zenda.json', 'README.md', 'alba.json'])).toContain("import t1 from '../treaties/alba.json' with { type: 'json' };\nimport t2 from '../treaties/zenda.json' with { type: 'json' };\nexport const treaties: readonly unknown[] = [t1, t2];\n");
});

it('the index that is there is that of the files that are there', () => {
  expect(readFileSync('libs/casework/src/treaties.ts', 'utf8')).toBe(treatiesModule(treatyFiles()));
});
