/**
 * Reads the message catalogues (PO files with explicit ids) and compiles them at build time, so that
 * no message is parsed in the browser.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createCompiledCatalog } from '@lingui/cli/api';
import { formatter } from '@lingui/format-po';

export const locales = ['en', 'ar'] as const;
export const catalogueFile = (locale: string) => fileURLToPath(new URL(`../src/locales/${locale}.po`, import.meta.url));

export const idsFile = fileURLToPath(new URL('../src/locales/ids.ts', import.meta.url));

/** The messages of a PO text by id. */
export function parseCatalogue(text: string, locale: string): Record<string, string> {
  const entries = formatter({ explicitIdAsDefault: true }).parse(text, { locale, sourceLocale: 'en', filename: `${locale}.po` }) as Record<string, { translation?: string }>;
  return Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, entry.translation ?? '']));
}

export async function readCatalogue(locale: string): Promise<Record<string, string>> {
  return parseCatalogue(await readFile(catalogueFile(locale), 'utf8'), locale);
}

/** An ES module that exports the compiled `messages`; throws on a message that is not well-formed ICU. */
export function compileCatalogue(text: string, locale: string): string {
  const { source, errors } = createCompiledCatalog(locale, parseCatalogue(text, locale), { strict: true, namespace: 'es' });
  if (errors.length > 0) throw new Error(`${locale}.po: ${errors.map((e) => `${e.id}: ${e.error.message}`).join('; ')}`);
  return source;
}
