import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server embeds what lands in ../dist/console and serves it below /app/. During development its API and its
// sign-in pages are reached through the same origin, so that cookies behave as they do in production.
const server = process.env.TOUCHSTONE_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: Object.fromEntries(
      ['/api', '/login', '/logout', '/app-sheets', '/s', '/a'].map((path) => [
        `^${path}(/|$|\\?)`,
        { target: server, changeOrigin: false },
      ]),
    ),
  },
});
