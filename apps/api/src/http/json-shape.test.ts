import { describe, expect, it } from '@jest/globals';
import { shapeFault } from './json-shape.js';

const limits = { depth: 3, values: 5 };
const fault = (text: string) => shapeFault(Buffer.from(text), limits);

describe('the shape of a JSON text', () => {
  it.each(['{}', '[[[]]]', '{"a":{"b":{}}}', '[1,2,3,4,5]', '"[[[[[[,,,,,,,,"', '"\\"[[[[["', '"\\\\"', '', '}}}}]]]]', '{"a":"\\u005b[[[["}'])('passes for %s', (text) => {
    expect(fault(text)).toBeUndefined();
  });

  it.each(['[[[[', '{"a":{"b":{"c":{}}}}', '"\\\\"[[[[', '[[],[[[]]]]'])('is too deep for %s', (text) => {
    expect(fault(text)).toBe('must not nest deeper than 3');
  });

  it.each(['[1,2,3,4,5,6]', '{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}', '",",1,2,3,4,5,6'])('holds too much for %s', (text) => {
    expect(fault(text)).toBe('must not hold more than 5 values');
  });
});
