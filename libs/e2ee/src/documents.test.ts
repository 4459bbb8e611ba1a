/** The documents name checks and alarms; this keeps them true. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { chainRules } from '@comity/e2ee';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
/** Where the tests lie that the documents name. */
const folders = ['libs/e2ee/src', 'libs/e2ee/src/mls', 'libs/sdk/src/days', 'libs/sdk/src/evidence', 'libs/sdk/src/matter', 'libs/sdk/src/notes', 'libs/sdk/src/offer', 'libs/sdk/src/register', 'libs/sdk/src/space', 'libs/sdk/src/transport', 'test/scenario', 'test/e2e'];
/** The cells of all rows of tables. */
const rows = (document: string) => document.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

describe('the protocol’s document', () => {
  const checks = rows(read('docs/PROTOCOL.md')).filter(([number]) => /^[A-Z]\d+$/.test(number ?? ''));
  it('names tests that exist', () => {
    const named = checks.flatMap((cells) => { const match = /^([\w/.-]+\.test): (.+)$/.exec(cells.at(-1)!); return match === null ? [] : [{ number: cells[0], file: match[1]!, sentence: match[2]! }]; });
    expect(named.length).toBeGreaterThan(40);
    const missing = named.filter(({ file, sentence }) => {
      const paths = folders.map((folder) => `${folder}/${file}.ts`).filter((each) => existsSync(join(root, each)));
      // A sentence stands in a test, or in the table a test goes through.
      return !paths.map(read).some((text) => text.includes(`it('${sentence}'`) || text.includes(`['${sentence}', `));
    });
    expect(missing).toEqual([]);
  });
  it('numbers every check once', () => {
    const numbers = checks.map(([number]) => number);
    expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
  });
  it('names every rule of the chain', () => {
    const text = read('docs/PROTOCOL.md');
    expect(chainRules.filter((rule) => !text.includes(`\`${rule}\``))).toEqual([]);
  });
});

describe('the threat model', () => {
  it('has a row for every alarm a client knows, and no other', () => {
    const union = /export type AlarmRule =([^;]+);/.exec(read('libs/sdk/src/conversation.ts'))![1]!;
    const alarms = [...union.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name!);
    const section = read('docs/THREAT-MODEL.md').split(/^## /m).find((part) => part.startsWith('Alarms'))!;
    const documented = rows(section).flatMap(([cell]) => /^`([a-z-]+)`$/.exec(cell ?? '')?.[1] ?? []);
    expect([...documented].sort()).toEqual([...alarms].sort());
  });
});
