import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { kernelsPlugin } from './scripts/build-kernels.ts';
import { OLDEST_BROWSERS } from './src/core/needs.ts';

const charts = (file: string) => fileURLToPath(new URL(`src/ui/charts/${file}`, import.meta.url));

export default defineConfig({
  // Relative addresses: dist/ works from any folder of any host.
  base: './',
  plugins: [react(), kernelsPlugin()],
  resolve: {
    alias: [
      // tfjs-vis draws through vega-embed; ours needs no eval, updates in place and wears the page's colours.
      { find: /^vega-embed$/, replacement: charts('vega-embed-stand-in.ts') },
      { find: /^vega$/, replacement: charts('vega-parts.ts') },
    ],
  },
  // The oldest browsers that the page runs in (src/core/needs.ts): code and styles are written for them.
  build: {
    target: [...OLDEST_BROWSERS],
    cssTarget: [...OLDEST_BROWSERS],
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  preview: { port: 4173 },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
