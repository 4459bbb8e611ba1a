import { describe, expect, it } from '@jest/globals';
import { states } from '../states/en.js';
import { tongueOfState } from './state-tongue.js';

describe('the language a State is first offered', () => {
  it('is one of the six', () => {
    expect(['FR', 'CL', 'KZ', 'TN', 'CN', 'KE', 'JP', undefined].map(tongueOfState)).toEqual(['fr', 'es', 'ru', 'ar', 'zh', 'en', 'en', 'en']);
  });
  it('is given by codes of States that there are', () => {
    const others = 'BE BF BI BJ CD CF CG CH CI CM DJ FR GA GN HT KM LU MC MG ML NE SN TD TG AD AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PY SV UY VE BY KG KZ RU TJ AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE CN'.split(' ');
    expect(others.filter((state) => !(state in states) || tongueOfState(state) === 'en')).toEqual([]);
    expect(Object.keys(states).filter((state) => tongueOfState(state) !== 'en').length).toBe(others.length);
  });
});
