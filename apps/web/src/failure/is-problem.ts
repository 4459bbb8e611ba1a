import type { ProblemCode } from '@comity/contracts';
import type { Failure } from '@comity/sdk';

/** Whether a failure is the service's problem of this code. */
export const isProblem = (failure: Failure | null | undefined, code: ProblemCode): boolean => failure?.kind === 'problem' && failure.problem.code === code;
