/** Binds a handler to its route of the contract, and tells OpenAPI what it answers: both come from `@comity/contracts`. */
import { applyDecorators, Header, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { answers, dayAnswers, dayRoutes, figureAnswers, figureRoutes, meetingAnswers, meetingRoutes, Problem, routes } from '@comity/contracts';

/** Metadata key of a handler's route name, by which the audit knows it. */
export const ROUTE = 'comity:route';

const all = { ...routes, ...figureRoutes, ...meetingRoutes, ...dayRoutes };
const every = { ...answers, ...figureAnswers, ...meetingAnswers, ...dayAnswers };
type RouteName = keyof typeof all;
const methods: Record<string, RequestMethod> = { GET: RequestMethod.GET, POST: RequestMethod.POST, PUT: RequestMethod.PUT, DELETE: RequestMethod.DELETE };

/** The room a route belongs to, as audit records call it. */
export function roomOf(name: string): string {
  const path = Object.hasOwn(all, name) ? all[name as RouteName] : '';
  if (Object.hasOwn(figureRoutes, name)) return 'reports';
  if (Object.hasOwn(meetingRoutes, name)) return 'meetings';
  return /^\w+ \/api\/files(\/|$)/.test(path) ? 'files' : 'identity';
}

const binary = { schema: { type: 'string', format: 'binary' } } as const;
/** A body that is bytes: one the handler takes from the request, or gives to the response itself. */
const bodies = {
  taken: [ApiConsumes('application/octet-stream'), ApiBody(binary)],
  given: [ApiResponse({ status: 200, description: 'All bytes', content: { 'application/octet-stream': binary } }), ApiResponse({ status: 206, description: 'The range', content: { 'application/octet-stream': binary } })],
  calendar: [ApiResponse({ status: 200, description: 'A calendar (RFC 5545)', content: { 'text/calendar': { schema: { type: 'string' } } } })],
  none: [],
} as const;

/** `created` answers 201; a route that answers nothing, 204. Nothing of the API may be kept by caches. */
export function Route(name: RouteName, { summary, created = false, bytes = 'none' }: { summary: string; created?: boolean; bytes?: keyof typeof bodies }) {
  const [method = '', path = ''] = all[name].split(' ');
  const answer = every[name];
  const given = bytes === 'given' || bytes === 'calendar';
  const status = given ? 200 : answer === null ? 204 : created ? 201 : 200;
  const mapped = methods[method];
  if (mapped === undefined) throw new Error(`No such method: ${method}`);
  return applyDecorators(
    SetMetadata(ROUTE, name), RequestMapping({ method: mapped, path }), HttpCode(status), Header('Cache-Control', 'no-store'),
    ApiOperation({ operationId: name, summary }), ...bodies[bytes],
    ...(given ? [] : [ApiResponse(answer === null ? { status, description: 'Done' } : { status, description: 'Done', standardSchema: answer })]),
    ApiResponse({ status: 'default', description: 'A problem (RFC 9457), as application/problem+json', standardSchema: Problem }),
  );
}
