import { defineConfig } from 'vite';

// The server embeds what lands in ../dist/form, finds the names in manifest.json and serves the files below /assets/.
// Each entry is one file without imports of its own: a page makes one request for its script. Two entries in one build
// would share a third file, so there is a build for each (--mode form, then --mode visit); budget.mjs joins their manifests.
const entries: Record<string, string> = { form: 'src/main.ts', visit: 'src/visit.ts' };

export default defineConfig(({ mode }) => {
  const name = entries[mode] ? mode : 'form';
  return {
    base: '/assets/',
    build: {
      outDir: '../dist/form',
      emptyOutDir: name === 'form',
      target: ['safari13', 'chrome80'],
      manifest: name === 'form' ? 'manifest.json' : `manifest.${name}.json`,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: { [name]: entries[name] ?? '' },
        output: { entryFileNames: '[name].[hash].js', chunkFileNames: '[name].[hash].js' },
      },
    },
  };
});
