import { describe, expect, it } from '@jest/globals';
import { checkPassphrase } from '@comity/e2ee';
import { suggestPassphrase } from './suggest-passphrase.js';

describe('a passphrase', () => {
  it('is suggested without favouring a letter, and holds', () => {
    const suggestion = suggestPassphrase();
    expect(suggestion).toMatch(/^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
    expect(checkPassphrase(suggestion, ['w.kamau@oag.example', 'Wanjiru Kamau'])).toMatchObject({ ok: true });
    // 255 lies beyond the last whole multiple of the alphabet and is drawn again.
    let calls = 0;
    suggestPassphrase((bytes) => bytes.fill(calls++ === 0 ? 255 : 7));
    expect(calls).toBe(2);
  });
});
