import { describe, expect, it } from '@jest/globals';
import { checkPassphrase } from '@comity/e2ee';

const rule = (passphrase: string, context: string[] = []) => { const verdict = checkPassphrase(passphrase, context); return verdict.ok ? 'ok' : verdict.rule; };

describe('a passphrase', () => {
  it('is accepted when it is long and says nothing about its owner', () => {
    for (const good of ['granite lantern fjord', 'Vj8#mQ2!xLp0', 'le renard traverse la neige', 'σκιά πέτρα θάλασσα', 'Umbrella-Harvest-1987']) expect([good, rule(good, ['anna.berg@ministry.example', 'Anna Berg'])]).toEqual([good, 'ok']);
  });
  it('is refused when short or endless', () => {
    expect([rule('short one 1'), rule('x y '.repeat(100))]).toEqual(['too-short', 'too-long']);
  });
  it('is refused when everybody chooses it', () => {
    for (const bad of ['password1234', 'PasswordPassword', 'correct horse battery staple', 'Qwertyuiop12', '1234 letmein 5678']) expect([bad, rule(bad)]).toEqual([bad, 'common']);
  });
  it('is refused when it is made of login, name or product', () => {
    expect(rule('anna.berg@ministry', ['anna.berg@ministry.example', 'Anna Berg'])).toBe('context-word');
    expect(rule('comitycomity2027', [])).toBe('context-word');
    expect(rule('Anna Berg 12', ['a.berg', 'Anna Berg'])).toBe('context-word');
  });
  it('is refused when it repeats or follows the keyboard', () => {
    for (const bad of ['aaaaaaaaaaaaaaaa', '123456789012345678', 'abababababababab', 'asdfghjklpoiuytrewq']) expect([bad, rule(bad)]).toEqual([bad, 'too-simple']);
  });
});
