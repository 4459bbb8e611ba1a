/** What a visitor downloads, from the build that ships, as gzip sends it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';

interface Chunk { file: string; imports?: string[]; css?: string[]; isEntry?: boolean }
const built = path.resolve(import.meta.dirname, '../../dist/web');
const manifest = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
const sizes = new Map<string, number>();
const gzipped = (file: string): number => {
  const known = sizes.get(file) ?? gzipSync(readFileSync(path.join(built, file)), { level: 9 }).length;
  sizes.set(file, known);
  return known;
};

/** A chunk with everything it needs before it runs. */
function files(key: string, into = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || into.has(chunk.file)) return into;
  into.add(chunk.file);
  for (const css of chunk.css ?? []) into.add(css);
  for (const each of chunk.imports ?? []) files(each, into);
  return into;
}
const weigh = (...keys: string[]): number => {
  const all = new Set<string>(['index.html']);
  for (const key of keys) { expect(manifest[key]).toBeDefined(); files(key, all); }
  return [...all].reduce((sum, file) => sum + gzipped(file), 0) / 1024;
};
const page = 'index.html';
/** A language's words and names of States; the heavier of the two languages counts. */
const language = ['src/locales/ar.po', 'src/states/ar.ts'];
const assets = Object.values(manifest).map((chunk) => chunk.file);
/** A script of the worker with those it cannot run without. */
function scripts(name: string, into = new Set<string>()): Set<string> {
  if (into.has(name)) return into;
  into.add(name);
  for (const [, other] of readFileSync(path.join(built, name), 'utf8').matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) scripts(`assets/${other!}`, into);
  return into;
}
const worker = (): number => {
  // The worker is built apart: its script stands in the page's code by name, its WebAssembly in the worker's.
  const script = /assets\/main-[\w-]+\.js/.exec(assets.map((file) => (file.endsWith('.js') ? readFileSync(path.join(built, file), 'utf8') : '')).join('\n'))?.[0];
  if (script === undefined) throw new Error('the page names no worker');
  const all = [...scripts(script)];
  const wasm = /assets\/[\w-]+\.wasm/.exec(all.map((file) => readFileSync(path.join(built, file), 'utf8')).join('\n'))?.[0];
  if (wasm === undefined) throw new Error('the worker names no WebAssembly');
  return [...all, wasm].reduce((sum, file) => sum + gzipped(file), 0) / 1024;
};

describe('the build', () => {
  it('signs in with at most 150 KB, the keys’ worker apart', () => {
    expect(weigh(page, ...language)).toBeLessThanOrEqual(150);
  });
  it('shows a conversation with at most 400 KB in all, cryptography included', () => {
    expect(weigh(page, ...language, 'src/shell/Shell.tsx') + worker()).toBeLessThanOrEqual(400);
  });
  it('holds nothing of the fixture', () => {
    const all = assets.filter((file) => file.endsWith('.js')).map((file) => readFileSync(path.join(built, file), 'utf8')).join('');
    expect(all).not.toContain('FixtureComity');
    expect(all).not.toContain('/scene');
  });
});
