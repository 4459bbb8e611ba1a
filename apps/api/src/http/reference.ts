/** Gives each request a reference to quote to an operator, and writes its one line in the log when it is answered. */
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Log } from './log.js';

export interface Referenced extends Request {
  reference?: string;
  /** Code of the problem the request was answered with. */
  problem?: string;
}

export function reference(log: Log) {
  return (request: Referenced, response: Response, next: NextFunction): void => {
    const started = performance.now();
    request.reference = randomUUID();
    response.setHeader('X-Reference', request.reference);
    response.on('close', () => {
      // The pattern of the route, never its address: addresses carry ids that belong to somebody.
      const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
      log.info('request', {
        reference: request.reference ?? '', method: request.method, status: response.statusCode, ms: Math.round(performance.now() - started),
        route: typeof route === 'string' ? route : '-', ...(request.problem === undefined ? {} : { code: request.problem }),
      });
    });
    next();
  };
}
