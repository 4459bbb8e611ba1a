/**
 * Serves the built web client from the same origin. Files under `assets/` carry a hash of their content in their name
 * and never change; everything else is asked for anew. Addresses of pages answer the client's one page; so does what is
 * no address of a page, with status 404: people see the client say so, programs (a scraper of `/metrics`) are told.
 */
import { resolve } from 'node:path';
import type { NextFunction, Request, Response } from 'express';
import type { NestExpressApplication } from '@nestjs/platform-express';

/** First parts of the addresses that the client has pages for (apps/web/src: Gate, Shell). */
export const pages: ReadonlySet<string> = new Set(['', 'set-up', 'join', 'enrol', 'invitation', 'new', 'spaces', 'directory', 'desk', 'alarms', 'account', 'inbox', 'search', 'settings', 'transfers', 'requests', 'offers', 'evidence', 'tasks', 'figures', 'sessions', 'screen']);
const ownedByService = /^\/(api|health|socket\.io)(\/|$)/;

export function serveWebClient(app: NestExpressApplication, root: string): void {
  const folder = resolve(root);
  app.useStaticAssets(folder, {
    index: false, dotfiles: 'ignore', redirect: false,
    setHeaders: (response: Response, path: string) => {
      response.setHeader('Cache-Control', path.startsWith(`${folder}/assets/`) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const page = (request.method === 'GET' || request.method === 'HEAD') && !ownedByService.test(request.path) && !/\.[a-z0-9]+$/i.test(request.path);
    if (!page) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    if (!pages.has(request.path.split('/')[1] ?? '')) response.status(404);
    response.sendFile('index.html', { root: folder, dotfiles: 'ignore' }, (error: Error | undefined) => {
      if (error) next(response.headersSent ? error : undefined);
    });
  });
}
