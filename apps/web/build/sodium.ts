/**
 * Serves what the client uses of libsodium and nothing beside. Its WebAssembly comes out of the text it is wrapped in (base64 in
 * a script compresses a third worse) as a file that the worker fetches; functions that nothing can call are emptied, the others are
 * the package's, byte for byte. What is used is read from `libs/e2ee`, the only place that names libsodium.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type { Plugin } from 'vite';
import { shake } from './wasm.js';

const e2ee = fileURLToPath(new URL('../../../libs/e2ee/src', import.meta.url));

/** What the package's check of itself calls. */
const selfTest = ['crypto_secretbox_easy', 'crypto_secretbox_open_easy', 'crypto_secretbox_NONCEBYTES', 'crypto_secretbox_KEYBYTES', 'randombytes_buf'];

/** The package's functions and constants that sources name; those with `_` before them are the module's own. */
function used(): Set<string> {
  const sources = readdirSync(e2ee, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return new Set([...selfTest, ...sources.flatMap((file) => [...readFileSync(path.join(e2ee, file), 'utf8').matchAll(/\bsodium\.(\w+)/g)].map(([, name = '']) => name))]);
}

// A new version of the package must not silently change what is served.
const expect = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`libsodium-sumo ${what} in another way than expected`);
  return value;
};

const names = /\["crypto_aead_aegis128l_decrypt",(?:"\w+",?)+\]/;
const functions = /,a=\[([\w$]+(?:,[\w$]+)+)\]/;

/** The package's JavaScript with the wrappers of what is used alone: the bundler leaves out the rest, which nothing names any more. */
function fewerWrappers(code: string, wanted: ReadonlySet<string>): { code: string; dropped: ReadonlySet<string> } {
  const [listed] = expect(names.exec(code), 'names its functions');
  const [found, list = ''] = expect(functions.exec(code), 'lists its functions');
  const wrappers = list.split(',');
  const all = (JSON.parse(listed) as string[]).map((name, i) => ({ name, wrapper: expect(wrappers[i], 'lists its functions') }));
  const kept = all.filter(({ name }) => wanted.has(name));
  return {
    code: code.replace(listed, () => JSON.stringify(kept.map(({ name }) => name))).replace(found, () => `,a=[${kept.map(({ wrapper }) => wrapper).join()}]`),
    dropped: new Set(all.filter(({ name }) => !wanted.has(name)).map(({ wrapper }) => wrapper)),
  };
}

/** The module's own functions that are called: by sources, for constants, and by every part of the wrappers that is not left out. */
function called(wrappers: string, wanted: ReadonlySet<string>): Set<string> {
  const { code, dropped } = fewerWrappers(wrappers, wanted);
  const parts = code.split(/(?=function [\w$]+\()/);
  // The end of the file stands behind its last function.
  const remaining = parts.filter((part, i) => i === parts.length - 1 || !dropped.has(/^function ([\w$]+)/.exec(part)?.[1] ?? ''));
  return new Set([...[...wanted].map((name) => (name.startsWith('_') ? name : `_${name.toLowerCase()}`)), ...remaining.join('').match(/(?<=\.)_\w+/g) ?? []]);
}

/** The package's own decoder, applied to the module's bytes: an expression inside an async function. */
const embedded = /\(A=>\{for\(var I,g,C=0[^]{0,400}?return E\}\)\("([A-Za-z0-9+/=]+)"\)/;
/** One export of the module becomes a function of the package: the name here, the name there. */
const taken = /g\.(_\w+)=A\.([\w$]+),/g;

export function leanSodium(): Plugin {
  return {
    name: 'comity:lean-sodium',
    transform(code, id) {
      if (id.endsWith('libsodium-wrappers.mjs')) return { code: fewerWrappers(code, used()).code, map: null };
      if (!id.endsWith('libsodium-sumo.mjs')) return null;
      const wrappers = readFileSync(path.resolve(path.dirname(id), '../../../libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs'), 'utf8');
      const wanted = called(wrappers, used());
      const [found, base64 = ''] = expect(embedded.exec(code), 'embeds its WebAssembly');
      const script = code.replace(found, () => '');
      const elsewhere = new Set(script.replace(taken, '').match(/(?<=g\.)_\w+/g));
      const gone = new Set([...script.matchAll(taken)].filter(([, name = '']) => !wanted.has(name) && !elsewhere.has(name)).map(([, , inside = '']) => inside));
      if (gone.size === 0) throw new Error('libsodium-sumo takes its functions in another way than expected');
      const file = this.emitFile({ type: 'asset', name: 'libsodium-sumo.wasm', source: shake(Buffer.from(base64, 'base64'), (name) => !gone.has(name)) });
      const fetched = `(await fetch(import.meta.ROLLUP_FILE_URL_${file}).then(A=>{if(!A.ok)throw new Error("libsodium could not be fetched");return A.arrayBuffer()}).then(A=>new Uint8Array(A)))`;
      return { code: code.replace(found, () => fetched).replace(taken, (all, _, inside: string) => (gone.has(inside) ? '' : all)), map: null };
    },
  };
}
