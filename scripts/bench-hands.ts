/**
 * Does the page read handwriting? Trains the built page, replays pen digits on its pad as pointer events at random size and
 * place, and prints how they were read: per digit, per writer, as a confusion matrix, the share doubted, and how long a
 * reading takes, at rest and while training (for which it trains a second time). With --network nothing is trained: the page
 * takes that file in, whatever it was made by; `npm run bench:recipes -- --networks FOLDER` makes some. Skips, saying so, when
 * there is no file of pen digits. Last it draws --kinds drawings of each kind that is hard to read (hands/kinds.ts).
 *
 * Usage: npm run bench:hands -- [--file FILE] [--query ADDRESS] [--network FILE] [--limit N] [--kinds N] [--seed N]
 *   [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { percentile } from './bench-lab/statistics';
import { launchBrowser } from './bench/browser';
import { servePage } from './bench/sites';
import { type PenDigit, readPenDigits, sampleOf } from './hands/pen-digits';
import { type KindReading, type KindTally, kindsMarkdown, tallyKind } from './hands/kind-tally';
import { drawKinds } from './hands/kinds';
import { drawAndRead, drawAndReadKind, type Latencies, takeLatencies } from './hands/replay';
import { type HandReading, tally, tallyMarkdown } from './hands/tally';

const TRAINING_TIMEOUT_MS = 3_600_000;
/** Digits drawn while a network trains that is never done in that time, for the latency alone. */
const DRAWN_WHILE_TRAINING = 40;
const ENDLESS_EPOCHS = 500;

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: '../shared/pen-strokes/pendigits-dev.json' },
    query: { type: 'string', default: 'preset=standard&engine=simd' },
    network: { type: 'string' },
    limit: { type: 'string', default: '' },
    kinds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string', default: 'hands-results.json' },
  },
});

async function drawAll(page: Page, digits: readonly PenDigit[]): Promise<HandReading[]> {
  const readings: HandReading[] = [];
  for (const [turn, digit] of digits.entries()) {
    readings.push(await drawAndRead(page, digit, Number(values.seed), turn));
    if (process.stdout.isTTY) process.stdout.write(`\r${turn + 1} of ${digits.length}`);
  }
  return readings;
}

async function drawEachKind(page: Page, pens: readonly PenDigit[]): Promise<Map<string, KindTally>> {
  const tallies = new Map<string, KindTally>();
  for (const [kind, drawings] of drawKinds(pens, Number(values.kinds))) {
    const readings: KindReading[] = [];
    for (const [turn, drawing] of drawings.entries()) {
      readings.push(await drawAndReadKind(page, drawing, Number(values.seed), turn));
    }
    tallies.set(kind, tallyKind(readings));
  }
  return tallies;
}

