/**
 * Finds a Chromium to test with: $CHROMIUM_PATH, Playwright's own build, a system Chrome or Chromium; failing these,
 * installs one, by Playwright's download or, where that is not possible and apt-get may run, from Debian.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
/** Debian's build without a window. */
const HEADLESS = 'chromium-headless-shell';
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const playwrightBuild = (): string | undefined => {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
};

const onPath = (names: readonly string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

const systemBrowser = (): string | undefined => onPath(NAMES) ?? PLACES.find((path) => existsSync(path));

function runs(command: string, args: readonly string[]): boolean {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

function installWithPlaywright(): string | undefined {
  return runs('npx', ['playwright', 'install', 'chromium']) ? playwrightBuild() : undefined;
}

function installWithApt(name: string): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const installed =
    runs('apt-get', ['update', '-qq']) &&
    runs('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name]);
  return installed ? onPath([name]) : undefined;
}

/**
 * The path of a Chromium's executable. Exits with an explanation when none can be had. `headless`: what has no window and
 * no graphics card will do, which leaves more of a small machine to the page.
 */
export function findBrowser({ headless = false } = {}): string {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && !existsSync(asked)) {
    console.error(`CHROMIUM_PATH is ${asked}, but there is no such file.`);
    process.exit(1);
  }
  const found =
    asked ??
    (headless ? onPath([HEADLESS]) : undefined) ??
    playwrightBuild() ??
    systemBrowser() ??
    installWithPlaywright() ??
    installWithApt(headless ? HEADLESS : 'chromium');
  if (found === undefined) {
    console.error(
      'No Chromium was found, and none could be installed. Install Chrome or Chromium, or set CHROMIUM_PATH to one.',
    );
    process.exit(1);
  }
  return found;
}
