import { describe, expect, it } from '@jest/globals';
import { passphraseFlaw, passphraseStrength, suggestPassphrase } from './passphrase-policy.js';

const me = ['Wanjiru Kamau', 'w.kamau@oag.example'];

describe('a passphrase', () => {
  it('is refused when it is short, repetitive, personal or common', () => {
    expect(passphraseFlaw('thirteen char', me)).toBe('short');
    expect(passphraseFlaw('abababababababab', me)).toBe('repetitive');
    expect(passphraseFlaw('aaaaaaaaaaabcdefgh', me)).toBe('repetitive');
    expect(passphraseFlaw('Wanjiru.Kamau.1984', me)).toBe('personal');
    expect(passphraseFlaw('Password!123456', me)).toBe('common');
  });

  it('is accepted for its length alone, in any script', () => {
    expect(passphraseFlaw('lantern harbour meridian', me)).toBeNull();
    expect(passphraseFlaw('قمر فوق مرفأ قديم بعيد', me)).toBeNull();
    expect(passphraseFlaw(`${'lantern harbour meridian '.repeat(4)}x`, me)).toBeNull();
  });

  it('counts as stronger the longer it is', () => {
    expect(passphraseStrength('short', me)).toBe(0);
    expect(passphraseStrength('lantern harbour', me)).toBeLessThan(passphraseStrength('lantern harbour meridian cobalt', me));
    expect(passphraseStrength('lantern harbour meridian cobalt', me)).toBe(3);
    expect(passphraseStrength('lantern harbour meridian cobalt thistle', me)).toBe(4);
  });

  it('is suggested without favouring a letter, and holds', () => {
    const suggestion = suggestPassphrase();
    expect(suggestion).toMatch(/^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
    expect(passphraseFlaw(suggestion, me)).toBeNull();
    // 255 lies beyond the last whole multiple of the alphabet and is drawn again.
    let calls = 0;
    suggestPassphrase((bytes) => bytes.fill(calls++ === 0 ? 255 : 7));
    expect(calls).toBe(2);
  });
});
