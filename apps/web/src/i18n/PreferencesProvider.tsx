import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider as AriaLocale } from 'react-aria-components/I18nProvider';
import { I18nProvider } from '@lingui/react';
import { i18n } from '@lingui/core';
import { activate } from './locale.js';
import { formatTag } from './locale.js';
import { readPreferences, writePreferences, type Preferences } from './preferences.js';

interface Chosen { preferences: Preferences; change(part: Partial<Preferences>): void }
const Context = createContext<Chosen | null>(null);

export function usePreferences(): Chosen {
  const chosen = useContext(Context);
  if (!chosen) throw new Error('usePreferences outside its provider');
  return chosen;
}

/** Shows nothing until the language is there: a flash of the wrong direction is worse than a moment of blank. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(() => readPreferences(localStorage, navigator.languages));
  const [active, setActive] = useState<string | null>(null);
  const { language, digits, theme } = preferences;

  useEffect(() => {
    let current = true;
    void activate(language, digits).then(() => { if (current) setActive(formatTag(language, digits)); });
    return () => { current = false; };
  }, [language, digits]);
  useEffect(() => { document.documentElement.dataset['theme'] = theme; }, [theme]);

  const chosen = useMemo<Chosen>(() => ({
    preferences,
    change: (part) => setPreferences((before) => {
      const next = { ...before, ...part };
      writePreferences(localStorage, next);
      return next;
    }),
  }), [preferences]);

  if (active === null) return null;
  return (
    <Context.Provider value={chosen}>
      <I18nProvider i18n={i18n}>
        <AriaLocale locale={active}>{children}</AriaLocale>
      </I18nProvider>
    </Context.Provider>
  );
}
