/**
 * Does the page let go of what it is done with? Opens the built page in headless Chromium and does the same things over and over: runs,
 * readings, and openings of each section and panel. Prints what is held after the first time and after each third, and
 * fails when the last third has added to it. Needs a build in dist/.
 * Usage: npm run leaks [-- --only runs,readings,panels] [--part 0.1] (of the rounds)
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from './bench/browser';
import { serveGzipped } from './bench/gzip-site';
import { growths, rowOf, TABLE_HEAD, type Weighed, weighRounds } from './leaks/level';
import { Scales } from './leaks/measure';
import { drawAndClear, openPart, openSection, PARTS, SECTIONS, trainToTheEnd } from './leaks/visits';

const ROUNDS = { runs: 20, readings: 1000, panels: 50 } as const;
/** Our own engine and one of tfjs, whose tensors are counted. */
const ENGINES = ['simd', 'tfjs-wasm'];
/** Machine code that V8 makes of JavaScript as it gets hot, for as long as it does, would pass for something held. */
const INTERPRETED = '--js-flags=--no-opt --no-maglev --no-sparkplug';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(ROUNDS).join() },
    part: { type: 'string', default: '1' },
  },
});
const isWanted = (what: keyof typeof ROUNDS): boolean => values.only.split(',').includes(what);
const rounds = (what: keyof typeof ROUNDS): number =>
  Math.max(3, Math.round(ROUNDS[what] * Number(values.part)));

const site = await serveGzipped(fileURLToPath(new URL('../dist/', import.meta.url)));
const browser = await launchBrowser([INTERPRETED]);
const all: Weighed[] = [];

/** A page of its own, with a short run of the engine done. */
async function openPage(engine: string) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  const scales = await Scales.on(page);
  await page.goto(`${site.url}?preset=tfjs-dense&hidden=16&batch=1024&epochs=1&engine=${engine}`);
  await trainToTheEnd(page);
  return { page, weigh: () => scales.weigh(), close: () => context.close() };
}

function tell(weighed: Weighed): void {
  all.push(weighed);
  console.log(rowOf(weighed));
}

console.log(TABLE_HEAD);
if (isWanted('runs')) {
  for (const engine of ENGINES) {
    const { page, weigh, close } = await openPage(engine);
    tell(await weighRounds(`runs, ${engine}`, rounds('runs'), weigh, () => trainToTheEnd(page)));
    await close();
  }
}
if (isWanted('readings') || isWanted('panels')) {
  const { page, weigh, close } = await openPage('simd');
  if (isWanted('readings'))
    tell(await weighRounds('readings', rounds('readings'), weigh, (round) => drawAndClear(page, round)));
  if (isWanted('panels')) {
    for (const section of SECTIONS)
      tell(await weighRounds(`#${section}`, rounds('panels'), weigh, () => openSection(page, section)));
    for (const part of PARTS)
      tell(await weighRounds(part, rounds('panels'), weigh, () => openPart(page, part)));
  }
  await close();
}

const grown = all.flatMap((weighed) => growths(weighed));
console.log(grown.length === 0 ? 'All is level.' : grown.join('\n'));
await browser.close();
site.close();
process.exit(grown.length === 0 ? 0 : 1);
