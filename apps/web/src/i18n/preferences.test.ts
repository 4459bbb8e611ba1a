import { describe, expect, it } from '@jest/globals';
import { formatOf } from './format.js';
import { readPreferences } from './preferences.js';
import { latinDigits } from './digits.js';
import { initials } from '../design/initials.js';
import { fold } from '../directory/grouping.js';

const storage = (text: string | null) => ({ getItem: () => text });

describe('preferences', () => {
  it('follow the browser when nothing was chosen', () => {
    expect(readPreferences(storage(null), ['fr-FR', 'ar-EG', 'en'])).toEqual({ language: 'ar', theme: 'system', digits: 'auto', lockMinutes: 10, singleKeys: true, tourOffered: false });
  });
  it('survive damage one by one', () => {
    expect(readPreferences(storage('{"language":"tlh","theme":"dark","lockMinutes":-1}'), ['en'])).toMatchObject({ language: 'en', theme: 'dark', lockMinutes: 10 });
    expect(readPreferences(storage('not json'), [])).toMatchObject({ language: 'en' });
    expect(readPreferences(storage('null'), [])).toMatchObject({ language: 'en' });
  });
});

describe('writing for people', () => {
  it('shows the shortest date that is still clear', () => {
    const format = formatOf('en-GB');
    const now = new Date(2026, 2, 3, 12, 0);
    expect(format.brief(new Date(2026, 2, 3, 9, 5).toISOString(), now)).toBe('09:05');
    expect(format.brief(new Date(2026, 2, 1, 9, 5).toISOString(), now)).toBe('Sun');
    expect(format.brief(new Date(2026, 0, 9).toISOString(), now)).toBe('9 Jan');
    expect(format.brief(new Date(2025, 0, 9).toISOString(), now)).toBe('9 Jan 2025');
  });
  it('uses the digits that were chosen', () => {
    expect(formatOf('ar-u-nu-arab').number(1234)).toBe('١٬٢٣٤');
    expect(formatOf('ar-u-nu-latn').number(1234)).toBe('1,234');
  });
  it('takes codes in any digits', () => {
    expect(latinDigits('١٢٣ ۴۵6x')).toBe('123456');
  });
  it('makes monograms where letters stand alone, and one letter where they join', () => {
    expect([initials('Lucía Ferrer Ibáñez'), initials('Élodie'), initials('نورة القحطاني'), initials(' ')]).toEqual(['LI', 'É', 'ن', '?']);
  });
  it('finds names without accents and vowel signs', () => {
    expect(fold('Élodie')).toBe('elodie');
    expect(fold('أَحْمَد')).toBe(fold('احمد'));
  });
});
