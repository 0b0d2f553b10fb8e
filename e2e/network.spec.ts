/** The panels that look inside the network: what they show, on a network that was trained on the page. */
import { expect, type Page, test } from '@playwright/test';
import { axeViolations } from './axe';
import { InklingPage } from './inkling-page';
import { ownDigit } from '../scripts/hands/own-digits';

/** That the rows add up to the unit's sum, unrounded, and to the last place as they are shown. */
async function expectSum(inkling: InklingPage, rows: readonly string[]): Promise<void> {
  const cells = rows.map((row) => inkling.element(row));
  const values = (
    await Promise.all(
      cells.map((cell) =>
        cell.evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-value')))),
      ),
    )
  ).flat();
  const sum = values.reduce((total, value) => total + value, 0);
  expect(sum).toBeCloseTo(await inkling.number('unit-sum'), 9);
  const shown = (text: string): number => Number(text.replaceAll('−', '-'));
  const lasts = await Promise.all(cells.map((cell) => cell.locator('td:last-child').allTextContents()));
  const total = await inkling.element('unit-sum').locator('td').textContent();
  expect(lasts.flat().reduce((some, text) => some + shown(text), 0)).toBeCloseTo(shown(total!), 9);
}

/** That at the width of a telephone nothing sticks out of the page or out of its panel. */
async function expectFitsTelephone(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const wide = await page
    .getByTestId(/^(unit-arithmetic|softmax)$/)
    .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth).length);
  expect(wide).toBe(0);
  await page.setViewportSize(size);
}

