/** Why the embedded PostgreSQL could not be started, in words for the operator. */
export type EmbeddedPostgresProblem =
  | 'unsupported-platform'
  | 'port-taken'
  | 'in-use'
  | 'no-account'
  | 'unreachable'
  | 'not-ours'
  | 'start-failed';

/** Thrown by the launcher. The message is complete on its own: it names the path or port and what to do. */
export class EmbeddedPostgresError extends Error {
  readonly problem: EmbeddedPostgresProblem;

  constructor(problem: EmbeddedPostgresProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.problem = problem;
  }
}
