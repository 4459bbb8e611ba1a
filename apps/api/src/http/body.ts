/** Reads JSON bodies: bounded in bytes, depth and number of values, never compressed; faults become problems here. */
import type { IncomingMessage } from 'node:http';
import { json, type NextFunction, type Request, type Response } from 'express';
import { limits } from '@comity/contracts';
import { shapeFault } from './json-shape.js';
import { problemOf } from './problem-of.js';
import { invalid, Refusal } from './refusal.js';

/** Values of one body: far above any contract, far below what would keep the event loop busy. */
const values = 20_000;
/** Milliseconds for a whole JSON body. */
const patience = 30_000;

/** `streamed` tells requests whose handlers read the body themselves. */
export function jsonBody(streamed: (request: Request) => boolean = () => false) {
  const faults = new WeakMap<IncomingMessage, string>();
  const parse = json({
    limit: limits.jsonBodyBytes, inflate: false, strict: true, type: () => true,
    verify: (request, _response, body) => {
      const fault = shapeFault(body, { depth: limits.jsonDepth, values });
      if (fault === undefined) return;
      faults.set(request, fault);
      throw new Error(fault);
    },
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (streamed(request)) {
      next();
      return;
    }
    const late = setTimeout(() => request.destroy(), patience);
    request.once('close', () => clearTimeout(late));
    parse(request, response, (error?: unknown) => {
      clearTimeout(late);
      const fault = faults.get(request);
      if (error === undefined) next();
      else next(fault === undefined ? new Refusal(problemOf(error).problem) : invalid('', fault));
    });
  };
}
