/** What the service says of itself: every route documented, none besides, and the headers on every answer. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Router } from 'express';
import supertest from 'supertest';
import { routes, TestNetwork } from './network.js';

interface Operation { operationId: string; requestBody?: unknown; responses: Record<string, { content?: Record<string, { schema: Record<string, unknown> }> }> }
interface Document { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } }

describe('the API describes itself', () => {
  let network: TestNetwork, document: Document, root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'comity-web-'));
    await mkdir(join(root, 'assets'));
    await writeFile(join(root, 'index.html'), '<!doctype html><title>Comity</title>');
    await writeFile(join(root, 'assets', 'app-0123abcd.js'), 'export {};');
    await writeFile(join(root, '.hidden'), 'no');
    network = await TestNetwork.begin({ settings: { WEB_ROOT: root } });
    document = (await get('/api/docs/openapi.json')).body as Document;
  });
  afterAll(async () => {
    await network?.stop();
    await rm(root, { recursive: true, force: true });
  });
  const get = (path: string) => supertest(network.service.url).get(path);

  it('in OpenAPI 3.1, with exactly the routes of the contract', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`));
    expect(document.openapi).toBe('3.1.0');
    expect(described.sort()).toEqual(Object.entries(routes).map(([name, route]) => `${name}: ${route}`).sort());
  });

  it('and the router knows no route besides', () => {
    const router = (network.service.app.getHttpAdapter().getInstance() as { router: Router }).router;
    const mounted = router.stack.flatMap(({ route }) => (route === undefined ? [] : [{ path: String(route.path), methods: [...new Set(route.stack.map(({ method }) => method))] }]));
    const known = mounted.filter(({ path }) => path !== '/{*all}').flatMap(({ path, methods }) => methods.map((method) => `${method?.toUpperCase()} ${path}`));
    expect(known.sort()).toEqual(Object.values(routes).slice().sort());
  });

  it('with a schema for each body and answer, and every reference resolved', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
    for (const operation of Object.values(document.paths).flatMap((each) => Object.values(each))) {
      expect(Object.keys(operation.responses['default']?.content ?? {})).toEqual(['application/problem+json']);
      const done = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
      expect(done?.[0] === '204' || (done?.[1].content?.['application/json'] ?? done?.[1].content?.['application/octet-stream'] ?? done?.[1].content?.['text/calendar'])?.schema !== undefined).toBe(true);
    }
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  it('on a page that needs nothing from elsewhere', async () => {
    const page = await get('/api/docs');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(links.every((link) => link.startsWith('/api/docs/'))).toBe(true);
    for (const link of links) expect((await get(link)).status).toBe(200);
  });

  it.each(['/', '/api/status', '/api/nothing', '/assets/app-0123abcd.js', '/api/docs/start.js'])('and %s carries every security header', async (path) => {
    const { headers } = await get(path);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';script-src 'self' 'wasm-unsafe-eval';style-src 'self';img-src 'self' blob: data:;media-src blob:;font-src 'self';connect-src 'self';worker-src 'self';manifest-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types ProseMirrorClipboard dompurify app",
      'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('and the web client: one page for every address, not found where there is no page, hashed assets for good, nothing hidden', async () => {
    for (const [path, status] of [['/', 200], ['/spaces/1', 200], ['/set-up', 200], ['/metrics', 404], ['/wp-login', 404]] as const) expect([path, (await get(path)).status, (await get(path)).text, (await get(path)).headers['cache-control']]).toEqual([path, status, '<!doctype html><title>Comity</title>', 'no-cache']);
    expect((await get('/assets/app-0123abcd.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const path of ['/assets/gone-0123abcd.js', '/.hidden', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/']) expect([path, (await get(path)).text.includes('root:'), [200, 404, 400].includes((await get(path)).status)]).toEqual([path, false, true]);
    expect((await get('/assets/gone-0123abcd.js')).status).toBe(404);
    expect((await supertest(network.service.url).post('/')).status).toBe(404);
  });

  it('and its answers are not kept by anybody', async () => {
    for (const path of ['/api/status', '/api/session', '/api/nothing']) expect((await get(path)).headers['cache-control']).toBe('no-store');
  });
});
