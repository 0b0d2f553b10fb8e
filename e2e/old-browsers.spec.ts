import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

/** Methods that came after the oldest browsers, and where they are. */
const LATER = {
  'Array.prototype': ['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex'],
  'Object.getPrototypeOf(Int8Array.prototype)': [
    'toSorted',
    'toReversed',
    'with',
    'findLast',
    'findLastIndex',
  ],
  Object: ['groupBy'],
  Map: ['groupBy'],
  Promise: ['withResolvers', 'try'],
  Array: ['fromAsync'],
  AbortSignal: ['any'],
  'Set.prototype': ['union', 'intersection', 'difference', 'isSubsetOf'],
  'String.prototype': ['isWellFormed', 'toWellFormed'],
};

const removal = Object.entries(LATER)
  .flatMap(([owner, names]) => names.map((name) => `delete (${owner}).${name};`))
  .join('');

/** Runs a script before any other of the page and of its workers. */
async function beforeAll(page: Page, script: string): Promise<void> {
  await page.addInitScript(script);
  await page.route('**/assets/*-entry-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: script + (await response.text()) });
  });
}

const ONE = [
  [
    [0.5, 0.2],
    [0.5, 0.5],
    [0.5, 0.8],
  ],
] as const;

test('without what came after ES2022 it trains, reads, and shows every section', async ({ page }) => {
  // Names that nothing else in our code or that of others bears: "with" and "any" do elsewhere.
  const calls =
    /\.(toSorted|toReversed|toSpliced|findLast|findLastIndex|withResolvers|fromAsync)\(|AbortSignal\.any\(/g;
  const folder = join(import.meta.dirname, '../dist/assets');
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.js')) continue;
    const found = (await readFile(join(folder, file), 'utf8')).match(calls);
    expect(found, `calls in ${file}`).toBeNull();
  }

  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await beforeAll(page, removal);
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=2');
  const title = await page.title();
  await inkling.button('Train').click();
  await expect.poll(() => page.title()).toMatch(/^\d+%.* – Inkling$/);
  await inkling.expectStatus('finished', 60_000);
  await expect.poll(() => page.title()).toBe(title);
  expect(await (await inkling.trainer()).evaluate(() => 'toSorted' in Array.prototype)).toBe(false);
  await inkling.draw(ONE);
  await expect(inkling.element('prediction')).toHaveAttribute('data-value', /^\d$/);
  for (const place of ['evaluation', 'inside', 'data', 'runs', 'lessons', 'settings']) {
    await inkling.show(place);
    await expect(page.getByRole('main').getByRole('region').last()).toBeVisible();
  }
  await expect(inkling.element('error')).toHaveCount(0);
  expect(errors).toEqual([]);
});

test(
  'without WebAssembly another engine trains in the place of the one in the link, and that is said',
  { tag: '@long' },
  async ({ page }) => {
    await beforeAll(page, 'delete globalThis.WebAssembly;');
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
    await inkling.button('Train').click();
    await expect(inkling.element('stand-in')).toContainText('WebAssembly is switched off in this browser.');
    await inkling.expectAtLeast('step', 3, 60_000);
    expect(await inkling.text('engine')).not.toBe('simd');
    expect(page.url()).toContain('engine=simd');
    await expect(inkling.element('error')).toHaveCount(0);
  },
);
