import { describe, expect, it } from '@jest/globals';
import { fromBase32, totpCode } from './totp.js';

describe('one-time codes', () => {
  // RFC 6238 appendix B, SHA-1, shortened to six digits.
  it.each([[59, '287082'], [1111111109, '081804'], [1234567890, '005924'], [20000000000, '353130']])('match the RFC at second %d', async (second, code) => {
    expect(await totpCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', new Date(second * 1000))).toBe(code);
  });

  it('step forward', async () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(await totpCode(secret, new Date(29_000), 1)).toBe(await totpCode(secret, new Date(31_000)));
  });

  it('read base32 with spaces and padding, and refuse anything else', () => {
    expect(Buffer.from(fromBase32('mzxw 6ytb oi==')).toString()).toBe('foobar');
    expect(() => fromBase32('0189')).toThrow('not base32');
  });
});
