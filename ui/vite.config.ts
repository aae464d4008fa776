import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** The hub of `npm run dev`; `LIFEOPS_URL` names another one. */
const hub = process.env['LIFEOPS_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react()],
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