const latencyRow = (what: string, latencies: readonly number[]): string => {
  const sorted = latencies.toSorted((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(sorted, share).toFixed(1));
  return `| ${what} | ${sorted.length} | ${p50} | ${p95} | ${p99} |`;
};

const latencyRows = (when: string, { answered, painted }: Latencies): string =>
  [latencyRow(`${when}, answered`, answered), latencyRow(`${when}, painted`, painted)].join('\n');

const openPage = (browser: Browser): Promise<Page> =>
  browser.newPage({ viewport: { width: 1440, height: 1000 } });

/** Opens the page, presses Train by its address, and waits until a network can be asked. */
async function startTraining(browser: Browser, address: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(`${address}&autostart=1`);
  await page
    .getByTestId('val-accuracy')
    .and(page.locator(':not([data-value=""])'))
    .waitFor({ timeout: 120_000 });
  await page.getByTestId('pad').scrollIntoViewIfNeeded();
  return page;
}

async function latenciesWhileTraining(browser: Browser, address: string, digits: readonly PenDigit[]) {
  const page = await startTraining(browser, `${address}&epochs=${ENDLESS_EPOCHS}`);
  await takeLatencies(page);
  await drawAll(page, sampleOf(digits, DRAWN_WHILE_TRAINING));
  const latencies = await takeLatencies(page);
  const status = await page.getByTestId('run-status').getAttribute('data-value');
  if (status !== 'training') throw new Error(`The page was to train all the while, but is ${status}.`);
  await page.close();
  return latencies;
}

/** Opens the page and has it train to the end. */
async function trainToTheEnd(browser: Browser, address: string): Promise<Page> {
  const page = await startTraining(browser, address);
  await hasFinished(page);
  return page;
}

const hasFinished = (page: Page): Promise<void> =>
  page
    .getByTestId('run-status')
    .and(page.locator('[data-value="finished"]'))
    .waitFor({ timeout: TRAINING_TIMEOUT_MS });

/** Opens the page and brings the network in this file in, to read the test digits as well. */
async function bringIn(browser: Browser, address: string, file: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(`${address}#runs`);
  await page
    .getByTestId('run-status')
    .and(page.locator('[data-value="ready"]'))
    .waitFor({ timeout: 120_000 });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Bring a network in', exact: true }).click();
  await (await chooser).setFiles(file);
  await page.getByTestId('file-note').and(page.locator('[data-value="taken"]')).waitFor({ timeout: 120_000 });
  await hasFinished(page);
  // Not by going there: the address has changed with the network, and the page would be loaded anew.
  await page.evaluate(() => {
    window.location.hash = 'evaluation';
  });
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.getByTestId('pad').scrollIntoViewIfNeeded();
  return page;
}

/** digits: those drawn one by one; pens: those that the kinds are made of. */
async function measure(
  browser: Browser,
  url: string,
  digits: readonly PenDigit[],
  pens: readonly PenDigit[],
): Promise<void> {
  const address = `${url}?${values.query}`;
  const { network } = values;
  const whileTraining =
    network === undefined ? await latenciesWhileTraining(browser, address, digits) : undefined;
  const page = await (network === undefined
    ? trainToTheEnd(browser, address)
    : bringIn(browser, address, network));
  await page
    .getByTestId('test-accuracy')
    .and(page.locator(':not([data-value=""])'))
    .waitFor({ timeout: 120_000 });
  const value = (testId: string) => page.getByTestId(testId).getAttribute('data-value');
  const testAccuracy = Number(await value('test-accuracy'));
  const trainSeconds = Number(await value('train-seconds'));
  await takeLatencies(page);
  const result = tally(await drawAll(page, digits));
  const atRest = await takeLatencies(page);
  const kinds = await drawEachKind(page, pens);

  console.log(
    `\npage: ?${values.query}; ${(100 * testAccuracy).toFixed(2)}% of MNIST's test digits, ` +
      (network === undefined ? `trained ${trainSeconds.toFixed(0)} s` : `network of ${network}`),
  );
  console.log(`${tallyMarkdown(result)}\n`);
  console.log(
    '| pen to reading, ms | readings | median | 95th percentile | 99th |\n|---|---:|---:|---:|---:|',
  );
  if (whileTraining) console.log(latencyRows('while training', whileTraining));
  console.log(latencyRows('at rest', atRest));
  console.log(`\n${kindsMarkdown(kinds)}`);
  const perWriter = Object.fromEntries(result.perWriter);
  writeFileSync(
    values.json,
    JSON.stringify(
      {
        query: values.query,
        network,
        testAccuracy,
        trainSeconds,
        ...result,
        perWriter,
        whileTraining,
        atRest,
      },
      null,
      1,
    ),
  );
}

const all = readPenDigits(values.file);
if (!all) {
  console.log(`Skipped: there is no ${values.file}. Name a file of pen digits with --file.`);
  process.exit(0);
}
const digits = values.limit === '' ? all : sampleOf(all, Number(values.limit));
const site = await servePage();
const browser = await launchBrowser();
try {
  await measure(browser, site.url, digits, all);
} finally {
  await browser.close();
  await site.close();
}
