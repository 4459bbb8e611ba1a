import { describe, expect, it } from '@jest/globals';
import { states as arabic } from './ar.js';
import { states as english } from './en.js';
import { states as spanish } from './es.js';
import { states as french } from './fr.js';
import { states as russian } from './ru.js';
import { states as chinese } from './zh.js';

describe('the names of States', () => {
  it('cover 193 Member States, two observers and international organizations, in every language', () => {
    expect(Object.keys(english)).toHaveLength(196);
    for (const table of [arabic, french, spanish, russian, chinese]) expect(Object.keys(table).sort()).toEqual(Object.keys(english).sort());
    for (const code of Object.keys(english)) expect(code).toMatch(/^[A-Z]{2}$/);
  });

  it('name no State twice', () => {
    for (const table of [english, arabic, french, spanish, russian, chinese]) expect(new Set(Object.values(table)).size).toBe(196);
  });

  it('follow the usage of the United Nations', () => {
    expect([english['TR'], english['CZ'], english['SZ'], english['MK'], english['CV'], english['PS'], english['VA']])
      .toEqual(['Türkiye', 'Czechia', 'Eswatini', 'North Macedonia', 'Cabo Verde', 'State of Palestine', 'Holy See']);
    expect([french, spanish, russian, chinese].map((table) => [table['KP'], table['PS'], table['VA']])).toEqual([
      ['République populaire démocratique de Corée', 'État de Palestine', 'Saint-Siège'], ['República Popular Democrática de Corea', 'Estado de Palestina', 'Santa Sede'],
      ['Корейская Народно-Демократическая Республика', 'Государство Палестина', 'Святой Престол'], ['朝鲜民主主义人民共和国', '巴勒斯坦国', '罗马教廷'],
    ]);
    expect([arabic['PS'], arabic['TL'], arabic['GB']]).toEqual(['دولة فلسطين', 'تيمور - ليشتي', 'المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية']);
  });

  it('use codes that ISO 3166-1 knows', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(Object.keys(english).filter((code) => names.of(code) === undefined)).toEqual([]);
  });
});
