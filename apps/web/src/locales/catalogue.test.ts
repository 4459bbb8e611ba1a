import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { idsModule, messageParameters } from '../../build/ids.js';
import { catalogueFile, compileCatalogue, idsFile, locales, readCatalogue } from '../../build/po.js';

/** Plural categories a language's messages must name, by CLDR. */
const categories = (locale: string): string[] => new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted((a, b) => a.localeCompare(b));

async function sources(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return Promise.all(files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && path.basename(file) !== 'ids.ts').map((file) => readFile(path.join(folder, file), 'utf8')));
}

describe('the message catalogues', () => {
  const catalogues = new Map<string, Record<string, string>>();
  let code = '';
  beforeAll(async () => {
    for (const locale of locales) catalogues.set(locale, await readCatalogue(locale));
    code = (await sources(path.resolve(import.meta.dirname, '..'))).join('\n');
  });
  const of = (locale: string): Record<string, string> => catalogues.get(locale) ?? {};

  it('hold the same ids in every language, none of them empty', () => {
    for (const locale of locales) {
      expect(Object.keys(of(locale)).sort()).toEqual(Object.keys(of('en')).sort());
      expect(Object.entries(of(locale)).filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  it('are well-formed ICU messages', async () => {
    for (const locale of locales) expect(() => compileCatalogue('', locale)).not.toThrow();
    for (const locale of locales) compileCatalogue(await readFile(catalogueFile(locale), 'utf8'), locale);
  });

  it('take the same values in every language', () => {
    const english = messageParameters(of('en'));
    for (const locale of locales) for (const [id, parameters] of messageParameters(of(locale))) expect([locale, id, parameters]).toEqual([locale, id, english.get(id)]);
  });

  it('name every plural form of their language', () => {
    for (const locale of locales) {
      for (const [id, text] of Object.entries(of(locale))) {
        for (const [, body = ''] of text.matchAll(/\{\w+, plural,((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g)) {
          const named = [...body.matchAll(/(?:^|\s)(zero|one|two|few|many|other)\s*\{/g)].map(([, name]) => name);
          // A message with one wording for every number but nought says so with `other` alone, in English.
          const needed = locale === 'en' && named.length === 1 ? ['other'] : categories(locale);
          expect([locale, id, [...new Set(named)].toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))]).toEqual([locale, id, needed]);
        }
      }
    }
  });

  it('hold every message the client uses, and no other', () => {
    const literals = new Set([...code.matchAll(/'([a-z][a-z-]*\.[A-Za-z0-9.-]+)'/g)].map(([, id]) => id));
    const attributes = new Set([...code.matchAll(/\bid="([a-z][a-z-]*\.[a-z0-9.-]+)"/g)].map(([, id]) => id));
    const patterns = [...code.matchAll(/`([a-z][a-z-]*(?:[.-][a-z-]*)*)\$\{[^}]+\}((?:\.[a-z]+)?)`/g)]
      .filter(([, start = '']) => start.includes('.')).map(([, start = '', end = '']) => new RegExp(`^${start.replaceAll('.', '\\.')}[A-Za-z0-9-]+${end.replaceAll('.', '\\.')}$`));
    const unused = Object.keys(of('en')).filter((id) => !literals.has(id) && !attributes.has(id) && !patterns.some((pattern) => pattern.test(id)));
    expect(unused).toEqual([]);
  });

  it('agree with the ids the compiler knows', async () => {
    expect(await readFile(idsFile, 'utf8')).toBe(idsModule(of('en')));
  });

  it('leave no words in the components', async () => {
    const components = await Promise.all((await readdir(path.resolve(import.meta.dirname, '..'), { recursive: true })).filter((file) => file.endsWith('.tsx')).map(async (file) => [file, await readFile(path.resolve(import.meta.dirname, '..', file), 'utf8')] as const));
    const allowed = new Set(['Comity', 'MLS 0x', '?']);
    const found = components.flatMap(([file, text]) => [...text.matchAll(/(?<!=)>([^<>{}=;()`]*\p{L}{2,}[^<>{}=;()`]*)</gu)].map(([, words = '']) => words.trim()).filter((words) => !allowed.has(words) && !/^[:|&,]/.test(words)).map((words) => `${file}: ${words}`));
    expect(found).toEqual([]);
  });
});
