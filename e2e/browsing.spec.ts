import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { InklingPage } from './inkling-page';

const MNIST = fileURLToPath(new URL('../public/mnist/', import.meta.url));
const FILES = readdirSync(MNIST);
const VALIDATION_START = 55_000;
const TEST_START = 60_000;

/** A file of the bundle by the start of its name. */
const mnistFile = (start: string): Buffer =>
  readFileSync(MNIST + FILES.find((name) => name.startsWith(`${start}.`))!);

const LABELS = Buffer.concat(['train', 'validation', 'test'].map((split) => mnistFile(`${split}-labels`)));

/** The pixels of a row of a sprite sheet, as another decoder reads them. */
function spriteRow(sheet: string, row: number): number[] {
  const { data, width } = PNG.sync.read(mnistFile(sheet));
  return Array.from({ length: width }, (_, x) => data[4 * (row * width + x)]!);
}

const classCounts = (labels: Buffer): number[] =>
  Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const rowSums = (matrix: readonly number[]): number[] =>
  Array.from({ length: 10 }, (_, row) => sum(matrix.slice(10 * row, 10 * row + 10)));
const trace = (matrix: readonly number[]): number => sum(matrix.filter((_, i) => i % 11 === 0));

/** precision, recall, f1 and support of each class, the accuracy, and both averages, written down from their definitions. */
function reportOf(matrix: readonly number[]): number[][] {
  const supports = rowSums(matrix);
  const rows = supports.map((support, digit) => {
    const right = matrix[11 * digit]!;
    const precision = right / sum(matrix.filter((_, i) => i % 10 === digit));
    const recall = right / support;
    return [precision, recall, (2 * precision * recall) / (precision + recall), support];
  });
  const total = sum(supports);
  const average = (weights: readonly number[]) =>
    [0, 1, 2].map((column) => sum(rows.map((row, i) => row[column]! * weights[i]!)) / sum(weights));
  return [
    ...rows,
    [trace(matrix) / total, total],
    [...average(supports.map(() => 1)), total],
    [...average(supports), total],
  ];
}

const tableNumbers = async (table: Locator): Promise<number[][]> => {
  const rows = await table.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) =>
      (await row.locator('td').allTextContents()).map((text) => Number(text.replace(',', ''))),
    ),
  );
};

const grid = (part: Locator): Locator => part.getByTestId('digit-grid');

async function expectCount(part: Locator, count: number): Promise<void> {
  await expect(grid(part)).toHaveAttribute('data-value', String(count));
}

/** Picks one of a few choices by its words. */
const pick = (part: Locator, words: string): Promise<void> => part.getByText(words, { exact: true }).click();

/** Opens the page on a small network that has learned for an epoch and been tested. */
async function openTrained(page: Page): Promise<InklingPage> {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=32&epochs=1&autostart=1');
  await inkling.expectStatus('finished', 90_000);
  await inkling.expectAtLeast('test-accuracy', 0.5, 60_000);
  return inkling;
}

