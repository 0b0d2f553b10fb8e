/** Data of one's own: brought in, learned from, kept over a reload, and answered. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

/** Ten classes that a few steps can tell apart: class k is a bar in columns 2k and on. No handwriting. */
const barOf = (label: number, shade: number): number[] =>
  Array.from({ length: 784 }, (_, i) => (Math.floor((i % 28) / 2) === label ? 200 + shade : 0));
const rows = Array.from({ length: 400 }, (_, i) => [i % 10, ...barOf(i % 10, i % 50)].join());
const names = Array.from({ length: 784 }, (_, i) => `pixel${i}`).join();
const TRAIN = `label,${names}\r\n${rows.join('\r\n')}\r\n`;
/** Without labels: 9, 8, ... 0. */
const TEST = `${names}\n${Array.from({ length: 10 }, (_, i) => barOf(9 - i, 7).join()).join('\n')}\n`;

test('a table is brought in, learned from, kept, and another is answered', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=tfjs-dense&hidden=none&lr=0.05&batch=40&epochs=2&engine=simd&seed=7');
  await inkling.togglePart('datasets');
  const choose = async (files: readonly { name: string; content: string }[]): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await inkling.button('Choose files').click();
    await (
      await chooser
    ).setFiles(
      files.map(({ name, content }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })),
    );
  };
  // Nothing of a bad one, whatever comes with it.
  await choose([
    { name: 'train.csv', content: TRAIN },
    { name: 'bad.csv', content: TRAIN.replace('\r\n1,', '\r\n10,') },
  ]);
  await expect(inkling.element('dataset-problem')).toContainText('“bad.csv”, line 3, column 1: a label');
  await inkling.expectText('datasets', '0');
  await choose([{ name: 'train.csv', content: TRAIN }]);
  await inkling.expectText('datasets', '1');
  // Dropped anywhere, it comes in as well.
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], 'test.csv', { type: 'text/csv' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, TEST);
  await inkling.expectText('file-note', 'taken');
  await inkling.expectText('datasets', '2');
  const own = page.locator('[data-testid="dataset"][data-kind="labelled"]');
  const unlabelled = page.locator('[data-testid="dataset"][data-kind="unlabelled"]');
  await expect(own.getByTestId('dataset-counts')).toHaveAttribute('data-value', '314,29,57');
  await own.getByLabel('Name', { exact: true }).fill('Bars');
  await own.getByLabel(/^Names of its classes/).fill('a, b, c, d, e, f, g, h, i, jay');
  await own.getByRole('button', { name: 'Learn from it' }).click();
  const id = (await own.getAttribute('data-id'))!;
  await expect.poll(() => new URL(page.url()).searchParams.get('data')).toBe(id);

  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 30_000);
  await inkling.expectAtLeast('test-accuracy', 0.95, 15_000);
  await inkling.show('evaluation');
  const matrix = await inkling.numbers('confusion-matrix');
  expect(matrix.reduce((sum, count) => sum + count, 0)).toBe(57);

  await page.reload();
  await inkling.show('runs');
  await inkling.expectText('run-list', '1');
  await expect(page.getByTestId('run-row')).toContainText('learned from Bars');
  await inkling.togglePart('datasets');
  await inkling.expectText('datasets', '2');
  await expect(own).toHaveAttribute('aria-label', 'Bars');
  await expect(own).toContainText('jay');
  await expect(own.getByRole('button', { name: 'The next run learns from it' })).toBeVisible();
  await inkling.show('runs');
  await page
    .getByRole('button', { name: /^Open / })
    .first()
    .click();
  await inkling.expectStatus('finished', 15_000);
  await inkling.togglePart('digits');
  await inkling.expectText('class-counts', Array(10).fill(40).join());
  await inkling.togglePart('datasets');
  const download = page.waitForEvent('download');
  await unlabelled.getByRole('button', { name: 'Save answers as submission.csv' }).click();
  const saved = readFileSync(await (await download).path(), 'utf8');
  const answers = Array.from({ length: 10 }, (_, i) => `${i + 1},${9 - i}`).join('\n');
  expect(saved).toBe(`ImageId,Label\n${answers}\n`);
  // What no pen draws is said beside the pad.
  await inkling.draw([
    [
      [0.3, 0.3],
      [0.6, 0.7],
    ],
  ]);
  await expect(inkling.element('no-handwriting')).toContainText('This network has learned Bars');
});
