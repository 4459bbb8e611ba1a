import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { leanSodium } from './sodium.js';
import { shake } from './wasm.js';

const head = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const constant = (value: number): number[] => [4, 0, 0x41, value, 0x0b];
/** Four functions that answer a number: 1; what the first answers (exported as a); 3 (exported as b); 4 (in the table exported as t). */
const small = Uint8Array.from([
  ...head, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 5, 4, 0, 0, 0, 0, 4, 4, 1, 0x70, 0, 1,
  7, 13, 3, 1, 0x61, 0, 1, 1, 0x62, 0, 2, 1, 0x74, 1, 0, 9, 7, 1, 0, 0x41, 0, 0x0b, 1, 3,
  10, 21, 4, ...constant(1), 4, 0, 0x10, 0, 0x0b, ...constant(3), ...constant(4),
]);
const holds = (module: Uint8Array, body: number[]): boolean => Buffer.from(module).includes(Buffer.from(body));

describe('a module without some of its exports', () => {
  it('keeps what can be reached, by calls and by tables, and empties the rest', () => {
    const shaken = shake(small, (name) => name !== 'b');
    const { a, b, t } = new WebAssembly.Instance(new WebAssembly.Module(shaken)).exports as { a: () => number; b?: unknown; t: WebAssembly.Table };
    expect(a()).toBe(1);
    expect(b).toBeUndefined();
    expect((t.get(0) as () => number)()).toBe(4);
    expect([1, 3, 4].map((value) => holds(shaken, constant(value)))).toEqual([true, false, true]);
  });

  it('is the same module when nothing goes', () => { expect(shake(small, () => true)).toEqual(small); });

  it('is not made of one with operations whose length is not known', () => {
    const vectors = Uint8Array.from([...head, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x61, 0, 0, 10, 7, 1, 5, 0, 0xfd, 0x0c, 0, 0x0b]);
    expect(() => shake(vectors, () => true)).toThrow('not known');
  });
});

describe('libsodium in the client', () => {
  const packages = path.resolve(import.meta.dirname, '../../../node_modules');
  const script = path.join(packages, 'libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs');
  const wrappers = path.join(packages, 'libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs');
  const emitted: Uint8Array[] = [];
  const made = (file: string): string => {
    const transform = leanSodium().transform as (this: unknown, code: string, id: string) => { code: string };
    return transform.call({ emitFile: ({ source }: { source: Uint8Array }) => { emitted.push(source); return 'wasm'; } }, readFileSync(file, 'utf8'), file).code;
  };

  it('has a valid module that exports what is taken from it, and much less than the package', () => {
    const code = made(script);
    const [wasm] = emitted;
    if (wasm === undefined) throw new Error('no module was made');
    const exported = new Set(WebAssembly.Module.exports(new WebAssembly.Module(Uint8Array.from(wasm))).map(({ name }) => name));
    const taken = [...code.matchAll(/g\.(_\w+)=A\.([\w$]+),/g)];
    expect(taken.map(([, name]) => name)).toEqual(expect.arrayContaining(['_crypto_sign_ed25519_verify_detached', '_crypto_kem_xwing_dec', '_crypto_pwhash', '_crypto_secretstream_xchacha20poly1305_pull', '_sodium_init', '_malloc']));
    for (const [, , inside = ''] of taken) expect(exported.has(inside)).toBe(true);
    expect(taken.length).toBeLessThan(100);
  });

  it('names the functions that are used, each with its own wrapper', () => {
    const code = made(wrappers);
    const [, names = ''] = /for\(var e=(\[[^\]]+\]),a=/.exec(code) ?? [];
    const [, list = ''] = /,a=\[([^\]]*)\]/.exec(code) ?? [];
    const bodies = new Map(code.split(/(?=function [\w$]+\()/).map((part) => [/^function ([\w$]+)/.exec(part)?.[1] ?? '', part]));
    const pairs = (JSON.parse(names) as string[]).map((name, i) => [name, bodies.get(list.split(',')[i] ?? '')] as const);
    expect(pairs.length).toBeGreaterThan(8);
    for (const [name, body] of pairs) expect(body).toContain(`._${name}(`);
  });
});
