/** The last word on every failed request: `application/problem+json` (RFC 9457) with the request's reference, no stack, no echo. */
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Log } from './log.js';
import { problemOf } from './problem-of.js';
import type { Referenced } from './reference.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Referenced>();
    const response = host.switchToHttp().getResponse<Response>();
    const { problem, surprise } = problemOf(error);
    const reference = request.reference ?? '';
    if (surprise) this.log.error('request-failed', { reference, code: problem.code, error });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    request.problem = problem.code;
    if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(Math.ceil(problem.retryAfter)));
    // A refused body may not have been read to its end: the connection must not carry another request.
    if (problem.status === 413) response.setHeader('Connection', 'close');
    response.setHeader('Cache-Control', 'no-store');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify({ ...problem, reference }));
  }
}
