/**
 * An expected failure on its way out: services refuse with the problem that the client will read. The HTTP filter and
 * the socket gateway turn it into `application/problem+json` and a failed acknowledgement.
 */
import { problem, type Problem, type ProblemCode } from '@comity/contracts';

type Extra = NonNullable<Parameters<typeof problem>[1]>;

export class Refusal extends Error {
  readonly problem: Problem;

  constructor(what: ProblemCode | Problem, extra: Extra = {}) {
    const stated = typeof what === 'string' ? problem(what, extra) : what;
    super(stated.code);
    this.name = 'Refusal';
    this.problem = stated;
  }
}

/** `invalid-input` at one place. */
export const invalid = (pointer: string, rule: string): Refusal => new Refusal('invalid-input', { errors: [{ pointer, rule }] });
