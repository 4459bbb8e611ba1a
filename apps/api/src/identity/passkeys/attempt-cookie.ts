/** Ties a passkey sign-in to the browser that asked for its challenge: nobody can finish an attempt another began. */
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Config } from '../../config.js';

const name = 'comity_attempt';

export const attemptCookie = (config: Config, token: string): string =>
  stringifySetCookie({ name, value: token, path: '/api/sign-in', httpOnly: true, sameSite: 'strict', secure: config.origin.startsWith('https:'), maxAge: 300 });

export const attemptOf = (header: string | undefined): string | undefined => parseCookie(header ?? '')[name];
