import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatRecoveryCode, newRecoveryCode, parseRecoveryCode, ready } from '@comity/e2ee';

beforeAll(ready);
const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a recovery code', () => {
  it('is fourteen groups of four and reads back', () => {
    fc.assert(fc.property(secrets, (secret) => {
      const code = formatRecoveryCode(secret);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(parseRecoveryCode(code)).toEqual({ ok: true, secret });
    }));
    const { secret, code } = newRecoveryCode();
    expect(formatRecoveryCode(secret)).toBe(code);
  });
  it('forgives case, spaces, line breaks, dashes, and letters that look like digits', () => {
    fc.assert(fc.property(secrets, (secret) => {
      const typed = formatRecoveryCode(secret).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' \n– ');
      expect(parseRecoveryCode(typed)).toEqual({ ok: true, secret });
    }));
  });
  it('notices one wrong character and two exchanged ones', () => {
    const code = formatRecoveryCode(new Uint8Array(32).map((_, i) => i * 7));
    for (let i = 0; i < code.length; i++) {
      if (code[i] === '-') continue;
      const wrong = code.slice(0, i) + (code[i] === '7' ? '8' : '7') + code.slice(i + 1);
      expect(parseRecoveryCode(wrong)).toEqual({ ok: false, rule: 'checksum' });
    }
    const swapped = `${code.slice(5, 10)}${code.slice(0, 5)}${code.slice(10)}`;
    expect(parseRecoveryCode(swapped)).toEqual({ ok: false, rule: 'checksum' });
  });
  it('says what is wrong, and never throws', () => {
    const code = formatRecoveryCode(new Uint8Array(32));
    expect(parseRecoveryCode(code.slice(1))).toEqual({ ok: false, rule: 'length' });
    expect(parseRecoveryCode(`${code}0`)).toEqual({ ok: false, rule: 'length' });
    expect(parseRecoveryCode(`U${code.slice(1)}`)).toEqual({ ok: false, rule: 'character' });
    expect(() => formatRecoveryCode(new Uint8Array(31))).toThrow(RangeError);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(parseRecoveryCode(text).ok).toBe(false); }));
  });
});
