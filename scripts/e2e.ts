/** Runs the Playwright suite with whatever Chromium this machine has. Arguments are passed on. */
import { spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser';

const { status } = spawnSync('npx', ['playwright', 'test', '--config', 'e2e', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, CHROMIUM_PATH: findBrowser({ headless: true }) },
});
process.exit(status ?? 1);
