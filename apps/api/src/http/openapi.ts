/**
 * The REST API as OpenAPI 3.1, generated from the same zod contracts that the service validates with, and a page to read
 * it (`/api/docs`). The page is Swagger UI from our own origin; it writes HTML and inline styles in ways that neither
 * Trusted Types nor `style-src 'self'` allow, so this one page has a policy of its own, without them and without anything foreign.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request, Response } from 'express';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { sessionCookieName } from '../identity/sessions/session-cookie.js';
import { version } from '../version.js';

type JsonSchema = Record<string, unknown>;

/** JSON Schema of a contract; what carries an id becomes a component. */
function convert(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }): { schema: unknown; components: Record<string, JsonSchema> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema: _dialect, $defs = {}, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: schemaType, unrepresentable: 'any' }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  const { id, ...named } = json;
  return typeof id === 'string' ? { schema: { $ref: `#/components/schemas/${id}` }, components: { ...$defs, [id]: named } } : { schema: json, components: $defs };
}

/** The document; problems are named by their own media type. */
export function describeApi(app: NestExpressApplication): OpenAPIObject {
  const about = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle('Comity').setVersion(version)
    .setDescription('Identity and governance of an end-to-end encrypted messaging network. Messages travel over Socket.IO; see docs/PROTOCOL.md.')
    .addCookieAuth('session', { type: 'apiKey', in: 'cookie', name: sessionCookieName(app.get<Config>(CONFIG)) }).addSecurityRequirements('session').build();
  const document = SwaggerModule.createDocument(app, about, { standardSchemaConverter: convert, autoTagControllers: true });
  const responses = Object.values(document.paths).flatMap((path) => Object.values(path as Record<string, { responses?: Record<string, { content?: Record<string, unknown> }> }>)).map((operation) => operation.responses?.['default']);
  for (const response of responses) {
    const body = response?.content?.['application/json'];
    if (response !== undefined && body !== undefined) response.content = { 'application/problem+json': body };
  }
  return document;
}

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Comity API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><main id="api"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;
const start = `SwaggerUIBundle({ url: '/api/docs/openapi.json', dom_id: '#api', supportedSubmitMethods: [], validatorUrl: null });`;
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function serveApiDescription(app: NestExpressApplication): void {
  const require = createRequire(import.meta.url);
  const assets = dirname(require.resolve('swagger-ui-dist/package.json'));
  let text: string | undefined;
  const get = (path: string, answer: (response: Response) => void) => app.use(path, (request: Request, response: Response, next: () => void) => {
    if (request.path === '/' && (request.method === 'GET' || request.method === 'HEAD')) answer(response.setHeader('Cache-Control', 'no-cache'));
    else next();
  });
  for (const asset of ['swagger-ui.css', 'swagger-ui-bundle.js']) get(`/api/docs/${asset}`, (response) => response.sendFile(join(assets, asset)));
  get('/api/docs/start.js', (response) => response.type('text/javascript').send(start));
  get('/api/docs/openapi.json', (response) => response.type('application/json').send(text ??= JSON.stringify(describeApi(app))));
  get('/api/docs', (response) => response.setHeader('Content-Security-Policy', pagePolicy).type('text/html').send(page));
}
