import { expect, it } from '@jest/globals';
import { Misuse, readSettings } from './settings.js';

it('an option has the value that follows it, whatever that begins with, and one without a value is said to be', () => {
  expect(readSettings(['verify', 'a.comity', '--root', '-lp9BNvm', '--json'], {})).toMatchObject({ command: 'verify', rest: ['a.comity'], options: { root: '-lp9BNvm', json: true } });
  expect(readSettings(['verify', 'a.comity', '--root=--p9BNvm'], {})).toMatchObject({ options: { root: '--p9BNvm' } });
  expect(readSettings(['verify', 'a.comity', '--root', '--p9BNvm'], {})).toMatchObject({ options: { root: '--p9BNvm' } });
  for (const args of [['--root', '--json'], ['--root', '-h'], ['--root'], ['-x'], ['--json', '-x']]) expect(() => readSettings(['verify', 'a.comity', ...args], {})).toThrow(Misuse);
});
