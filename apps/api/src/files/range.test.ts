import { describe, expect, it } from '@jest/globals';
import { parseRange } from './range.js';

describe('a range', () => {
  it('is the whole without a header, or exactly what is asked for, cut at the end', () => {
    expect(parseRange(undefined, 10)).toEqual({ from: 0, to: 9, partial: false });
    expect(parseRange('bytes=2-3', 10)).toEqual({ from: 2, to: 3, partial: true });
    expect(parseRange('bytes=2-', 10)).toEqual({ from: 2, to: 9, partial: true });
    expect(parseRange('bytes=0-99', 10)).toEqual({ from: 0, to: 9, partial: true });
  });

  it.each(['', 'bytes', 'bytes=', 'bytes=-', 'bytes=-5', 'bytes=3-2', 'bytes=10-', 'bytes=0-1,3-4', 'bytes= 0-1', 'items=0-1', 'bytes=0x1-2', `bytes=${'9'.repeat(20)}-`])('is refused as %p', (header) => {
    expect(() => parseRange(header, 10)).toThrow('invalid-input');
  });
});
