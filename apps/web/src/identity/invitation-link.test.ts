import { describe, expect, it } from '@jest/globals';
import { invitationLink } from './invitation-link.js';
import { settleLogin } from './login.js';
import { setUpToken } from './set-up-token.js';
import { suggestDeviceName } from './device-name.js';

describe('an invitation link', () => {
  it('is taken out of the address bar as soon as it is read', () => {
    let forgotten = 0;
    const href = 'https://comity.example/enrol#1.a.b.c';
    expect(invitationLink({ pathname: '/enrol', hash: '#1.a.b.c', href }, () => { forgotten++; })).toBe(href);
    expect(forgotten).toBe(1);
  });
  it('is not any other address', () => {
    expect(invitationLink({ pathname: '/spaces/x', hash: '#1.a.b.c', href: '' }, () => undefined)).toBeNull();
    expect(invitationLink({ pathname: '/enrol', hash: '', href: '' }, () => undefined)).toBeNull();
  });
});

describe('what people type', () => {
  it('becomes a sign-in name in lower case, or none', () => {
    expect(settleLogin('  W.Kamau@OAG.example ')).toBe('w.kamau@oag.example');
    expect(settleLogin('ab')).toBeNull();
    expect(settleLogin('نورة')).toBeNull();
  });
  it('may be a set-up token in the address', () => {
    expect(setUpToken(`#token=${'x'.repeat(43)}`)).toBe('x'.repeat(43));
    expect(setUpToken('#something')).toBeNull();
  });
  it('suggests a name for the device', () => {
    expect(suggestDeviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0')).toBe('Edge, Windows');
    expect(suggestDeviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari, iOS');
    expect(suggestDeviceName('curl')).toBe('Browser');
  });
});
