import { describe, expect, it } from '@jest/globals';
import { pagesOf, type Screen } from './screen.js';

const rooms = (count: number): Screen['rooms'] => Array.from({ length: count }, (_, i) => ({ name: `Table ${i}`, now: null, next: null, closed: null }));

describe('a screen in the hall', () => {
  it('shows all rooms, page by page of about the same size', () => {
    expect([0, 1, 12, 13, 40].map((count) => pagesOf(rooms(count)).map(({ length }) => length))).toEqual([[0], [1], [12], [7, 6], [10, 10, 10, 10]]);
    expect(pagesOf(rooms(40)).flat()).toEqual(rooms(40));
  });
});
