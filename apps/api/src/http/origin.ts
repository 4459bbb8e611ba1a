/**
 * Refuses writes that another site made a browser send (CSRF), beside the cookie's SameSite=Strict. A browser always
 * names the origin of a write; without one, Fetch Metadata must not speak of another site. Programs send neither.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { Refusal } from './refusal.js';

/** Also the rule of the socket handshake. */
export function originAllowed(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  if (headers.origin !== undefined) return allowed.includes(headers.origin);
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

export function sameOrigin(allowed: readonly string[]) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    next(reads || originAllowed(request.headers, allowed) ? undefined : new Refusal('foreign-origin'));
  };
}
