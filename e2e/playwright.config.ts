import { defineConfig } from '@playwright/test';

const ROOT_PORT = 4173;
const SUB_PATH_PORT = 4174;
const ENGINE_LAB_PORT = 4175;
const executablePath = process.env['CHROMIUM_PATH'];

/** The same build served from a folder, as project pages are. */
export const SUB_PATH_URL = `http://127.0.0.1:${SUB_PATH_PORT}/some/folder/`;

/** The page on which engines are tested, which is not part of the shipped build. */
export const ENGINE_LAB_URL = `http://127.0.0.1:${ENGINE_LAB_PORT}/`;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // Training is measured by what it reaches, not by the clock, but two cores serve two pages at most.
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  // Two busy cores lose an event now and then. What passes only at the second try is listed as flaky, to be mended.
  retries: 1,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${ROOT_PORT}/`,
    viewport: { width: 1440, height: 1000 },
    trace: 'off',
    // What a service worker asks for, page.route does not see; its own tests allow it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: [
    {
      command: `npx vite preview --host 127.0.0.1 --port ${ROOT_PORT} --strictPort`,
      cwd: '..',
      url: `http://127.0.0.1:${ROOT_PORT}/`,
      reuseExistingServer: false,
    },
    {
      command: `npx vite preview --host 127.0.0.1 --port ${SUB_PATH_PORT} --strictPort --base /some/folder/`,
      cwd: '..',
      url: SUB_PATH_URL,
      reuseExistingServer: false,
    },
    {
      command: `npx vite build --config engine-lab/vite.config.ts && npx vite preview --config engine-lab/vite.config.ts --host 127.0.0.1 --port ${ENGINE_LAB_PORT} --strictPort`,
      url: ENGINE_LAB_URL,
      reuseExistingServer: false,
    },
  ],
});
