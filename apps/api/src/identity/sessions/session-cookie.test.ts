import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../config.js';
import { hashToken, newToken, noSessionCookie, sessionCookie, tokenOf } from './session-cookie.js';

const config = (ORIGIN: string) => readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgres://localhost/comity', ORIGIN });

describe('the session\'s cookie', () => {
  it('is a token of 256 bits, hidden from scripts, sent to our own pages only', () => {
    const token = newToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(sessionCookie(config('http://localhost:3000'), token)).toBe(`comity_session=${token}; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict`);
  });

  it('travels over TLS only where the service does', () => {
    expect(sessionCookie(config('https://comity.example'), newToken())).toMatch(/^__Host-comity_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(noSessionCookie(config('https://comity.example'))).toBe('__Host-comity_session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict');
  });

  it('is found among others, and only in its own shape', () => {
    const token = newToken();
    const [plain, secure] = [config('http://localhost:3000'), config('https://comity.example')];
    expect(tokenOf(plain, `a=1; comity_session=${token}; b=2`)).toBe(token);
    expect(tokenOf(secure, `__Host-comity_session=${token}`)).toBe(token);
    // What another host of the domain, or a page without TLS, could have set.
    expect(tokenOf(secure, `comity_session=${token}`)).toBeUndefined();
    for (const header of [undefined, '', 'comity_session', `comity_session=${token}x`, `COMITY_SESSION=${token}`, `x=${'y'.repeat(9_000)}; comity_session=${token}`]) expect(tokenOf(plain, header)).toBeUndefined();
  });

  it('is kept as a hash', () => {
    expect(hashToken('A'.repeat(43)).toString('hex')).toBe('0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a');
    expect(hashToken(newToken())).toHaveLength(32);
  });
});