test('the confusion matrix is live, adds up, and agrees with the report; a square opens its digits', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=32&epochs=40&autostart=1');
  // While it learns: the validation digits.
  await expect(inkling.element('confusion-matrix')).toHaveAttribute('data-value', /\d/);
  await inkling.expectAtLeast('val-accuracy', 0.5);
  await inkling.button('Pause').click();
  await inkling.expectStatus('paused');
  // What was under way arrives.
  await page.waitForTimeout(1000);
  const live = await inkling.numbers('confusion-matrix');
  expect(rowSums(live)).toEqual(classCounts(LABELS.subarray(VALIDATION_START, TEST_START)));
  expect(trace(live) / 5000).toBeCloseTo(await inkling.number('matrix-accuracy'), 10);
  expect(await inkling.number('matrix-accuracy')).toBe(await inkling.number('val-accuracy'));
  await inkling.expectText('test-accuracy', '');

  // At the end: the test digits.
  await inkling.button('Stop').click();
  await inkling.expectAtLeast('test-accuracy', 0.3, 60_000);
  const matrix = await inkling.numbers('confusion-matrix');
  expect(rowSums(matrix)).toEqual(classCounts(LABELS.subarray(TEST_START)));
  expect(trace(matrix) / 10_000).toBeCloseTo(await inkling.number('test-accuracy'), 10);
  expect(await inkling.number('matrix-accuracy')).toBe(await inkling.number('test-accuracy'));

  const shown = await tableNumbers(page.getByRole('table', { name: 'Digit by digit' }));
  for (const [i, row] of reportOf(matrix).entries()) {
    expect(shown[i]).toHaveLength(row.length);
    for (const [j, value] of row.entries()) expect(shown[i]![j]).toBeCloseTo(value, 4);
  }

  // A click on the commonest mistake, and the enter key on another square.
  const mistakes = matrix.map((count, i) => (i % 11 === 0 ? 0 : count));
  const worst = mistakes.indexOf(Math.max(...mistakes));
  const other = mistakes.findIndex((count, i) => count > 0 && i !== worst);
  const cellDigits = inkling.element('cell-digits');
  for (const cell of [worst, other]) {
    const [truth, guess] = [Math.floor(cell / 10), cell % 10];
    const square = page.locator(`[data-row="${truth}"][data-column="${guess}"]`);
    await (cell === worst ? square.click() : square.press('Enter'));
    await expect(cellDigits).toHaveAttribute('data-value', `${truth},${guess}`);
    await expectCount(cellDigits, matrix[cell]!);
    await expect(cellDigits.getByRole('gridcell').first()).toBeVisible();
    const names = await cellDigits
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.map((element) => element.getAttribute('aria-label')!));
    expect(names.length).toBeGreaterThan(0);
    const places = names.map((name) => Number(/^Test digit ([\d,]+)/.exec(name)![1]!.replace(',', '')));
    for (const [i, name] of names.entries()) {
      expect(name).toMatch(new RegExp(`: an? ${truth}, read as an? ${guess}, `));
      expect(LABELS[TEST_START + places[i]! - 1]).toBe(truth);
    }
    expect(new Set(places).size).toBe(places.length);
  }

  // The calibration error follows from the table of its bins.
  await inkling.button('As numbers').click();
  const bins = await page
    .getByTestId('calibration')
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td')].map((td) => Number.parseFloat(td.textContent.replace(',', ''))),
      ),
    );
  expect(sum(bins.map(([count]) => count!))).toBe(10_000);
  const error = sum(bins.map(([count, confidence, right]) => count! * Math.abs(right! - confidence!))) / 1e6;
  expect(await inkling.number('calibration')).toBeCloseTo(error, 2);
});

test(
  'the browser shows every digit’s true pixels, from the first to the last of 70,000',
  { tag: '@long' },
  async ({ page }) => {
    const inkling = await openTrained(page);
    await inkling.togglePart('digits');
    const browser = inkling.element('data-browser');
    await expectCount(browser, 70_000);
    await expect(inkling.element('class-counts')).toHaveAttribute(
      'data-value',
      classCounts(LABELS).join(','),
    );

    // Digits drawn in the list: ink where the sprite has 255, paper where it has 0.
    const row = browser.getByRole('row').first();
    await expect(row.locator('canvas[data-painted]')).toBeVisible();
    const drawn = await row.locator('canvas').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const pitch = canvas.parentElement!.querySelectorAll<HTMLElement>('[role=gridcell]')[1]!.offsetLeft;
      const context = canvas.getContext('2d')!;
      return [0, 1].map((digit) => {
        const { data } = context.getImageData(digit * pitch, 0, 56, 56);
        // The middle of each pixel of 2 x 2.
        return Array.from({ length: 784 }, (_, i) => data[4 * (2 * Math.floor(i / 28) * 56 + 2 * (i % 28))]!);
      });
    });
    for (const digit of [0, 1]) {
      const sprite = spriteRow('train-00', digit);
      const reds = (value: number) => new Set(drawn[digit]!.filter((_, i) => sprite[i] === value));
      const [ink, paper] = [[...reds(255)], [...reds(0)]];
      expect(ink).toHaveLength(1);
      expect(paper).toHaveLength(1);
      const expected = sprite.map((value) => paper[0]! + ((ink[0]! - paper[0]!) * value) / 255);
      for (const [i, red] of drawn[digit]!.entries()) expect(Math.abs(red - expected[i]!)).toBeLessThan(2);
    }

    // The last one, by key; then one by click.
    await grid(browser).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('End');
    const detail = browser.getByTestId('digit-detail');
    await expect(detail).toHaveAttribute('data-value', '69999');
    await expect(browser.getByTestId('digit-pixels')).toHaveAttribute(
      'data-value',
      spriteRow('test-01', 4999).join(','),
    );
    await expect(detail).toContainText(`Labelled ${LABELS[69_999]}`);
    await expect(detail).toContainText('Test digit 10,000, number 9,999 of MNIST’s test file');
    await expect(browser.getByRole('gridcell', { name: /^Test digit 10,000: / })).toBeVisible();
    await browser.getByRole('gridcell', { name: /^Test digit 9,999: / }).click();
    await expect(browser.getByTestId('digit-pixels')).toHaveAttribute(
      'data-value',
      spriteRow('test-01', 4998).join(','),
    );
    // What the network says of it adds up, and is what stands below its picture.
    const shares = await detail
      .getByRole('list', { name: 'What the network says' })
      .getByRole('listitem')
      .evaluateAll((items) =>
        items.map((item) => Number(/[\d.]+/.exec(item.lastElementChild!.textContent)![0])),
      );
    expect(shares).toHaveLength(10);
    expect(Math.abs(sum(shares) - 100)).toBeLessThan(1);
    const best = shares.indexOf(Math.max(...shares));
    const guess = best === LABELS[69_998] ? 'one' : `an? ${best}`;
    await expect(
      browser.getByRole('gridcell', { name: new RegExp(`^Test digit 9,999: .*, read as ${guess}, `) }),
    ).toBeVisible();
    // Pixel by pixel, by key: the first press lands on the first pixel.
    const surface = browser.getByTestId('digit-pixels');
    for (let row = 0; row < 9; row++) await surface.press('ArrowDown');
    for (let column = 1; column < 14; column++) await surface.press('ArrowRight');
    const value = spriteRow('test-01', 4998)[8 * 28 + 13]!;
    await expect(detail.getByRole('status')).toHaveText(`Row 9, column 14: ${value} of 255`);
  },
);

