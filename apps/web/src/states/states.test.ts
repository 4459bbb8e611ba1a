import { describe, expect, it } from '@jest/globals';
import { states as arabic } from './ar.js';
import { states as english } from './en.js';

describe('the names of States', () => {
  it('cover 193 Member States, two observers and international organizations, in both languages', () => {
    expect(Object.keys(english)).toHaveLength(196);
    expect(Object.keys(arabic).sort()).toEqual(Object.keys(english).sort());
    for (const code of Object.keys(english)) expect(code).toMatch(/^[A-Z]{2}$/);
  });

  it('name no State twice', () => {
    for (const table of [english, arabic]) expect(new Set(Object.values(table)).size).toBe(196);
  });

  it('follow the usage of the United Nations', () => {
    expect([english['TR'], english['CZ'], english['SZ'], english['MK'], english['CV'], english['PS'], english['VA']])
      .toEqual(['Türkiye', 'Czechia', 'Eswatini', 'North Macedonia', 'Cabo Verde', 'State of Palestine', 'Holy See']);
    expect([arabic['PS'], arabic['TL'], arabic['GB']]).toEqual(['دولة فلسطين', 'تيمور - ليشتي', 'المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية']);
  });

  it('use codes that ISO 3166-1 knows', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(Object.keys(english).filter((code) => names.of(code) === undefined)).toEqual([]);
  });
});
