import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const here = dirname(fileURLToPath(import.meta.url));

/** Every file reachable from `entry` by imports that leave something at run time, and every package. */
function reachable(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, clause, from] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s([^;]*?)from\s+'([^']+)'/gm)) {
      if (clause!.startsWith('type ')) continue;
      if (from!.startsWith('.')) visit(join(dirname(file), from!.replace(/\.js$/, '.ts')));
      else packages.add(from!);
    }
  };
  visit(join(here, entry));
  return { files, packages };
}

describe('the verifying half', () => {
  const { files, packages } = reachable('verify.ts');
  it('reaches nothing that signs, seals, opens, derives or makes keys', () => {
    const forbidden = /crypto_(?:aead|sign_detached|sign_keypair|sign_seed|pwhash|secretbox|box|scalarmult|kem|stream|secretstream)|secretKey|contentKey|vaultKey|wrapKey|identitySecret|deviceSecret/;
    const names = [...files].map((file) => file.slice(here.length + 1));
    expect(names.filter((name) => forbidden.test(readFileSync(join(here, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))).toEqual([]);
    expect(names.filter((name) => /seal|open|sign\.ts|signing|vault|passphrase|keyring|identity|mls\//.test(name))).toEqual([]);
  });
  it('needs no package beside the contracts and their schemas, libsodium and canonical JSON', () => {
    expect([...packages].sort()).toEqual(['@comity/contracts', 'canonicalize', 'libsodium-wrappers-sumo', 'zod']);
  });
  it('and the other half run in a browser’s worker: no module of Node is imported', () => {
    const all = reachable('index.ts');
    expect([...all.packages].filter((name) => name.startsWith('node:'))).toEqual([]);
  });
});
