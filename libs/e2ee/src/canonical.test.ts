import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, fromUtf8 } from '@comity/e2ee';

const text = (value: unknown) => fromUtf8(canonicalJson(value));

describe('canonical JSON', () => {
  it('writes the example of RFC 8785 section 3.2.2 to 3.2.4', () => {
    const value: unknown = JSON.parse(String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`);
    expect(text(value)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });
  it('sorts names by UTF-16 units, as RFC 8785 section 3.2.3 does', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(text(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\ud83d\ude00":5,"\ufb33":3}');
  });
  it('does not depend on the order in which names were written', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(text(reversed)).toBe(text(value));
      expect(JSON.parse(text(value)!)).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
  it('refuses what JSON cannot carry', () => {
    for (const value of [Number.NaN, Infinity, 'lone \ud800', undefined, { a: '\udc00' }]) expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
