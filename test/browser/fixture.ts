/**
 * The interface over an in-memory client, served with the service's own security headers: for what does not depend on
 * keys or network. See apps/web/dev/README.md.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { patience } from '../support/browser.js';
import { steady } from '../support/steady.js';
import { readConfig } from '../../apps/api/src/config.js';
import { securityHeaders } from '../../apps/api/src/http/headers.js';

const root = path.resolve(import.meta.dirname, '../..');
/** Of this process: files that run at once build it each for itself. */
const built = path.join(root, `dist/web-fixture-${process.pid}`);
const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm' };

export type Scene = 'files' | 'asking' | 'asked' | 'demo' | 'ending' | 'set-up' | 'anew' | 'vault' | 'expired' | 'awaiting' | 'locked' | 'ready' | 'offline' | 'empty' | 'topics' | 'unlisted' | 'overtaken' | 'requests' | 'many-requests' | 'empty-register' | 'large-register' | 'many-meetings' | 'signs' | 'held';
export interface Fixture { readonly url: string; /** Lets go what the scene `held` waits for. */ release(): void; stop(): Promise<void> }

/** Builds the fixture (a second or two) and serves it on a free port. */
export async function serveFixture(): Promise<Fixture> {
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.ts', '--mode', 'fixture', '--outDir', built, '--emptyOutDir', '--logLevel', 'warn'], { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
  const held = Promise.withResolvers<void>();
  const headers = securityHeaders(readConfig({ NODE_ENV: 'test' }));
  const server = createServer((request, response) => {
    headers(request, response, () => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/scene') { response.end(/scene=([a-z-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'demo'); return; }
      if (pathname === '/held') { void held.promise.then(() => response.end()); return; }
      const file = path.join(built, path.normalize(pathname));
      const found = existsSync(file) && statSync(file).isFile() ? file : path.join(built, 'index.html');
      response.setHeader('Content-Type', types[path.extname(found)] ?? 'application/octet-stream');
      response.end(readFileSync(found));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    release: () => { held.resolve(); },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
      await rm(built, { recursive: true, force: true });
    },
  };
}

export interface Stage { page: Page; complaints: string[]; close: () => Promise<void> }

/** Opens a page of a scene; everything the browser complains about is collected. */
export async function stage(browser: Browser, fixture: Fixture, scene: Scene, address: string, options: BrowserContextOptions = {}): Promise<Stage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Madrid', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(patience);
  await steady(context);
  await context.addCookies([{ name: 'scene', value: scene, url: fixture.url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text()); });
  await page.goto(fixture.url + address);
  await page.locator('h1:visible, h2:visible').first().waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Ids of the fixture's spaces and people (apps/web/dev). */
export const fixtureId = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
