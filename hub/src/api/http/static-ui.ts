import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Express } from 'express';

const missing = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>LifeOps</title></head>
  <body>
    <h1>The hub runs, its web pages are not built</h1>
    <p>Run <code>npm run build</code> in the folder of LifeOps, then load this page again.
    The API works meanwhile: <a href="/docs">/docs</a>.</p>
  </body>
</html>
`;

/**
 * The built UI: files whose names carry a hash are kept by browsers for ever, the page itself is asked for each time. Any
 * other path that a browser asks a page for gives that page: the UI finds its way by the path.
 */
export function addStaticUi(app: Express, folder: string): void {
  const index = join(folder, 'index.html');
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders(response, path) {
      const hashed = path.startsWith(join(folder, 'assets')) && /[-.][\w-]{8,}\.\w+$/.test(path);
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request, response, next) => {
    response.locals['route'] = 'ui';
    files(request, response, next);
  });
  app.get('/{*path}', (request, response, next) => {
    // A program that asks for anything is better told that there is nothing than given a page.
    const wantsPage = request.path === '/' || (request.headers.accept ?? '').includes('text/html');
    const isPage = wantsPage && !/^\/(?:api|docs|socket\.io|webhook)(?:\/|$)/.test(request.path);
    const isFile = /\.\w+$/.test(request.path) && !request.path.endsWith('.html');
    if (!isPage || isFile) {
      response.locals['route'] = undefined;
      next();
      return;
    }
    response.set('Cache-Control', 'no-cache');
    if (existsSync(index)) response.type('html').sendFile(index);
    else response.status(503).type('html').send(missing);
  });
}
