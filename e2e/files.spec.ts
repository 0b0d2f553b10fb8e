/** Networks that travel: a run goes on in another browser, and one of Keras's comes in. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { storedNetwork, storedRuns } from './kept-runs';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../src/formats/testing/${name}`, import.meta.url));

/** Lets go of a file over the middle of the page. */
const drop = (page: Page, name: string, bytes: Buffer): Promise<void> =>
  page.evaluate(
    ([fileName, text]) => {
      const content = Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName!));
      for (const type of ['dragover', 'drop'])
        document
          .querySelector('main')!
          .dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, bytes.toString('base64')],
  );

async function take(page: Page, item: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByTestId('take-away').first().click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

async function goOn(inkling: InklingPage): Promise<void> {
  const form = inkling.page.getByRole('form', { name: 'Train on' });
  await form.getByLabel('More epochs to train').fill('1');
  await form.getByRole('button', { name: 'Go on' }).click();
  await inkling.expectAtLeast('step', 431, 60_000);
  await inkling.expectStatus('finished', 90_000);
}

test('a run is taken to another browser and goes on there to the same numbers', async ({ page, browser }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1&optimizer=adam&dropout=0.1');
  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 90_000);
  await inkling.show('runs');
  const { name, bytes } = await take(page, 'Inkling file');
  expect(name).toMatch(/^[a-z-]+\.inkling\.zip$/);
  for (const [item, ending, start] of [
    ['ONNX model', '.onnx', '\u0008\u0008'],
    ['Notebook', '.ipynb', '{'],
    ['Report to print', '.html', '<!doctype html>'],
  ] as const) {
    const file = await take(page, item);
    expect(file.name.endsWith(ending)).toBe(true);
    expect(file.bytes.toString('latin1').startsWith(start)).toBe(true);
  }

  const other = await browser.newContext();
  const elsewhere = new InklingPage(await other.newPage());
  await elsewhere.open('engine=simd');
  await elsewhere.expectStatus('ready', 30_000);
  await drop(elsewhere.page, name, bytes);
  await elsewhere.expectText('file-note', 'taken', 60_000);
  await elsewhere.expectStatus('finished', 30_000);
  const [run] = await storedRuns(page);
  await goOn(inkling);
  await goOn(elsewhere);
  const network = await storedNetwork(page, run!.id);
  expect(network.step).toBe(860);
  await expect.poll(() => storedNetwork(elsewhere.page, run!.id)).toEqual(network);
  await other.close();
});

test('a network of Keras’s comes in, reads the pad and has its pixels changed; a damaged file is refused', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  await inkling.open('engine=simd#runs');
  await inkling.expectStatus('ready', 30_000);
  await drop(page, 'broken.keras', readFileSync(fixture('functional.keras')).subarray(0, 20_000));
  await inkling.expectText('file-note', 'refused', 30_000);
  await expect(inkling.element('file-note')).toContainText('cut short');
  await inkling.expectText('run-list', '0');

  const chooser = page.waitForEvent('filechooser');
  await inkling.button('Bring a network in').click();
  await (await chooser).setFiles(fixture('sequential.keras'));
  await inkling.expectText('file-note', 'taken', 60_000);
  await expect(inkling.element('file-note')).toContainText('784-3-2-10');
  await inkling.expectText('run-list', '1');
  await inkling.expectStatus('finished', 30_000);
  await inkling.draw([
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
  ]);
  await expect(inkling.element('prediction')).toHaveAttribute('data-source', /own|reference/);

  const scaling = inkling.element('pixel-scaling');
  const found = await scaling.inputValue();
  const [{ id } = { id: '' }] = await storedRuns(page);
  const before = await storedNetwork(page, id);
  await scaling.selectOption(found === 'bytes' ? 'unit' : 'bytes');
  await expect.poll(async () => (await storedNetwork(page, id)).sha256).not.toBe(before.sha256);
  await inkling.expectText('file-note', 'taken', 30_000);
  await inkling.show('evaluation');
  await inkling.button('Evaluate').click();
  await inkling.expectAtLeast('test-accuracy', 0, 60_000);
});
