import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import type { Plugin } from 'vite';

/** The hub of `npm run dev`; `LIFEOPS_URL` names another one. */
const hub = process.env['LIFEOPS_URL'] ?? 'http://127.0.0.1:8000';

/**
 * Of the operations a browser needs method and path alone: the schemas, and zod with them, stay with the hub, which checks
 * every input. Saves a fifth of what Home loads first.
 */
const routesOnly = (): Plugin => ({
  name: 'routes-only',
  async load(id) {
    if (!id.replaceAll('\\', '/').endsWith('/lib/src/protocol/operations/all.ts')) return undefined;
    const { operations } = (await import(pathToFileURL(id).href)) as {
      operations: Readonly<Record<string, object>>;
    };
    const routes = Object.entries(operations).map(([name, { method, path, root }]: [string, Route]) => [
      name,
      { name, method, path, ...(root ? { root } : {}) },
    ]);
    return `export const operations = ${JSON.stringify(Object.fromEntries(routes))};`;
  },
});
interface Route {
  readonly method?: string;
  readonly path?: string;
  readonly root?: true;
}

export default defineConfig({
  plugins: [react(), routesOnly()],
  // The library is bundled from its source, so that the UI builds without building the library first.
  resolve: { conditions: ['lifeops-source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    outDir: 'dist',
    // Nothing inline: the hub's content security policy allows files of its own only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  server: {
    proxy: {
      '/api': hub,
      '/status': hub,
      '/health': hub,
      '/auth': hub,
      '/socket.io': { target: hub, ws: true },
    },
  },
});
