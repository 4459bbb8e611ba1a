/** The one error callers of the SDK meet; its own fields are those of `Failure`, so that a worker's bridge can clone `failure`. */
import type { Problem, ProblemCode } from '@comity/contracts';
import type { AlarmRule, Failure, FileRule, Phase, RecoveryFault, StepRefusal } from './api.js';

export class ComityFailure extends Error {
  readonly kind: Failure['kind'];
  readonly problem?: Problem;
  readonly rule?: AlarmRule;
  readonly fault?: RecoveryFault;
  readonly file?: FileRule;
  readonly chunk?: number | null;
  readonly refusal?: StepRefusal;
  readonly phase?: Phase['phase'];

  /** @param cause what the platform said, for stack traces alone */
  constructor(readonly failure: Failure, cause?: unknown) {
    super(describe(failure), cause === undefined ? {} : { cause });
    this.name = 'ComityFailure';
    this.kind = failure.kind;
    if (failure.kind === 'problem') this.problem = failure.problem;
    if (failure.kind === 'alarm') this.rule = failure.rule;
    if (failure.kind === 'wrong-recovery-code') this.fault = failure.fault;
    if (failure.kind === 'file') [this.file, this.chunk] = [failure.file, failure.chunk];
    if (failure.kind === 'law') this.refusal = failure.refusal;
    if (failure.kind === 'not-ready') this.phase = failure.phase;
  }
}

/** The failure inside an error, or undefined for what nobody expected. */
export const failureOf = (error: unknown): Failure | undefined => (error instanceof ComityFailure ? error.failure : undefined);

export const refused = (problem: Problem) => new ComityFailure({ kind: 'problem', problem });
export const offline = (cause?: unknown) => new ComityFailure({ kind: 'offline' }, cause);
export const fileFailure = (file: FileRule, chunk: number | null = null) => new ComityFailure({ kind: 'file', file, chunk });
export const unlawful = (refusal: StepRefusal) => new ComityFailure({ kind: 'law', refusal });
export const alarmed = (rule: AlarmRule) => new ComityFailure({ kind: 'alarm', rule });

/** Whether an error is the service's problem of one of these codes, or of any where none is named. */
export const isProblem = (error: unknown, ...codes: ProblemCode[]): error is ComityFailure =>
  error instanceof ComityFailure && error.problem !== undefined && (codes.length === 0 || codes.includes(error.problem.code));
export const isOffline = (error: unknown): boolean => error instanceof ComityFailure && error.kind === 'offline';
/** Failures that a later try may overcome without anybody's doing. */
export const isPassing = (error: unknown): boolean => isOffline(error) || isProblem(error, 'unavailable', 'slow-down', 'too-many-requests', 'unexpected');
/** The service's no, which it will say again. */
export const isRefusal = (error: unknown): boolean => isProblem(error) && !isPassing(error);

/** For logs and stack traces; problems name rules and pointers, never content. */
function describe(failure: Failure): string {
  if (failure.kind === 'alarm') return `alarm: ${failure.rule}`;
  if (failure.kind === 'file') return failure.chunk === null ? `file: ${failure.file}` : `file: chunk ${failure.chunk} ${failure.file}`;
  if (failure.kind === 'law') return `law: ${failure.refusal.code} ${failure.refusal.entry} (${failure.refusal.article})`;
  if (failure.kind !== 'problem') return failure.kind;
  const { code, detail, errors } = failure.problem;
  return [code, detail, ...(errors ?? []).map(({ pointer, rule }) => `${pointer} ${rule}`)].filter((part) => part !== undefined).join('; ');
}
