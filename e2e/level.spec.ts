/** The page holds on to nothing, in short: `npm run leaks` does each of these things by itself, and far more often. */
import { expect, test } from '@playwright/test';
import { growths, rowOf, TOLERANCE, weighRounds } from '../scripts/leaks/level';
import { Scales } from '../scripts/leaks/measure';
import { drawAndClear, openPart, openSection, PARTS, SECTIONS, trainToTheEnd } from '../scripts/leaks/visits';

const MB = 1024 * 1024;

test('runs, readings and openings of every panel leave nothing behind', async ({ page }) => {
  test.setTimeout(300_000);
  const scales = await Scales.on(page);
  await page.goto('./?preset=tfjs-dense&hidden=16&batch=1024&epochs=1&engine=simd');
  await page.getByTestId('run-status').and(page.locator('[data-value="ready"]')).waitFor();
  const weighed = await weighRounds(
    'all together',
    3,
    () => scales.weigh(),
    async (round) => {
      await trainToTheEnd(page);
      await drawAndClear(page, round);
      for (const section of SECTIONS) await openSection(page, section);
      for (const part of PARTS) await openPart(page, part);
    },
  );
  // One round is no third of many: records of runs, and caches, weigh more.
  const tolerance = { ...TOLERANCE, pageBytes: 3 * MB, workerBytes: 3 * MB };
  expect(growths(weighed, tolerance), rowOf(weighed)).toEqual([]);
  expect(weighed.held.at(-1)!.workerBytes).toBeGreaterThan(MB);
});
