/**
 * The benchmark: `npm run bench`, or `npm run bench -- --help`. In headless Chromium it races this page's engines against
 * tfjs's model.fit and jax-js, each in a worker, takes the SIMD engine's step apart, trains the page itself
 * up to 97%, and opens its panels.
 * Prints Markdown and writes JSON.
 *
 * The parts: bench-lab/ is what runs in the browser; bench/ is what runs here.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Browser } from '@playwright/test';
import { launchBrowser } from './bench/browser';
import { type BenchOptions, USAGE, readOptions } from './bench/options';
import { measurePanels } from './bench/panels';
import { race } from './bench/race';
import { type Results, markdown } from './bench/report';
import { serveLab, servePage } from './bench/sites';
import { timeToAccuracy } from './bench/time-to-accuracy';

const NETS = [
  [784, 128, 10],
  [784, 512, 512, 10],
];
const SHARE_ROUNDS = 20;
const PAGE_RUNS = 3;

const progress = (text: string): void => console.error(text);

async function raceAll(browser: Browser, options: BenchOptions) {
  progress('Building the lab …');
  const site = await serveLab();
  const page = await browser.newPage();
  page.on('pageerror', (error) => progress(`in the lab: ${error.message}`));
  await page.goto(site.url);
  await page.waitForFunction(() => 'lab' in window);
  const { renderer } = await page.evaluate(() => window.lab.device());
  const races = [];
  const simdShares = [];
  for (const layerSizes of NETS) {
    progress(`Racing on ${layerSizes.join('-')} …`);
    races.push(await race(page, layerSizes, options));
    if (!options.only.includes('simd')) continue;
    const share = await page.evaluate(([sizes, rounds]) => window.lab.simdShare(sizes, rounds), [
      layerSizes,
      SHARE_ROUNDS,
    ] as const);
    simdShares.push({ layerSizes, ...share });
  }
  await page.close();
  await site.close();
  return { renderer, races, simdShares };
}

async function trainPage(browser: Browser, engines: readonly string[]) {
  if (engines.length === 0) return [];
  progress('Building the page …');
  const site = await servePage();
  const runs = [];
  for (const engine of Array.from({ length: PAGE_RUNS }, () => engines).flat()) {
    progress(`Training the page with ${engine} …`);
    try {
      runs.push(await timeToAccuracy(browser, site.url, engine));
    } catch (error) {
      // The race has been run: its numbers are not to be lost over this.
      progress(`No time for ${engine}: ${String(error)}`);
    }
  }
  await site.close();
  return runs;
}

async function openPanels(browser: Browser) {
  progress('Opening the panels …');
  const site = await servePage();
  const run = await measurePanels(browser, site.url);
  await site.close();
  return run;
}

async function bench(options: BenchOptions): Promise<Results> {
  const before = loadavg()[0]!;
  const browser = await launchBrowser(options.browserArgs);
  const { renderer, races, simdShares } = await raceAll(browser, options);
  const pageRuns = await trainPage(browser, options.pageEngines);
  const panels = options.panels ? await openPanels(browser) : undefined;
  const machine = {
    processor: cpus()[0]!.model.trim(),
    cores: cpus().length,
    browser: `${browser.browserType().name()} ${browser.version()}`,
    webglRenderer: renderer,
    load: [before, loadavg()[0]!] as const,
  };
  await browser.close();
  return {
    date: new Date().toISOString(),
    machine,
    rounds: options.rounds,
    races,
    simdShares,
    pageRuns,
    panels,
  };
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
function optionsOrExit(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(1);
  }
}

const options = optionsOrExit();
const results = await bench(options);
writeFileSync(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
console.log(markdown(results));
progress(`Written to ${options.json}.`);
