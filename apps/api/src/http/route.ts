/** Binds a handler to its route of the contract, and tells OpenAPI what it answers: both come from `@comity/contracts`. */
import { applyDecorators, Header, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { answers, Problem, routes } from '@comity/contracts';

/** Metadata key of a handler's route name, by which the audit knows it. */
export const ROUTE = 'comity:route';

type RouteName = keyof typeof routes;
const methods: Record<string, RequestMethod> = { GET: RequestMethod.GET, POST: RequestMethod.POST, PUT: RequestMethod.PUT, DELETE: RequestMethod.DELETE };

/** `created` answers 201; a route that answers nothing, 204. Nothing of the API may be kept by caches. */
export function Route(name: RouteName, { summary, created = false }: { summary: string; created?: boolean }) {
  const [method = '', path = ''] = routes[name].split(' ');
  const answer = answers[name];
  const status = answer === null ? 204 : created ? 201 : 200;
  const mapped = methods[method];
  if (mapped === undefined) throw new Error(`No such method: ${method}`);
  return applyDecorators(
    SetMetadata(ROUTE, name), RequestMapping({ method: mapped, path }), HttpCode(status), Header('Cache-Control', 'no-store'),
    ApiOperation({ operationId: name, summary }),
    ApiResponse(answer === null ? { status, description: 'Done' } : { status, description: 'Done', standardSchema: answer }),
    ApiResponse({ status: 'default', description: 'A problem (RFC 9457), as application/problem+json', standardSchema: Problem }),
  );
}
