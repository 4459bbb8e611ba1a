/**
 * Expected failures, as RFC 9457 problem details. REST answers carry them as `application/problem+json`,
 * socket acknowledgements carry the same object.
 */
import { z } from 'zod';

/** Each code's HTTP status and its title in English; clients show their own catalogue's words by code. */
export const problems = {
  'invalid-input': [400, 'The request does not follow its contract'],
  'not-signed-in': [401, 'Sign in first'],
  'sign-in-refused': [401, 'The sign-in was refused'],
  'step-up-required': [403, 'Confirm your identity again for this action'],
  'foreign-origin': [403, 'The request came from another site'],
  'not-allowed': [403, 'Your role does not allow this'],
  'device-required': [403, 'This session has not proved possession of a device key'],
  'not-found': [404, 'There is nothing here for you'],
  'already-exists': [409, 'This already exists'],
  'stale-epoch': [409, 'The space has moved to another epoch'],
  'stale-version': [409, 'Somebody else wrote first'],
  'space-barred': [409, 'The space waits for a commit that removes a revoked device'],
  'space-full': [409, 'The space holds as many devices as its cipher suite allows'],
  'last-owner': [409, 'A space keeps an owner who is inside'],
  'not-acceptable': [409, 'The current state does not allow this'],
  'quota-exceeded': [409, 'The room for files is used up'],
  'too-large': [413, 'The request is too large'],
  'statement-refused': [422, 'The statement does not follow from the chain of trust'],
  'suite-refused': [422, 'The cipher suite does not fit the kind of space'],
  'wrong-epoch': [422, 'The item names an epoch that the space never had'],
  'wrong-sender': [422, 'The item or commit names another sender'],
  'malformed': [422, 'The bytes are not what they claim to be'],
  'too-many-requests': [429, 'Too many requests; wait a little'],
  'slow-down': [429, 'Too much is waiting; wait for acknowledgements'],
  'protocol-version': [426, 'Client and service speak different versions'],
  'set-up-needed': [503, 'The network has not been set up yet'],
  'unavailable': [503, 'The service cannot store anything at the moment; nothing was lost'],
  'no-room': [507, 'The service has no room for files at the moment; nothing was lost'],
  'unexpected': [500, 'Something unexpected happened'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;
export const ProblemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

export const Problem = z.object({
  type: z.string().meta({ description: '`urn:comity:problem:` followed by the code' }),
  code: ProblemCode,
  title: z.string(),
  status: z.number().int(),
  /** What rule was broken, in English, without any content of the request. */
  detail: z.string().optional(),
  /** For `invalid-input`: where, as a JSON pointer, and which rule. */
  errors: z.array(z.object({ pointer: z.string(), rule: z.string() })).optional(),
  /** A reference to quote to an operator; the log line of the same request carries it. */
  reference: z.string().optional(),
  /** For `stale-epoch`: the epoch the space is in. */
  epoch: z.number().int().optional(),
  /** For `stale-version`: the version in store. */
  version: z.number().int().optional(),
  /** For 429: seconds to wait. */
  retryAfter: z.number().optional(),
}).meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

type Extra = Partial<Omit<Problem, 'type' | 'code' | 'title' | 'status'>>;

/** Builds the problem object of `code`; `extra.detail` must name the rule and never quote content. */
export function problem(code: ProblemCode, extra: Extra = {}): Problem {
  const [status, title] = problems[code];
  return { type: `urn:comity:problem:${code}`, code, title, status, ...extra };
}

/** What a socket acknowledgement carries. */
export type Ack<T> = { ok: true; value: T } | { ok: false; problem: Problem };
