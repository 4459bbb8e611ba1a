/** A language that letters are written in, with its frame and its names of States: loaded when somebody chooses it. */
import { useEffect, useState } from 'react';
import type { StateNames } from '../states/names.js';
import { letterLanguages, type Frame, type LetterLanguage } from './frame.js';

export interface Tongue { language: LetterLanguage; frame: Frame; states: StateNames }

const loaders = {
  en: () => Promise.all([import('./frames/en.js'), import('../states/en.js')]),
  fr: () => Promise.all([import('./frames/fr.js'), import('../states/fr.js')]),
  es: () => Promise.all([import('./frames/es.js'), import('../states/es.js')]),
  ru: () => Promise.all([import('./frames/ru.js'), import('../states/ru.js')]),
  ar: () => Promise.all([import('./frames/ar.js'), import('../states/ar.js')]),
  zh: () => Promise.all([import('./frames/zh.js'), import('../states/zh.js')]),
} as const satisfies Record<LetterLanguage, unknown>;

export async function tongueOf(language: LetterLanguage): Promise<Tongue> {
  const [{ frame }, { states }] = await loaders[language]();
  return { language, frame, states };
}

export const isLetterLanguage = (text: string): text is LetterLanguage => (letterLanguages as readonly string[]).includes(text);

/** The chosen language, and until it is here the one before it; null until there is any. Without a connection it is asked for again and again. */
export function useTongue(language: LetterLanguage): Tongue | null {
  const [tongue, setTongue] = useState<Tongue | null>(null);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      tongueOf(language).then(
        (loaded) => { if (wanted) setTongue(loaded); },
        () => { if (wanted) timer = setTimeout(load, 2_000); },
      );
    };
    load();
    return () => { wanted = false; clearTimeout(timer); };
  }, [language]);
  return tongue;
}
