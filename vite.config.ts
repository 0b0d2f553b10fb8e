import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { kernelsPlugin } from './scripts/build-kernels.ts';
import { isolationPlugin } from './scripts/isolation.ts';
import { serviceWorkerPlugin } from './scripts/service-worker.ts';
import { startPagePlugin } from './scripts/start-page.ts';
import { workerEntriesPlugin } from './scripts/worker-entries.ts';
import { OLDEST_BROWSERS } from './src/core/needs.ts';

const charts = (file: string) => fileURLToPath(new URL(`src/ui/charts/${file}`, import.meta.url));

/** Unit tests that put something in the place of a module, which whoever comes next would find there. */
const WITH_STAND_INS = [
  'src/ui/charts/{charts-panel,live-chart}.test.tsx',
  'src/ui/controls/{pace-panel,run-notes,settings-panel}.test.tsx',
  'src/ui/lesson/task-card.test.tsx',
];
/** Unit tests that are given a document. */
const WITH_DOCUMENT = [
  'src/{ui,app}/**/*.test.tsx',
  'src/ui/{charts,shared}/{keep-focus,compose-picture,dress-spec,draw-lines,save-metrics}.test.ts',
  'src/formats/report-page*.test.ts',
  'src/client/open-worker.test.ts',
];
/** jax-js looks at what globals there are, and ONNX Runtime gives Node some. */
const WITH_CLEAN_GLOBALS = ['scripts/bench-lab/contestants/jax.test.ts'];
const ALONE = ['src/{state,library}/**/*.test.{ts,tsx}', ...WITH_STAND_INS, ...WITH_CLEAN_GLOBALS];
const SHARED = { isolate: false, restoreMocks: true, unstubGlobals: true };

export default defineConfig({
  // Relative addresses: dist/ works from any folder of any host.
  base: './',
  plugins: [react(), kernelsPlugin(), startPagePlugin(), serviceWorkerPlugin(), isolationPlugin()],
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
    // What the first view is made of comes in one piece, and so do the widgets of all that follows it: smaller, and one
    // request where there were sixteen.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'shell', tags: ['$initial'], priority: 1 },
            { name: 'widgets', test: /node_modules\/(@mantine|@floating-ui)\//, minShareCount: 4 },
          ],
        },
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [workerEntriesPlugin()],
    // WebKit runs a worker's own script once more when another script imports it, and then each command is done twice: what
    // late parts share with a worker from its start has a file of its own.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'worker-start', tags: ['$initial'], test: /^(?!.*-entry\.ts)/ }] },
      },
    },
  },
  // Any page may show this one, also in a frame that is shut off, where every request comes from nowhere.
  preview: { port: 4173, cors: { origin: '*' } },
  test: {
    environment: 'node',
    testTimeout: 60_000,
    projects: [
      // What keeps its state in modules, as the store does, or is given a database of its own, is loaded anew for every file.
      {
        extends: true,
        test: { name: 'kept', include: ALONE, pool: 'threads' },
      },
      // The rest shares its modules, which halves the time; what needs a document is kept apart, for modules are shared only
      // by files of one environment that follow each other.
      {
        extends: true,
        test: {
          name: 'page',
          include: WITH_DOCUMENT,
          exclude: ALONE,
          environment: 'happy-dom',
          setupFiles: 'src/ui/shared/words-for-test.ts',
          ...SHARED,
        },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [...ALONE, ...WITH_DOCUMENT],
          ...SHARED,
        },
      },
    ],
  },
});
