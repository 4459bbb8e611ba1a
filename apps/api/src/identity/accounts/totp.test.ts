import { describe, expect, it } from '@jest/globals';
import { totpStep } from './totp.js';

/** RFC 6238 Appendix B, SHA-1; six digits are the last of its eight. */
const secret = Buffer.from('12345678901234567890', 'ascii');

describe('a time-based code', () => {
  it.each([[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130']])('at %d seconds is that of RFC 6238', (seconds, code) => {
    expect(totpStep(secret, code, new Date(seconds * 1000), 0)).toBe(Math.floor(seconds / 30));
  });

  it('counts one step early or late, and not two', () => {
    const at = (seconds: number) => totpStep(secret, '050471', new Date((1_111_111_111 + seconds) * 1000), 0) !== undefined;
    expect([-60, -30, 0, 30, 60].map(at)).toEqual([false, true, true, true, false]);
  });

  it('counts once, and none before it counts any more', () => {
    const now = new Date(1_111_111_111_000), step = 37_037_037;
    expect([step - 2, step - 1, step, step + 1].map((last) => totpStep(secret, '050471', now, last))).toEqual([step, step, undefined, undefined]);
  });
});
