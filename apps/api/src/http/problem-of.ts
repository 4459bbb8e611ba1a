/** Any thrown value as a problem: refusals as they are, the framework's and the body parser's by meaning, an outage as such, the rest as `unexpected`. */
import { HttpException } from '@nestjs/common';
import { problem, type Problem } from '@comity/contracts';
import { isOutage } from '../database/outage.js';
import { Refusal } from './refusal.js';

/** body-parser names its errors by `type`. */
const ofBodyParser: Record<string, () => Problem> = {
  'entity.too.large': () => problem('too-large'),
  'entity.parse.failed': () => problem('invalid-input', { detail: 'The body must be JSON.' }),
  'encoding.unsupported': () => problem('invalid-input', { detail: 'The body must not be compressed.' }),
  'charset.unsupported': () => problem('invalid-input', { detail: 'The body must be UTF-8.' }),
  'request.size.invalid': () => problem('invalid-input', { detail: 'The body has another length than announced.' }),
  'request.aborted': () => problem('invalid-input', { detail: 'The request was cut short.' }),
};

const ofStatus: Record<number, () => Problem> = {
  400: () => problem('invalid-input'), 401: () => problem('not-signed-in'), 403: () => problem('not-allowed'),
  404: () => problem('not-found'), 405: () => problem('not-found'), 413: () => problem('too-large'), 415: () => problem('invalid-input'), 429: () => problem('too-many-requests'),
};

/** Answers the problem, and whether it is a surprise that belongs in the log with its frames. */
export function problemOf(error: unknown): { problem: Problem; surprise: boolean } {
  if (error instanceof Refusal) return { problem: error.problem, surprise: false };
  if (error instanceof Error && 'type' in error && typeof error.type === 'string') {
    const known = ofBodyParser[error.type];
    if (known) return { problem: known(), surprise: false };
  }
  const status = error instanceof HttpException ? error.getStatus() : error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  const known = status === undefined ? undefined : ofStatus[status];
  if (known) return { problem: known(), surprise: false };
  if (isOutage(error)) return { problem: problem('unavailable'), surprise: true };
  return { problem: problem('unexpected'), surprise: true };
}
