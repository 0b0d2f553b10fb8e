/**
 * A smoke run of the built page in every browser that is installed: Chromium, Firefox and WebKit. `npm run build` first.
 * Prints a table and exits with 1 if one of them failed; a browser that is not installed is named, and fails nothing.
 * Options: `-- --short` for a small experiment in Firefox alone, as part of `npm test`; `--only firefox,webkit`; `--all` to
 * fail where one is not installed; `--url` of a page that is served already.
 */
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { percent, significant, table } from './bench/table';
import type { Driver, Launcher } from './browsers/driver';
import { findBrowsers } from './browsers/find-browsers';
import { classRoomRun, smokeRun } from './browsers/smoke-run';
import { findBrowser } from './find-browser';
import { isolationPlugin } from './isolation';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FULL = { query: 'preset=quick&epochs=2&seed=1', leastAccuracy: 0.93 };
const SHORT = {
  query: 'preset=quick&augment=off&engine=simd&hidden=16&epochs=2&seed=1',
  leastAccuracy: 0.85,
};

const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    all: { type: 'boolean' },
    only: { type: 'string' },
    url: { type: 'string' },
  },
});

interface Site {
  readonly url: string;
  /** The same from another machine, over plain http; undefined where this machine has no network. */
  readonly plainUrl: string | undefined;
  close(): Promise<void>;
}

/** This machine's address in its network. */
const ownAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flat()
    .find((other) => other?.family === 'IPv4' && !other.internal)?.address;

async function serve(): Promise<Site> {
  if (values.url !== undefined)
    return { url: values.url, plainUrl: undefined, close: () => Promise.resolve() };
  if (!existsSync(`${ROOT}dist/index.html`)) {
    console.error('There is no built page yet: npm run build');
    process.exit(1);
  }
  // The next free port from here on.
  const server = await preview({
    // Without what builds the page: to load that takes longer than a visit.
    configFile: false,
    plugins: [isolationPlugin()],
    root: ROOT,
    base: './',
    logLevel: 'warn',
    preview: { port: 4300, host: '0.0.0.0', strictPort: false },
  });
  const { port } = new URL(server.resolvedUrls!.local[0]!);
  const address = ownAddress();
  return {
    url: `http://127.0.0.1:${port}/`,
    plainUrl: address === undefined ? undefined : `http://${address}:${port}/`,
    close: () => server.close(),
  };
}

const HEAD = [
  'browser',
  'engine',
  'open, s',
  'steps/s',
  'two epochs, validation',
  'test',
  'a drawn 7 is',
  'reloaded, went on',
  'plain http, translated, left and come back to',
  'complaints',
];

interface Outcome {
  readonly cells: readonly string[];
  readonly failure?: string;
}

async function runIn(launch: () => Promise<Driver>, name: string, site: Site): Promise<Outcome> {
  const { query, leastAccuracy } = values.short ? SHORT : FULL;
  let driver: Driver | undefined;
  try {
    driver = await launch();
    const result = await smokeRun(driver, site.url, query, leastAccuracy);
    const classRoom =
      values.short || site.plainUrl === undefined ? 'not tried' : await classRoomRun(driver, site.plainUrl);
    const complaints = await driver.complaints();
    for (const line of complaints) console.log(`${name}: ${line}`);
    return {
      cells: [
        driver.browser,
        result.engine,
        result.openSeconds.toFixed(1),
        significant(result.stepsPerSecond),
        percent(result.accuracyFraction, 2),
        percent(result.testAccuracyFraction, 2),
        result.predicted,
        'yes',
        classRoom,
        String(complaints.length),
      ],
    };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    for (const line of (await driver?.complaints().catch(() => [])) ?? []) console.log(`${name}: ${line}`);
    return {
      cells: [driver?.browser ?? name, `failed: ${failure}`, ...HEAD.slice(2).map(() => '')],
      failure,
    };
  } finally {
    await driver?.close();
  }
}

// Browsers end with this, however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const asked = values.only?.split(',') ?? (values.short ? ['firefox'] : ['chromium', 'firefox', 'webkit']);
// Chromium is looked for, and installed where there is none, only if it is to be visited.
const chromium = asked.includes('chromium') ? findBrowser() : '';
const launchers = findBrowsers(chromium).filter(({ name }) => asked.includes(name));
const isThere = (launcher: Launcher): launcher is Launcher & { launch: () => Promise<Driver> } =>
  launcher.launch !== undefined;
for (const { name, whereToGet } of launchers.filter((launcher) => !isThere(launcher)))
  console.log(`${name} is not installed, so it was not tried (${whereToGet}).`);
const there = launchers.filter(isThere);
if (values.all && there.length < launchers.length) process.exitCode = 1;
if (there.length > 0) {
  const site = await serve();
  const outcomes: Outcome[] = [];
  for (const { name, launch } of there) {
    console.log(`${name} ...`);
    outcomes.push(await runIn(launch, name, site));
  }
  await site.close();
  console.log(
    table(
      HEAD,
      outcomes.map(({ cells }) => cells),
    ),
  );
  if (outcomes.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
}