test('shows the first layer, the layers, the drawing and the map as they are', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=70-24&epochs=2&seed=3');
  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 60_000);
  const lastStep = await inkling.text('step');

  await test.step('one picture per unit of the first layer', async () => {
    await inkling.togglePart('first-layer');
    await inkling.expectText('first-layer', '70');
    const pictures = inkling.element('unit-picture');
    await expect(pictures).toHaveCount(64);
    await page.getByRole('button', { name: 'Page 2 of the units' }).click();
    await expect(pictures).toHaveCount(6);
    await expect(pictures.last()).toHaveAttribute('data-value', '69');
    await pictures.last().click();
    await expect(inkling.element('unit-detail')).toContainText('Unit 70');

    // By falling norm, the names say so.
    await page.getByText('Largest weights first').click();
    await page.getByRole('button', { name: 'Page 1 of the units' }).click();
    await expect(pictures).toHaveCount(64);
    const names = await pictures.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
    const norms = names.map((name) => Number(name.match(/norm ([\d.]+)/)![1]));
    expect(norms).toEqual(norms.toSorted((a, b) => b - a));

    // Weights have two signs: pictures are neither blank nor of one colour.
    const colours = await pictures.first().evaluate((button) => {
      const canvas = button.querySelector('canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let [red, blue] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        if (data[i]! > data[i + 2]! + 20) red++;
        if (data[i + 2]! > data[i]! + 20) blue++;
      }
      return { red, blue, size: canvas.width * canvas.height };
    });
    expect(colours.size).toBe(784);
    expect(colours.red).toBeGreaterThan(20);
    expect(colours.blue).toBeGreaterThan(20);

    // A scale of its own gives the weakest unit the full colour.
    await page.getByRole('button', { name: 'Page 2 of the units' }).click();
    const palest = () =>
      pictures.last().evaluate((button) => {
        const canvas = button.querySelector('canvas')!;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return Math.min(...data.filter((_, i) => i % 4 < 3));
      });
    const shared = await palest();
    await page.getByText('Each its own').click();
    await expect.poll(palest).toBeLessThan(shared - 20);
  });

  await test.step('every layer with its spread', async () => {
    await inkling.togglePart('layers');
    await inkling.expectText('layers', '3');
    await expect(inkling.element('layers')).toHaveAttribute('data-step', lastStep);
    for (const name of ['Weights', 'Gradients', 'Activations']) {
      await expect(page.getByRole('img', { name: `${name} of Hidden layer 2: from` })).toBeVisible();
    }
    expect(await inkling.number('dead-units-1')).toBeLessThan(35);
    expect(await inkling.number('dead-units-2')).toBeLessThan(24);
  });

  await test.step('what the drawing does in the network', async () => {
    await inkling.togglePart('drawing');
    await expect(page.getByText('Draw a digit on the pad, and watch it')).toBeVisible();
    await inkling.draw(ownDigit('7'));
    await inkling.expectText('drawing-insight', lastStep);
    await inkling.expectText('prediction', '7');
    expect(await inkling.numbers('activations-1')).toHaveLength(70);
    expect(await inkling.numbers('activations-2')).toHaveLength(24);

    // The logits are those behind the probabilities that the pad shows, whatever temperature softens them.
    const logits = await inkling.numbers('logits');
    const classes = [...logits.keys()].toSorted((a, b) => logits[b]! - logits[a]!).slice(0, 3);
    expect(classes[0]).toBe(7);
    const logs = await Promise.all(
      classes.map(async (k) => Math.log(await inkling.number(`probability-${k}`))),
    );
    const slope = (i: number, j: number) =>
      (logs[i]! - logs[j]!) / (logits[classes[i]!]! - logits[classes[j]!]!);
    expect(slope(0, 2)).toBeCloseTo(slope(0, 1), 2);

    // Only ink speaks, and only patches that cover ink change anything.
    await expect(inkling.element('saliency')).toHaveAttribute('data-class', '7');
    await expect(inkling.element('occlusion')).not.toHaveAttribute('data-value', '');
    const ink = await inkling.numbers('net-input');
    const saliency = await inkling.numbers('saliency');
    expect(saliency.filter((value, pixel) => value !== 0 && ink[pixel] === 0)).toEqual([]);
    expect(saliency.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(0);
    const drops = await inkling.numbers('occlusion');
    const nearInk = (place: number) =>
      ink.some(
        (value, pixel) =>
          value > 0 &&
          Math.abs((pixel % 28) - (place % 28)) <= 2 &&
          Math.abs(Math.floor(pixel / 28) - Math.floor(place / 28)) <= 2,
      );
    expect(drops.filter((drop, place) => drop !== 0 && !nearInk(place))).toEqual([]);
    expect(Math.max(...drops)).toBeGreaterThan(0);

    // Another class is asked about by hand.
    await page.getByRole('button', { name: /^Pixels for and against 1,/ }).click();
    await expect(inkling.element('saliency')).toHaveAttribute('data-class', '1');
    expect(await inkling.numbers('saliency')).not.toEqual(saliency);
  });

  await test.step('the map, the dot that travels, and the neighbours', async () => {
    await inkling.togglePart('map');
    await inkling.expectText('map', '2000');
    await expect(inkling.element('map')).toContainText(/The plane holds \d+% of the variance/);
    await expect(inkling.element('neighbours').getByRole('img')).toHaveCount(5);
    const distances = (
      await inkling
        .element('neighbours')
        .getByText(/ away$/)
        .allTextContents()
    ).map(Number.parseFloat);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    await expect(
      inkling.element('neighbours').getByRole('img', { name: 'a handwritten 7' }).first(),
    ).toBeVisible();
    const [x, y] = await inkling.numbers('map-drawing');

    await inkling.button('Clear').click();
    await expect(inkling.element('map-drawing')).toHaveCount(0);
    await inkling.draw(ownDigit('0'));
    await inkling.expectText('prediction', '0');
    await expect(
      inkling.element('neighbours').getByRole('img', { name: 'a handwritten 0' }).first(),
    ).toBeVisible();
    const [newX, newY] = await inkling.numbers('map-drawing');
    expect(Math.hypot(newX! - x!, newY! - y!)).toBeGreaterThan(1);

    // By key: the digit that has the focus is shown, with what it is.
    const slider = page.getByRole('slider', { name: 'Look at the digits of the map one by one' });
    await slider.focus();
    await slider.press('ArrowRight');
    await inkling.expectText('map-digit', '1');
    await expect(slider).toHaveAttribute(
      'aria-valuetext',
      /^A \d, (read right|read as \d); validation digit 2$/,
    );
    await slider.blur();

    // By pointer: somewhere in the picture there is a digit.
    const box = (await page.getByRole('img', { name: /validation digits at step/ }).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width * 0.48, box.y + box.height * 0.5, { steps: 8 });
    await expect(inkling.element('map-digit')).toBeVisible();
  });
});

