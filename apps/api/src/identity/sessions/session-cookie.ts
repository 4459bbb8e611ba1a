/** The session's cookie: an opaque 256-bit token, of which the service keeps only the hash. */
import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Config } from '../../config.js';

/** Over https browsers keep the cookie to this very host: no other one, not even below it, can set or shadow it. */
export const sessionCookieName = (config: Pick<Config, 'origin'>): string => (config.origin.startsWith('https:') ? '__Host-comity_session' : 'comity_session');

export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): Buffer => createHash('sha256').update(token, 'ascii').digest();

/** The token of a `Cookie` header, or undefined when there is none of the right shape. */
export function tokenOf(config: Config, header: string | undefined): string | undefined {
  if (header === undefined || header.length > 8_192) return undefined;
  const token = parseCookie(header)[sessionCookieName(config)];
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

const attributes = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure: config.origin.startsWith('https:') } as const);

/** `Set-Cookie` values that hand over and take back a session. */
export const sessionCookie = (config: Config, token: string): string => stringifySetCookie({ name: sessionCookieName(config), value: token, maxAge: config.session.absolute, ...attributes(config) });
export const noSessionCookie = (config: Config): string => stringifySetCookie({ name: sessionCookieName(config), value: '', maxAge: 0, ...attributes(config) });
