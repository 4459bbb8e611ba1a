/** Loads a language: its compiled messages and its names of States, one chunk each, and turns the page's direction. */
import { i18n } from '@lingui/core';
import { setStateNames } from '../states/names.js';
import type { Digits, Language } from './preferences.js';

const loaders = {
  en: () => Promise.all([import('../locales/en.po'), import('../states/en.js')]),
  ar: () => Promise.all([import('../locales/ar.po'), import('../states/ar.js')]),
} as const satisfies Record<Language, unknown>;

/** The tag for dates and numbers: international English (day before month, 24 hours), Arabic with the chosen digits. */
export function formatTag(language: Language, digits: Digits): string {
  const base = language === 'en' ? 'en-GB' : 'ar';
  return digits === 'auto' ? base : `${base}-u-nu-${digits}`;
}
export const direction = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

export async function activate(language: Language, digits: Digits): Promise<void> {
  const [{ messages }, { states }] = await loaders[language]();
  setStateNames(states);
  i18n.loadAndActivate({ locale: language, locales: formatTag(language, digits), messages });
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
}
