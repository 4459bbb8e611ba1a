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

/**
 * A language comes in two parts: what signing in and reading a conversation need, and the areas of screens that load when
 * they are opened, whose words follow on their heels.
 */
export type Part = 'first' | 'later';
const laterAreas: ReadonlySet<string> = new Set([
  'account', 'admit', 'anew', 'alarm-safe', 'alarm-todo', 'authority-kind', 'awaiting', 'channel', 'closing', 'days', 'demo', 'desk', 'device', 'devices', 'directory', 'enrol', 'evidence', 'figures', 'files', 'find', 'hall', 'inbox', 'invitation-state', 'invite', 'law', 'link', 'link-word', 'note', 'notice', 'offer', 'owner', 'palette', 'passkey', 'passphrase', 'pending',
  'talks', 'talk-day', 'talk-details', 'talk-forward', 'talk-key', 'talk-marks', 'talk-poll-new', 'talk-settings', 'talk-topic-new', 'talk-tour', 'told',
  'picker', 'pin', 'recovery', 'register', 'request', 'safety', 'screen', 'session', 'set-up', 'settings', 'shortcuts', 'step-up', 'storage', 'suite', 'totp', 'vault',
]);
export const partOf = (id: string): Part => (laterAreas.has(id.split('.', 1)[0] ?? '') || /^(?:alarm\..*\.(?:what|name)|policy\.(?!hold$|mark).*)$/.test(id) ? 'later' : 'first');

/** An ES module that exports the compiled `messages` of a part, or of all; throws on a message that is not well-formed ICU. */
export function compileCatalogue(text: string, locale: string, part?: Part): string {
  const all = parseCatalogue(text, locale);
  const wanted = part === undefined ? all : Object.fromEntries(Object.entries(all).filter(([id]) => partOf(id) === part));
  const { source, errors } = createCompiledCatalog(locale, wanted, { strict: true, namespace: 'es' });
  if (errors.length > 0) throw new Error(`${locale}.po: ${errors.map((e) => `${e.id}: ${e.error.message}`).join('; ')}`);
  return source;
}
