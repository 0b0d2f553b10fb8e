import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** A page for tests and measurements only: engines need a browser, and the shipped page offers no handle on them. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  build: {
    target: 'es2023',
    outDir: fileURLToPath(new URL('../../test-results/engine-lab', import.meta.url)),
    emptyOutDir: true,
  },
});
