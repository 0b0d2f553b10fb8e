/** Where each browser is on this machine, and what starts it. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Launcher } from './driver';
import { launchByPuppeteer } from './puppeteer-driver';
import { launchWebKit } from './webkit-driver';

const FIREFOX = ['firefox-esr', 'firefox'];
const FIREFOX_PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const onPath = (...names: readonly string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

/** WebKitGTK's own small browser, which lies in the library's folder: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser. */
function miniBrowser(): string | undefined {
  const libraries = ['/usr/lib', '/usr/libexec', '/usr/lib64'];
  const inside = (folder: string, name: RegExp): string[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((other) => name.test(other))
          .map((other) => join(folder, other))
      : [];
  const homes = libraries
    .flatMap((folder) => inside(folder, /-linux-gnu$/).concat(folder))
    .flatMap((folder) => inside(folder, /^webkit(?:2)?gtk-/))
    .map((folder) => join(folder, 'MiniBrowser'));
  return homes.find((path) => existsSync(path));
}

function webkit(): Launcher['launch'] {
  const driver = process.env['WEBKIT_DRIVER_PATH'] ?? onPath('WebKitWebDriver');
  const browser = process.env['MINIBROWSER_PATH'] ?? miniBrowser();
  const xvfb = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? undefined : onPath('xvfb-run');
  const hasDisplay = xvfb !== undefined || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (driver === undefined || browser === undefined || !hasDisplay) return undefined;
  return () => launchWebKit({ driver, browser, xvfb });
}

function firefox(): Launcher['launch'] {
  const place = FIREFOX_PLACES.find((path) => existsSync(path));
  const executablePath = process.env['FIREFOX_PATH'] ?? onPath(...FIREFOX) ?? place;
  return executablePath === undefined
    ? undefined
    : () => launchByPuppeteer({ browser: 'firefox', executablePath });
}

/** chromium: its executable. */
export const findBrowsers = (chromium: string): readonly Launcher[] => [
  {
    name: 'chromium',
    whereToGet: 'Chrome, Chromium, or CHROMIUM_PATH',
    launch: () =>
      launchByPuppeteer({
        executablePath: chromium,
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        // As visitors have it: a page that was left is kept for the way back.
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
      }),
  },
  {
    name: 'firefox',
    whereToGet: 'Debian’s firefox-esr, or FIREFOX_PATH',
    launch: firefox(),
  },
  {
    name: 'webkit',
    whereToGet: 'Debian’s webkit2gtk-driver and xvfb, or WEBKIT_DRIVER_PATH and MINIBROWSER_PATH',
    launch: webkit(),
  },
];
