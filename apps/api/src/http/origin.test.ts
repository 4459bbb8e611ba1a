import { describe, expect, it } from '@jest/globals';
import { originAllowed } from './origin.js';

const allowed = ['https://comity.example'];

describe('the origin of a write', () => {
  it.each([
    [{ origin: 'https://comity.example' }, true], [{ origin: 'https://comity.example', 'sec-fetch-site': 'same-origin' }, true], [{}, true], [{ 'sec-fetch-site': 'none' }, true], [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://comity.example.evil' }, false], [{ origin: 'http://comity.example' }, false], [{ origin: 'null' }, false], [{ origin: '' }, false], [{ origin: 'https://COMITY.example' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false], [{ 'sec-fetch-site': 'same-site' }, false],
  ])('%j is allowed: %s', (headers, expected) => {
    expect(originAllowed(headers, allowed)).toBe(expected);
  });
});
