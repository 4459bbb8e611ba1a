import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const packages = path.resolve(here, '../../../../node_modules');

/** Everything a bundler would pull in from these files through ts-mls, and the packages it would reach. */
function reach(files: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/(?:^|\n)\s*(?:import|export)(?! type)\s[^;]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g);
    for (const [, fixed, dynamic] of imports) {
      const target = fixed ?? dynamic ?? '';
      if (target.startsWith('ts-mls/')) follow(path.join(packages, 'ts-mls/dist/src', target.slice('ts-mls/'.length)));
      else if (!target.startsWith('.')) outside.add(target);
      else {
        const resolved = path.resolve(path.dirname(file), target);
        follow(existsSync(resolved) ? resolved : resolved.replace(/\.js$/, '.ts'));
      }
    }
  };
  files.forEach(follow);
  return { files: seen, packages: outside };
}

describe('what a client loads for MLS', () => {
  const ours = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name)).map((name) => path.join(here, name));
  const { files, packages: reached } = reach(ours);

  it('is ts-mls without any cryptography but libsodium', () => {
    expect([...reached].sort()).toEqual(['@comity/contracts', 'libsodium-wrappers-sumo', 'zod']);
  });

  it('leaves out the default providers and the index that names them', () => {
    expect([...files].filter((file) => /ts-mls\/dist\/src\/(index|crypto\/(implementation|getCiphersuiteImpl))/.test(file))).toEqual([]);
    expect([...files].some((file) => file.endsWith('ts-mls/dist/src/clientState.js'))).toBe(true);
  });
});
