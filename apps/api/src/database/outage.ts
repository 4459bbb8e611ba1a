/** Tells an outage of the database (retry later: `unavailable`) from a fault of ours (`unexpected`). */
/** Classes and codes of PostgreSQL errors that say: not now. Appendix A of its manual. */
const states = /^(08|40001$|40P01$|57P0[1-5]|57014$|53|25006$|58)/;
const systemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENOENT', 'EAI_AGAIN']);
const words = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|server closed the connection|Query read timeout/i;

type Failure = { message: string; code?: unknown; severity?: unknown; errors?: unknown; cause?: unknown };
// By shape, since `instanceof Error` does not hold for errors of the system where code runs in a context of its own, as under Jest.
const isFailure = (value: unknown): value is Failure => typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';

/** Whether `error`, or what caused it, means that the database cannot be reached or cannot store at the moment. */
export function isOutage(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; isFailure(cause) && depth < 5; cause = cause.cause, depth += 1) {
    const code = typeof cause.code === 'string' ? cause.code : '';
    // FATAL ends the connection: whatever the reason, the database does not serve us now.
    if (cause.severity === 'FATAL' || states.test(code) || systemCodes.has(code) || words.test(cause.message)) return true;
    if (Array.isArray(cause.errors) && cause.errors.some(isOutage)) return true;
  }
  return false;
}

/** Whether `error` is a violation of a unique constraint (SQLSTATE 23505), optionally of the one named. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505' && (constraint === undefined || ('constraint' in error && error.constraint === constraint));
}

/** Whether `error` is a violation of an exclusion constraint (SQLSTATE 23P01): something is taken at that time. */
export const isOverlap = (error: unknown): boolean => isFailure(error) && error.code === '23P01';