test(
  'reckons with the digit at hand, unit by unit and to the probabilities',
  { tag: '@long' },
  async ({ page }) => {
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&augment=off&engine=simd&hidden=40-24&epochs=1&seed=3&autostart=1');
    await inkling.expectStatus('finished', 60_000);
    const lastStep = await inkling.text('step');
    await inkling.togglePart('first-layer');
    const pictures = inkling.element('unit-picture');
    await expect(pictures).toHaveCount(40);

    await test.step('a unit of the first layer, at first with a training digit', async () => {
      await pictures.nth(16).focus();
      await pictures.nth(16).press('Enter');
      const name = /^Unit 17: the sum for training digit [\d,]+, a \d$/;
      await expect(page.getByRole('region', { name })).toHaveAttribute('data-step', lastStep);
      await expectSum(inkling, ['unit-positive', 'unit-negative', 'unit-bias']);
      expect(await inkling.numbers('unit-products')).toHaveLength(784);
      // Its activation is ReLU.
      expect(await inkling.number('unit-activation')).toBe(Math.max(0, await inkling.number('unit-sum')));
      await expectFitsTelephone(page);
    });

    await inkling.draw(ownDigit('7'));
    await inkling.togglePart('drawing');
    await inkling.expectText('drawing-insight', lastStep);
    await expect(page.getByRole('region', { name: 'Unit 17: the sum for your drawing' })).toBeVisible();

    await test.step('it passes on what the cells of its layer say', async () => {
      const passedOn = await inkling.numbers('activations-1');
      for (const unit of [16, passedOn.indexOf(Math.max(...passedOn))]) {
        await pictures.nth(unit).click();
        await inkling.expectText('unit-arithmetic', String(unit));
        expect(Math.abs((await inkling.number('unit-activation')) - passedOn[unit]!)).toBeLessThan(1e-5);
        await expectSum(inkling, ['unit-positive', 'unit-negative', 'unit-bias']);
      }
    });

    await test.step("softmax ends at the pad's probabilities", async () => {
      await expect(page.getByRole('region', { name: /^Softmax: .* for your drawing$/ })).toBeVisible();
      for (let k = 0; k < 10; k++) {
        const distance = async () =>
          Math.abs((await inkling.number(`softmax-${k}`)) - (await inkling.number(`probability-${k}`)));
        await expect.poll(distance).toBeLessThan(1e-5);
      }
    });

    await test.step('a unit of the last layer adds up to its logit', async () => {
      const unit = page.getByRole('button', { name: 'Output unit for 7' });
      await unit.focus();
      await unit.press('Enter');
      await expect(unit).toHaveAttribute('aria-pressed', 'true');
      await expect(
        page.getByRole('region', { name: 'Output unit for 7: the sum for your drawing' }),
      ).toBeVisible();
      await expect(inkling.element('unit-term').first()).toHaveText(/^Unit \d+[\d.]+ × −?[\d.]+−?[\d.]+$/);
      await expectSum(inkling, ['unit-term', 'unit-rest', 'unit-bias']);
      const logit = (await inkling.numbers('logits'))[7]!;
      expect(Math.abs((await inkling.number('unit-sum')) - logit)).toBeLessThan(1e-5);
      await expectFitsTelephone(page);
      expect(await axeViolations(page)).toEqual([]);
    });
  },
);

test(
  'follows a run, and counts the units that too high a learning rate has killed',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(180_000);
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&augment=off&engine=simd&hidden=40&optimizer=adam&lr=0.5&epochs=100');
    await inkling.togglePart('first-layer');
    await inkling.togglePart('layers');
    await expect(page.getByText('Press Train first: there is nothing to see').first()).toBeVisible();
    await inkling.button('Train').click();
    await expect(inkling.element('first-layer')).toBeVisible({ timeout: 60_000 });
    const step = Number(await inkling.element('first-layer').getAttribute('data-step'));
    await expect
      .poll(async () => Number(await inkling.element('first-layer').getAttribute('data-step')))
      .toBeGreaterThan(step);
    await inkling.expectAtLeast('dead-units-1', 20, 60_000);
    await inkling.button('Stop').click();
    await inkling.expectStatus('finished');
    const lastStep = await inkling.text('step');
    await expect(inkling.element('layers')).toHaveAttribute('data-step', lastStep);
    await expect(inkling.element('layers')).toContainText(/dead of 40 in the hidden layers/);

    // With the network goes what was known of it.
    await inkling.button('Reset').click();
    await expect(inkling.element('first-layer')).toHaveCount(0);

    await test.step('without a hidden layer the pictures are those of the ten digits, and there is no map', async () => {
      await inkling.open('preset=quick&augment=off&hidden=none&epochs=1&engine=simd&autostart=1');
      await inkling.expectStatus('finished', 60_000);
      await inkling.expectAtLeast('val-accuracy', 0.85);
      for (const part of ['first-layer', 'layers', 'drawing', 'map']) await inkling.togglePart(part);
      await inkling.expectText('first-layer', '10');
      await expect(page.getByRole('button', { name: /^Digit 9, norm / })).toBeVisible();
      await inkling.expectText('layers', '1');
      await expect(inkling.element('layers')).toContainText('no unit that could die');
      await expect(inkling.element('no-map')).toContainText('no hidden layer');
      await inkling.draw(ownDigit('0'));
      await inkling.expectText('prediction', '0');
      await expect(inkling.element('drawing-insight')).toContainText(
        'the pixels lead straight to the ten logits',
      );
      await expect(inkling.element('activations-1')).toHaveCount(0);
      expect(await inkling.numbers('logits')).toHaveLength(10);
    });
  },
);