test(
  'filters and mistakes agree with the confusion matrix; the training digits are read for who asks',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(240_000);
    const inkling = await openTrained(page);
    const matrix = await inkling.numbers('confusion-matrix');
    await inkling.togglePart('digits');
    const browser = inkling.element('data-browser');
    await pick(browser, 'Test');
    await expectCount(browser, 10_000);
    await pick(browser, 'Wrong');
    await expectCount(browser, 10_000 - trace(matrix));
    await browser.getByRole('group', { name: 'Label' }).getByText('4', { exact: true }).click();
    await expectCount(browser, rowSums(matrix)[4]! - matrix[44]!);
    await pick(browser, 'Right');
    await expectCount(browser, matrix[44]!);
    await pick(browser, 'Any');
    await expectCount(browser, rowSums(matrix)[4]!);
    await browser.getByLabel('Order').selectOption('Least sure first');
    const sureness = () =>
      browser
        .getByRole('gridcell')
        .evaluateAll((cells) => cells.map((cell) => Number(/(\d+)% sure/.exec(cell.ariaLabel!)![1])));
    await expect.poll(async () => (await sureness())[0]).toBeLessThan(60);
    const rising = await sureness();
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    const wanted = LABELS.subarray(0, VALIDATION_START).filter((label) => label === 4).length;
    await pick(browser, 'Training');
    await expectCount(browser, wanted);
    await pick(browser, 'Test');
    // Those up to 90% sure, and those from there on.
    const highest = browser.getByRole('slider', { name: 'Highest confidence, per cent' });
    for (let percent = 100; percent > 90; percent--) await highest.press('ArrowLeft');
    await expect(browser.getByText('Confidence: 0 to 90%')).toBeVisible();
    await expect(browser.locator('[data-pending]')).toHaveCount(0);
    const unsure = Number(await grid(browser).getAttribute('data-value'));
    expect(unsure).toBeLessThan(rowSums(matrix)[4]!);
    const lowest = browser.getByRole('slider', { name: 'Lowest confidence, per cent' });
    for (let percent = 90; percent < 100; percent++) await highest.press('ArrowRight');
    await lowest.press('End');
    const lowestPercent = async () => Number(await lowest.getAttribute('aria-valuenow'));
    while ((await lowestPercent()) > 90) await lowest.press('ArrowLeft');
    while ((await lowestPercent()) < 90) await lowest.press('ArrowRight');
    await expect(browser.getByText('Confidence: 90 to 100%')).toBeVisible();
    await expectCount(browser, rowSums(matrix)[4]! - unsure);
    await inkling.togglePart('digits');

    await inkling.togglePart('mistakes');
    const mistakes = inkling.element('mistakes-browser');
    await pick(mistakes, 'Test');
    await expectCount(mistakes, 10_000 - trace(matrix));
    await inkling.show('evaluation');
    await page
      .getByRole('region', { name: 'Test on unseen digits' })
      .getByText('Validation digits', { exact: true })
      .click();
    const validation = await inkling.numbers('confusion-matrix');
    expect(sum(validation)).toBe(5000);
    await inkling.togglePart('mistakes');
    await pick(mistakes, 'Validation');
    await expectCount(mistakes, 5000 - trace(validation));
    await pick(mistakes, 'Hardest to learn');
    await expectCount(mistakes, 55_000);
    // The worst of all is a mistake, and its loss is no smaller than that of the next.
    const losses: number[] = [];
    for (const place of [0, 1, 40]) {
      await mistakes.locator(`[data-place="${place}"]`).click();
      const words = mistakes.getByText(/^The network reads/);
      await expect(words).toContainText('wrong');
      losses.push(Number(/Loss ([\d.]+)/.exec((await words.textContent())!)![1]));
    }
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  },
);
