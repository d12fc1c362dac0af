import { defineConfig } from 'vite';

// The server embeds what lands in ../dist/form, finds the names in manifest.json and serves the files below /assets/.
// Each entry is one file without imports of its own: a page makes one request for its script.
export default defineConfig({
  base: '/assets/',
  build: {
    outDir: '../dist/form',
    emptyOutDir: true,
    target: ['safari13', 'chrome80'],
    manifest: 'manifest.json',
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { form: 'src/main.ts' },
      output: { entryFileNames: '[name].[hash].js', chunkFileNames: '[name].[hash].js' },
    },
  },
});
