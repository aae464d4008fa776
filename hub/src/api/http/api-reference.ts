import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import { openApiDocument } from './open-api.ts';

const assets = new Map([
  ['swagger-ui-bundle.js', 'text/javascript'],
  ['swagger-ui.css', 'text/css'],
  ['favicon-32x32.png', 'image/png'],
]);

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>LifeOps API</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });\n`;

/** `/openapi.json`, and the same to browse at `/docs`, all from this machine. */
export function addApiReference(app: Express, hub: { readonly version: string; readonly url: string }): void {
  let document: string | undefined;
  app.get('/openapi.json', (_request, response) => {
    document ??= JSON.stringify(openApiDocument(hub));
    response.set('Cache-Control', 'no-cache').type('application/json').send(document);
  });
  app.get('/docs', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('html').send(page);
  });
  app.get('/docs/start.js', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('text/javascript').send(start);
  });
  const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
  for (const [name, type] of assets) {
    app.get(`/docs/${name}`, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=86400').type(type).sendFile(join(folder, name));
    });
  }
}
