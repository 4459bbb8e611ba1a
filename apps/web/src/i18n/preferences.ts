/** What a person chose for this browser's screen. Not secret; kept in localStorage so that the first paint is right. */
export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
/** `auto` follows the language; the others are numbering systems of Unicode. */
export const digitChoices = ['auto', 'latn', 'arab'] as const;
export type Digits = (typeof digitChoices)[number];
/** Minutes without activity until the keys are dropped. */
export const lockChoices = [5, 10, 30, 60] as const;

export interface Preferences {
  language: Language; theme: Theme; digits: Digits; lockMinutes: number;
  /** Whether `?` alone opens the list of shortcuts (WCAG 2.1.4: such keys can be turned off). */
  singleKeys: boolean;
  /** The tour was taken or declined: it is not offered again, and stays where it can be found. */
  tourOffered: boolean;
}

const key = 'comity:preferences';
const oneOf = <T,>(choices: readonly T[], value: unknown, otherwise: T): T => (choices.includes(value as T) ? (value as T) : otherwise);

/** Unknown or damaged values fall back to the defaults one by one. */
export function readPreferences(storage: Pick<Storage, 'getItem'>, browserLanguages: readonly string[]): Preferences {
  let kept: Partial<Record<keyof Preferences, unknown>> = {};
  try { kept = (JSON.parse(storage.getItem(key) ?? '{}') as typeof kept | null) ?? {}; } catch { /* damaged: defaults */ }
  const preferred = browserLanguages.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => (languages as readonly string[]).includes(tag));
  return {
    language: oneOf(languages, kept.language, preferred ?? 'en'),
    theme: oneOf(themes, kept.theme, 'system'),
    digits: oneOf(digitChoices, kept.digits, 'auto'),
    lockMinutes: oneOf<number>(lockChoices, kept.lockMinutes, 10),
    singleKeys: kept.singleKeys !== false,
    tourOffered: kept.tourOffered === true,
  };
}

export function writePreferences(storage: Pick<Storage, 'setItem'>, preferences: Preferences): void {
  // Storage can be full or refused; the choice then lasts as long as the page.
  try { storage.setItem(key, JSON.stringify(preferences)); } catch { /* see above */ }
}
