import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, Locked> };

/** Where npm would find a package that another one asks for: beside it, or in a folder above. */
function found(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : '') {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
}

describe('the lock file', () => {
  // `npm install` leaves out what its registry lacked at that moment, and `npm ci` then refuses the whole file.
  it('has every optional package of every platform, so that npm ci accepts it', () => {
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).filter((name) => !found(folder, name)));
    expect(missing).toEqual([]);
  });
});
