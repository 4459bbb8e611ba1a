/**
 * Loads a language: the messages needed first and its names of States, and turns the page's direction. The messages of
 * screens that are opened later follow when the first of them is asked for.
 */
import { i18n } from '@lingui/core';
import { setStateNames } from '../states/names.js';
import type { Digits, Language } from './preferences.js';

const loaders = {
  en: () => Promise.all([import('../locales/en.po'), import('../states/en.js')]),
  ar: () => Promise.all([import('../locales/ar.po'), import('../states/ar.js')]),
} as const satisfies Record<Language, unknown>;

const laterLoaders = {
  en: () => import('../locales/en.po?later'),
  ar: () => import('../locales/ar.po?later'),
} as const satisfies Record<Language, unknown>;
let active: Language = 'en';
let wanted = false;
const coming = new Map<Language, Promise<void>>();

/** Whether a message is there; otherwise the promise that it will be, for React to wait for. */
export function awaited(id: string): Promise<void> | null {
  return id in i18n.messages ? null : laterMessages();
}

/** The rest of the present language. Without a connection it is asked for again and again, as the screens themselves are. */
export function laterMessages(): Promise<void> {
  wanted = true;
  const language = active;
  const loading = coming.get(language) ?? laterLoaders[language]().then(({ messages }) => { i18n.load(language, messages); }, () => new Promise<void>((resolve) => {
    setTimeout(() => { coming.delete(language); resolve(); }, 2_000);
  }));
  coming.set(language, loading);
  return loading;
}

/** The tag for dates and numbers: international English (day before month, 24 hours), Arabic with the chosen digits. */
export function formatTag(language: Language, digits: Digits): string {
  const base = language === 'en' ? 'en-GB' : 'ar';
  return digits === 'auto' ? base : `${base}-u-nu-${digits}`;
}
export const direction = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

export async function activate(language: Language, digits: Digits): Promise<void> {
  const [{ messages }, { states }] = await loaders[language]();
  setStateNames(states);
  i18n.load(language, messages);
  i18n.activate(language, formatTag(language, digits));
  active = language;
  if (wanted) await laterMessages();
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
}
