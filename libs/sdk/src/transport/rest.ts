/**
 * REST of the service, typed by the contracts. Trust: an answer is well-formed, no more; whoever uses it verifies it.
 * Outside a browser the session cookie is kept by the platform.
 */
import { Problem, answers, problem, routes, type dayAnswers, type dayRoutes, type figureAnswers, type figureRoutes, type meetingAnswers, type meetingRoutes } from '@comity/contracts';
import type { z } from 'zod';
import type { Platform } from '../api.js';
import { alarmed, offline, refused } from '../failure.js';
import { Part } from '../part.js';

type First = keyof typeof routes;
type Later = keyof typeof figureRoutes | keyof typeof meetingRoutes | keyof typeof dayRoutes;
export type RouteName = First | Later;
/** Of routes that are seldom called. */
const later = new Part(() => import('./later.js'));
export interface Call { params?: Record<string, string>; query?: Record<string, string | number>; body?: unknown; timeout?: number }

/** As the service names it: over https bound to its very host. */
export const cookieName = (origin: string): string => (origin.startsWith('https:') ? '__Host-comity_session' : 'comity_session');

/** What a route's answer is once parsed; undefined where the contract has no body. */
export type AnswerOf<R extends RouteName> = Answers[R] extends z.ZodType ? z.output<Answers[R]> : undefined;
type Answers = typeof answers & typeof figureAnswers & typeof meetingAnswers & typeof dayAnswers;

/** Anything that answers REST calls; tests put a hostile service in between. */
export interface Rest {
  /** Calls a route and parses its answer; throws the service's problem, or `offline`. */
  call<R extends RouteName>(route: R, call?: Call): Promise<AnswerOf<R>>;
}

export class FetchRest implements Rest {
  constructor(private readonly platform: Pick<Platform, 'origin' | 'cookies'>) {}

  async call<R extends RouteName>(route: R, call: Call = {}): Promise<AnswerOf<R>> {
    const [line, contract]: [string, z.ZodType | null] = route in routes ? [routes[route as First], answers[route as First]] : (await later.get()).lineOf(route as Later);
    const response = await this.request(line, call);
    const body = await bodyOf(response);
    if (contract === null) return undefined as AnswerOf<R>;
    const parsed = contract.safeParse(body);
    // An answer outside the contract is a service of another version or a hostile one.
    if (!parsed.success && parsed.error.issues.some(({ path }) => path.includes('ops') || path.includes('mem'))) throw alarmed('kdf-weakened');
    if (!parsed.success) throw refused(problem('malformed', { detail: `the service's answer to ${route} does not follow its contract` }));
    return parsed.data as AnswerOf<R>;
  }

  private async request(line: string, call: Call): Promise<Response> {
    const [method, url] = address(this.platform.origin, line, call);
    const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    Object.assign(headers, sessionHeader(this.platform));
    let response: Response;
    try {
      response = await fetch(url, {
        method, headers, credentials: 'same-origin', redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(call.timeout ?? 20_000),
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
    } catch (error) {
      throw offline(error);
    }
    keepCookie(this.platform, response);
    if (response.ok) return response;
    throw refused(await problemOf(response));
  }
}

type Jar = Pick<Platform, 'origin' | 'cookies'>;

/** Outside a browser the session's cookie is sent by hand. */
export function sessionHeader({ origin, cookies }: Jar): Record<string, string> {
  const cookie = cookies?.get();
  return cookie === undefined ? {} : { cookie: `${cookieName(origin)}=${cookie}` };
}

export function keepCookie({ origin, cookies }: Jar, response: Response): void {
  if (cookies === undefined) return;
  for (const line of response.headers.getSetCookie()) {
    const match = new RegExp(`^${cookieName(origin)}=([^;]*)`).exec(line);
    if (match === null) continue;
    const ended = match[1] === '' || /;\s*max-age=0(;|$)/i.test(line);
    cookies.set(ended ? undefined : match[1]);
  }
}

function address(origin: string, line: string, call: Call): [string, string] {
  const [method = 'GET', template = '/'] = line.split(' ');
  const path = template.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(call.params?.[name] ?? ''));
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
  return [method, url.href];
}

/** What an answer says, undefined when it is no JSON; `offline` when the line broke while it came. */
export async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => { throw offline(error); });
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await bodyOf(response));
  if (parsed.success) return parsed.data;
  // A proxy in between answers in its own words.
  return problem(response.status === 401 ? 'not-signed-in' : response.status === 404 ? 'not-found' : response.status === 413 ? 'too-large' : response.status === 429 ? 'too-many-requests' : 'unavailable');
}
