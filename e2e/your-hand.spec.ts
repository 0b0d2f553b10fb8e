/** Corrections: kept, taught, carried in files, and still there after a reload, as the network is. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { drawBy, ODD_HANDS } from '../src/worker/testing/odd-hands';
import { InklingPage } from './inkling-page';

const yours = (page: Page) => page.getByRole('region', { name: 'Your digits' });

/** The `turn`th 1 with a long flag, which a freshly trained network takes for something else. */
async function drawFlaggedOne(inkling: InklingPage, turn: number): Promise<void> {
  await inkling.button('Clear').click();
  await inkling.expectText('prediction', '');
  await inkling.draw(drawBy(ODD_HANDS.flaggedOne, turn).map((stroke) => stroke.map(({ x, y }) => [x, y])));
  await expect(inkling.element('prediction')).toHaveAttribute('data-value', /^\d$/);
}

test('ten corrections teach it an odd hand; digits and network survive a reload, and travel as a file', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&hidden=128&augment=off&engine=simd&epochs=2&autostart=1');
  await inkling.expectStatus('finished', 90_000);
  await inkling.expectAtLeast('test-accuracy', 0.95, 30_000);

  for (let turn = 0; turn < 10; turn++) {
    await drawFlaggedOne(inkling, turn);
    await page.getByRole('button', { name: /^(No|Yes), that was a 1$/ }).click();
    await expect(page.getByText(`Kept as a 1: ${turn + 1} in all.`)).toBeVisible();
  }

  await inkling.show('data');
  await inkling.button('Teach it').click();
  await inkling.expectText('lesson', 'kept', 90_000);
  const [rightBefore, rightAfter] = await inkling.numbers('own-right');
  expect(rightBefore).toBeLessThanOrEqual(5);
  expect(rightAfter).toBe(10);
  const [before, after] = await inkling.numbers('lesson-accuracy');
  expect(after).toBeGreaterThanOrEqual(before! - 0.002);
  await inkling.expectText('test-accuracy', String(after));
  // Not one of the ten.
  await drawFlaggedOne(inkling, 77);
  await inkling.expectText('prediction', '1');

  await inkling.button('Undo the lesson').click();
  await inkling.expectText('test-accuracy', String(before));
  await expect(inkling.element('prediction')).not.toHaveAttribute('data-value', '1');
  await inkling.button('Teach it').click();
  await inkling.expectText('lesson', 'kept', 90_000);

  const saving = page.waitForEvent('download');
  await inkling.button('Export').click();
  const file = await (await saving).path();
  const exported = JSON.parse(readFileSync(file, 'utf8')) as { label: number }[];
  expect(exported.map(({ label }) => label)).toEqual(Array.from({ length: 10 }, () => 1));

  await page.goto('./?preset=quick&augment=off&engine=simd&hidden=32#data');
  await inkling.expectStatus('ready');
  await inkling.expectText('your-digits', '10');
  await inkling.expectText('prediction', '');
  await expect(inkling.element('last-network')).toContainText(
    /128, epoch 2, 9\d\.\d\d% of the test digits, today/,
  );
  await inkling.button('Take it up').click();
  await inkling.expectStatus('finished', 30_000);
  await inkling.expectText('test-accuracy', String(after), 30_000);
  expect(page.url()).not.toContain('hidden=32');
  await drawFlaggedOne(inkling, 78);
  await inkling.expectText('prediction', '1');

  await inkling.button('Remove all').click();
  await inkling.button('Yes, remove').click();
  await expect(yours(page).getByRole('img')).toHaveCount(0);
  const chooser = page.locator('input[type=file]');
  await chooser.setInputFiles(file);
  await expect(inkling.element('import-outcome')).toHaveText('10 digits added.');
  await inkling.button('Remove your 1, read as 4').first().click();
  await inkling.expectText('your-digits', '9');
  await inkling.button('Bring back').click();
  await inkling.expectText('your-digits', '10');
  await chooser.setInputFiles(file);
  await expect(inkling.element('import-outcome')).toHaveText('0 digits added. 10 you had already.');

  const damaged = { name: 'damaged.json', mimeType: 'application/json' };
  await chooser.setInputFiles({ ...damaged, buffer: Buffer.from('[{"label": 12, "strokes": [[[1, 2]]]}]') });
  await expect(inkling.element('import-outcome')).toHaveText(
    'Nothing was taken from this file of 1: digit 1: its label must be a whole number from 0 to 9.',
  );
  await inkling.expectText('your-digits', '10');
});

test(
  'who has trained nothing teaches a copy of the pretrained network',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(120_000);
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&engine=simd');
    const digits = Array.from({ length: 10 }, (_, turn) => ({
      label: 7,
      writer: 'somebody',
      strokes: drawBy(ODD_HANDS.crossedSeven, turn).map((stroke) => stroke.map(({ x, y }) => [x, y])),
    }));
    const file = {
      name: 'sevens.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(digits)),
    };
    await inkling.show('data');
    await page.locator('input[type=file]').setInputFiles(file);
    await inkling.expectText('your-digits', '10');
    await inkling.expectStatus('ready');
    await expect(inkling.button('Teach it')).toHaveAttribute('aria-disabled', 'true');

    await inkling.button('Start from the ready-made one').click();
    await inkling.expectStatus('finished', 30_000);
    await inkling.expectAtLeast('test-accuracy', 0.985, 30_000);
    expect(new URL(page.url()).searchParams.get('engine')).toBe('simd');
    await expect(inkling.button('Start from the ready-made one')).toHaveCount(0);

    await inkling.button('Teach it').click();
    await inkling.expectText('lesson', 'kept', 60_000);
    const [rightBefore, rightAfter] = await inkling.numbers('own-right');
    expect(rightBefore).toBeLessThanOrEqual(7);
    expect(rightAfter).toBe(10);
    await inkling.draw(drawBy(ODD_HANDS.crossedSeven, 77).map((stroke) => stroke.map(({ x, y }) => [x, y])));
    await inkling.expectText('prediction', '7');
    await expect(inkling.element('prediction')).toHaveAttribute('data-source', 'own');
  },
);

test('without storage it works on in memory and says so', async ({ page }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Not in a private window', 'SecurityError');
    };
  });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1&autostart=1');
  await inkling.expectStatus('finished', 60_000);
  await inkling.show('data');
  await expect(yours(page).getByRole('alert')).toContainText('stays only until you close this tab');
  await drawFlaggedOne(inkling, 0);
  await page.getByRole('button', { name: /that was a 1$/ }).click();
  await inkling.expectText('your-digits', '1');
});
