/**
 * The benchmark: `npm run bench`, or `npm run bench -- --help`. In headless Chromium it measures this page's engines against
 * tfjs's model.fit and jax-js, each in a worker, takes the SIMD engine's step apart, trains the page itself
 * up to 97%, opens its panels, draws on its pad, and holds its own benchmark of its engines against their training.
 * Prints Markdown and writes JSON.
 *
 * The parts: bench-lab/ is what runs in the browser; bench/ is what runs here.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Browser } from '@playwright/test';
import { launchBrowser } from './bench/browser';
import { type BenchOptions, USAGE, readOptions } from './bench/options';
import { measurePage } from './bench/page-stages';
import { race } from './bench/race';
import { type Results, markdown } from './bench/report';
import { serveLab } from './bench/sites';

const NETS = [
  [784, 128, 10],
  [784, 512, 512, 10],
];
const SHARE_ROUNDS = 20;

const progress = (text: string): void => console.error(text);

/** Also tells what graphics the browser has, which all stages depend on. */
async function raceAll(browser: Browser, options: BenchOptions) {
  progress('Building the lab …');
  const site = await serveLab({ isolated: options.isIsolated });
  const page = await browser.newPage();
  page.on('pageerror', (error) => progress(`in the lab: ${error.message}`));
  await page.goto(site.url);
  await page.waitForFunction(() => 'lab' in window);
  const devices = await page.evaluate(() => window.lab.devices());
  const isIsolated = await page.evaluate(() => crossOriginIsolated);
  const races = [];
  const simdShares = [];
  for (const layerSizes of options.stages.has('steps') ? NETS : []) {
    progress(`Measuring steps of ${layerSizes.join('-')} …`);
    races.push(await race(page, layerSizes, devices, options));
    if (!options.only.includes('simd')) continue;
    const share = await page.evaluate(([sizes, rounds]) => window.lab.simdShare(sizes, rounds), [
      layerSizes,
      SHARE_ROUNDS,
    ] as const);
    simdShares.push({ layerSizes, ...share });
  }
  await page.close();
  await site.close();
  return { devices, isIsolated, races, simdShares };
}

async function bench(options: BenchOptions): Promise<Results> {
  const before = loadavg()[0]!;
  const browser = await launchBrowser(options.browserArgs);
  const { devices, isIsolated, races, simdShares } = await raceAll(browser, options);
  const onThePage = await measurePage(browser, options, progress);
  const machine = {
    processor: cpus()[0]!.model.trim(),
    cores: cpus().length,
    browser: `${browser.browserType().name()} ${browser.version()}`,
    devices,
    isIsolated,
    load: [before, loadavg()[0]!] as const,
  };
  await browser.close();
  return { date: new Date().toISOString(), machine, rounds: options.rounds, races, simdShares, ...onThePage };
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
