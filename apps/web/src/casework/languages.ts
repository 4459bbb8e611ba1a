/** Languages that a request is translated into, by their codes of ISO 639: those of letters first, then others of the networks' States. */
import { useMemo } from 'react';
import { useLingui } from '@lingui/react';

export const translationLanguages = [
  'ar', 'zh', 'en', 'fr', 'ru', 'es', 'sq', 'hy', 'az', 'bn', 'bs', 'bg', 'hr', 'cs', 'da', 'nl', 'et', 'fi', 'ka', 'de', 'el', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'kk', 'ko', 'lv', 'lt', 'mk', 'ms', 'mn', 'no', 'fa', 'pl', 'pt', 'ro', 'sr', 'sk', 'sl', 'sw', 'sv', 'th', 'tr', 'uk', 'ur', 'uz', 'vi',
] as const;

/** The name of a language in that of the interface; its code where the browser knows none. */
export function useLanguageName(): (code: string) => string {
  const { i18n } = useLingui();
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.locale], { type: 'language', fallback: 'code' });
    return (code) => names.of(code) ?? code;
  }, [i18n.locale]);
}
