/** What stands in one line of a letter, and what its dates are written in. Pure. */
import type { LetterLanguage } from './frame.js';

/** `said`: somebody's own words or name, in whatever language and direction. */
export interface Words { text: string; as: 'frame' | 'said' }
export type Line = Words[];
/** A row of facts; null: a blank to be filled in by hand. */
export interface Row { label: string; value: Line | null }

/** For dates, and for programs that check spelling. Letters have one kind of digits, those of articles and references. */
export const letterTags = { en: 'en-GB', fr: 'fr-FR', es: 'es-ES', ru: 'ru-RU', ar: 'ar-SA', zh: 'zh-CN' } as const satisfies Record<LetterLanguage, string>;

export const said = (text: string): Words => ({ text, as: 'said' });
export const frameWords = (text: string): Words => ({ text, as: 'frame' });
