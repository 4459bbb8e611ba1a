import { describe, expect, it } from '@jest/globals';
import { wallFormatOf } from './wall.js';

describe('days as they stand on the walls of a session', () => {
  it('go from the first to the last, whatever the browser knows of its zone', () => {
    const { range } = wallFormatOf('en-GB');
    expect([range('2026-11-30', '2026-12-04'), range('2026-11-30', '2026-11-30')].map((words) => words.replaceAll(/\s+/g, ' '))).toEqual(['30 Nov – 4 Dec 2026', '30 Nov 2026']);
  });
});
