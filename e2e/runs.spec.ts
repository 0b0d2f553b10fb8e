/** Many runs: kept, compared, continued, and never mixed up. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { storedNetwork, storedRuns } from './kept-runs';

const row = (page: Page, id: string) => page.locator(`[data-testid="run-row"][data-run="${id}"]`);

async function trainTo(inkling: InklingPage, query: string): Promise<string> {
  await inkling.open(query);
  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 90_000);
  await inkling.expectAtLeast('test-accuracy', 0.1, 60_000);
  const [newest] = await storedRuns(inkling.page);
  return newest!.id;
}

test('runs are kept with names, laid over each other, taken away as a table, put side by side, and go on', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  const ids: string[] = [];
  for (const rate of [0.001, 0.004, 0.016]) {
    ids.push(
      await trainTo(inkling, `preset=quick&augment=off&engine=simd&hidden=16&epochs=2&batch=256&lr=${rate}`),
    );
  }
  const accuracy = await inkling.text('test-accuracy');
  const [first, second, third] = ids as [string, string, string];
  await inkling.show('runs');
  await inkling.expectText('run-list', '3');
  await expect(row(page, third)).toHaveAttribute('data-current', 'true');
  await expect(row(page, first)).toContainText('learning rate 0.016 → 0.001');
  await expect(row(page, third)).toHaveAttribute('data-test-accuracy', accuracy);

  await test.step('three runs over each other, and their numbers as a table', async () => {
    for (const id of [first, second])
      await row(page, id)
        .getByRole('checkbox', { name: /^Compare / })
        .check();
    await inkling.expectText('compared-runs', [third, first, second].join(','));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Metrics as CSV' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines[0]).toBe('run,id,split,step,epoch,seconds,loss,accuracy');
    const rows = lines.slice(1).map((line) => line.split(','));
    expect(new Set(rows.map(([, id]) => id))).toEqual(new Set(ids));
    // The last validation of each is what the page says of it.
    for (const id of ids) {
      const last = rows.findLast(([, run, split]) => run === id && split === 'validation')!;
      expect(Number(last[7])).toBe(Number(await row(page, id).getAttribute('data-val-accuracy')));
      expect(Number(last[3])).toBe(430);
      expect(Number(last[5])).toBeGreaterThan(0);
    }
    // The run on screen, point by point: the charts' own figures.
    expect(Number(rows.findLast(([, run, split]) => run === third && split === 'train')![6])).toBe(
      await inkling.number('loss'),
    );
  });

  await test.step('two side by side', async () => {
    await row(page, second)
      .getByRole('checkbox', { name: /^Compare / })
      .uncheck();
    await inkling.expectText('side-by-side', `${third},${first}`, 60_000);
    await expect(inkling.element('mcnemar')).toHaveAttribute('data-value', /\d/, { timeout: 60_000 });
    const [both, onlyThird, onlyFirst, neither] = await inkling.numbers('paired-counts');
    expect(both! + onlyThird! + onlyFirst! + neither!).toBe(10_000);
    expect((both! + onlyThird!) / 10_000).toBeCloseTo(Number(accuracy), 10);
  });

  await test.step('an earlier one is taken up, with its own numbers, and trains on', async () => {
    const kept = await row(page, first).getAttribute('data-val-accuracy');
    await row(page, first)
      .getByRole('button', { name: /^Open / })
      .click();
    await inkling.expectStatus('finished', 60_000);
    await expect(row(page, first)).toHaveAttribute('data-current', 'true');
    await inkling.expectText('val-accuracy', kept!);
    await expect(page).toHaveURL(/lr=0\.001/);
    await page.getByRole('form', { name: 'Train on' }).getByRole('button', { name: 'Go on' }).click();
    await inkling.expectText('step', '860', 60_000);
    await inkling.expectStatus('finished', 60_000);
    await expect(row(page, first)).toHaveAttribute('data-step', '860');
    await expect(row(page, first)).toContainText('epochs 2 → 4');
  });

  await test.step('renamed, deleted, put back, and still there after a reload', async () => {
    const name = (await row(page, second).getAttribute('data-name'))!;
    await row(page, second).getByRole('button', { name: 'Delete' }).click();
    await inkling.expectText('run-list', '2');
    await page.getByRole('button', { name: 'Put it back' }).click();
    await inkling.expectText('run-list', '3');
    await row(page, second)
      .getByRole('button', { name: `Rename ${name}` })
      .click();
    await page.getByRole('textbox', { name: /name/i }).fill('My best');
    await page.keyboard.press('Enter');
    await expect(row(page, second)).toHaveAttribute('data-name', 'My best');
    await page.reload();
    await inkling.expectText('run-list', '3', 30_000);
    await expect(row(page, second)).toHaveAttribute('data-name', 'My best');
  });
});

test('a series of two values by two seeds trains by itself', { tag: '@long' }, async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=8&epochs=1&batch=512');
  await inkling.expectStatus('ready');
  await inkling.show('runs');
  const series = page.getByRole('region', { name: 'A series of runs' });
  await series.getByLabel('Setting', { exact: true }).selectOption('learningRate');
  await series.getByLabel('Values', { exact: true }).fill('0.002, 0.02');
  await series.getByLabel('Second setting').selectOption('seed');
  await series.getByLabel('Second values').fill('1-2');
  await inkling.expectText('series-plan', '4');
  await series.getByRole('button', { name: 'Start the series' }).click();
  await inkling.expectText('series-state', 'ended', 110_000);
  const runs = page.getByTestId('series-run');
  await expect(runs).toHaveCount(4);
  for (const run of await runs.all()) {
    await expect(run).toHaveAttribute('data-value', 'done');
    await expect(run).toHaveAttribute('data-test-accuracy', /0\.\d/);
  }
  const stored = await storedRuns(page);
  expect(stored).toHaveLength(4);
  expect(new Set(stored.map(({ seriesId }) => seriesId)).size).toBe(1);
  const means = await page
    .getByTestId('series-summary')
    .evaluateAll((all) => all.map((one) => Number(one.dataset['value'])));
  const accuracies = await runs.evaluateAll((all) => all.map((one) => Number(one.dataset['valAccuracy'])));
  expect(means).toHaveLength(2);
  for (const mean of means) {
    expect(mean).toBeGreaterThanOrEqual(Math.min(...accuracies) - 0.05);
    expect(mean).toBeLessThanOrEqual(1);
  }
});

test(
  'the browser is killed in the middle of a champion run, which goes on to the very same weights',
  { tag: '@long' },
  async ({ page }, { project }) => {
    test.setTimeout(240_000);
    const { launchOptions, baseURL } = project.use;
    // The champion's network and optimiser in few, large steps.
    const query = 'preset=champion&engine=simd&hidden=384-128&batch=512&epochs=2&seed=9';
    const whole = new InklingPage(page);
    const id = await trainTo(whole, query);
    const expected = await storedNetwork(page, id);
    await page.close();

    const profile = await mkdtemp(join(tmpdir(), 'inkling-'));
    const openBrowser = () =>
      chromium.launchPersistentContext(profile, { ...launchOptions, ...(baseURL ? { baseURL } : {}) });
    const context = await openBrowser();
    const before = new InklingPage(context.pages()[0]!);
    await before.open(`${query}&autostart=1`);
    await expect
      .poll(async () => (await storedRuns(before.page).catch(() => []))[0]?.step ?? 0, { timeout: 60_000 })
      .toBeGreaterThan(5);
    const crashing = await context.newCDPSession(before.page);
    await Promise.race([
      crashing.send('Browser.crash' as never).catch(() => undefined),
      context.waitForEvent('close'),
    ]);
    await context.close().catch(() => undefined);

    const again = await openBrowser();
    const after = new InklingPage(again.pages()[0]!);
    // The address says that training is to start, and still the run that was broken off is asked about first.
    await after.open(`${query}&autostart=1`);
    await expect(after.element('interrupted-run')).toBeVisible({ timeout: 60_000 });
    await expect(after.element('run-status')).toHaveAttribute('data-value', 'ready', { timeout: 60_000 });
    const [interrupted] = await storedRuns(after.page);
    expect(interrupted).toMatchObject({ status: 'training' });
    expect(interrupted!.step).toBeLessThan(expected.step);
    await after.page.getByRole('button', { name: 'Go on' }).first().click();
    await after.expectStatus('finished', 90_000);
    await expect
      .poll(async () => (await storedRuns(after.page))[0]!.status, { timeout: 30_000 })
      .toBe('finished');
    expect(await storedNetwork(after.page, interrupted!.id)).toEqual(expected);
    await again.close();
    await rm(profile, { recursive: true, force: true });
  },
);

test(
  'two tabs never train the same run, and storage that is full loses nothing',
  { tag: '@long' },
  async ({ page, context }) => {
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=200&autostart=1');
    await inkling.expectAtLeast('train-seconds', 1, 60_000);
    await inkling.show('runs');
    await expect(page.getByTestId('run-row')).toHaveCount(1, { timeout: 30_000 });
    const id = (await page.getByTestId('run-row').getAttribute('data-run'))!;

    await test.step('the other tab may look, but not take it up', async () => {
      const other = await context.newPage();
      const second = new InklingPage(other);
      await second.open('preset=quick');
      await second.show('runs');
      await second.expectText('run-list', '1', 30_000);
      await expect(second.element('interrupted-run')).toHaveCount(0);
      await row(other, id)
        .getByRole('button', { name: /^Open / })
        .click();
      await expect(other.getByText(/another tab/i).first()).toBeVisible();
      await second.expectStatus('ready');
      await other.close();
    });

    await test.step('a browser that stores nothing more: a sentence, and Restart goes on all the same', async () => {
      const trainer = await inkling.trainer();
      await trainer.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      });
      await inkling.button('Pause').click();
      await inkling.expectStatus('paused');
      await expect(page.getByText(/storage is full/i).first()).toBeVisible();
      const step = await inkling.number('step');
      await trainer.evaluate(() => self.close());
      await inkling.expectFault('worker-crashed');
      await inkling.button('Restart').click();
      await inkling.expectStatus('paused', 60_000);
      await inkling.expectText('step', String(step));
      await inkling.button('Resume').click();
      await inkling.expectAtLeast('step', step + 50, 60_000);
    });
  },
);

test('a run that learns nothing says so, and offers the way out', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=64-64&lr=0.5&schedule=constant&epochs=3');
  await inkling.button('Train').click();
  await inkling.expectText('learning-trouble', 'steps-too-large', 60_000);
  await inkling.expectStatus('finished', 60_000);
  await inkling.element('learning-trouble').getByRole('button').first().click();
  await inkling.show('settings');
  expect(Number(await page.getByLabel('Learning rate', { exact: true }).inputValue())).toBeLessThan(0.5);
  await expect(page).not.toHaveURL(/lr=0\.5/);
});
