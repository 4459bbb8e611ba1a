import { describe, expect, it } from '@jest/globals';
import { BadRequestException, ForbiddenException, ImATeapotException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { problemOf } from './problem-of.js';
import { Refusal } from './refusal.js';

const outage = (fields: object) => Object.assign(new Error('x'), fields);

describe('a problem', () => {
  it.each<[string, unknown, string, boolean]>([
    ['a refusal', new Refusal('stale-version', { version: 3 }), 'stale-version', false],
    ['an unknown route', new NotFoundException('Cannot GET /secret'), 'not-found', false],
    ['a bad request of the framework', new BadRequestException('bad'), 'invalid-input', false],
    ['a forbidden one', new ForbiddenException(), 'not-allowed', false],
    ['a large body', Object.assign(new Error('too large'), { type: 'entity.too.large', status: 413 }), 'too-large', false],
    ['a large body of the framework', new PayloadTooLargeException(), 'too-large', false],
    ['an aborted body', Object.assign(new Error('aborted'), { type: 'request.aborted', status: 400 }), 'invalid-input', false],
    ['a refused connection', outage({ code: 'ECONNREFUSED' }), 'unavailable', true],
    ['a database that shuts down', outage({ code: '57P01' }), 'unavailable', true],
    ['a database that starts up', outage({ code: '57P03', severity: 'FATAL' }), 'unavailable', true],
    ['a full disk', outage({ code: '53100' }), 'unavailable', true],
    ['an outage behind another error', new Error('query failed', { cause: outage({ code: 'ECONNRESET' }) }), 'unavailable', true],
    ['addresses that all refuse', new AggregateError([outage({ code: 'ECONNREFUSED' })]), 'unavailable', true],
    ['a violated constraint', outage({ code: '23505' }), 'unexpected', true],
    ['a bug', new TypeError('canary'), 'unexpected', true],
    ['a status nobody expects', new ImATeapotException(), 'unexpected', true],
    ['what is no error', 'canary', 'unexpected', true],
  ])('is made of %s', (_what, error, code, surprise) => {
    expect(problemOf(error)).toMatchObject({ problem: { code }, surprise });
    expect(JSON.stringify(problemOf(error))).not.toMatch(/canary|secret/);
  });

  it('keeps what a refusal says', () => {
    expect(problemOf(new Refusal('stale-version', { version: 3 })).problem).toMatchObject({ status: 409, version: 3 });
  });
});
