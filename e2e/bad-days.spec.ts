import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { InklingPage } from './inkling-page';

const SHARD = '**/mnist/train-03.*.png';

test('a missing shard: retried, then a sentence and a Retry button that works', async ({ page }) => {
  let requests = 0;
  let missing = true;
  await page.route(SHARD, async (route) => {
    requests++;
    await (missing ? route.fulfill({ status: 404, body: 'not here' }) : route.continue());
  });
  const inkling = new InklingPage(page);
  await inkling.open();
  await inkling.expectFault('dataset-fetch');
  expect(requests).toBeGreaterThan(2);
  const loaded = await inkling.number('data-progress');
  expect(loaded).toBeGreaterThan(0);
  expect(loaded).toBeLessThan(1);

  const refetched: string[] = [];
  page.on('request', (request) => refetched.push(request.url()));
  missing = false;
  await inkling.button('Retry').click();
  await inkling.expectText('data-progress', '1');
  await expect(inkling.element('error')).toHaveCount(0);
  expect(refetched.filter((url) => url.includes('train-00'))).toEqual([]);
});

/** The picture as another program would write it. */
function compressedAnew(body: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(body);
  const grey = Buffer.from(Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!));
  const options = { colorType: 0, inputColorType: 0, deflateLevel: 1 } as const;
  return PNG.sync.write(Object.assign(new PNG({ width, height }), { data: grey }), options);
}

test('a shard cut short or altered is never trained on, but for a picture compressed anew', async ({
  page,
}) => {
  const spoil: Record<string, readonly [(body: Buffer) => Buffer, code: string, word: string]> = {
    short: [(body) => body.subarray(0, body.length / 2), 'dataset-corrupt', 'cut short'],
    altered: [
      (body) => {
        const copy = Buffer.from(body);
        copy[5000]! ^= 1;
        return copy;
      },
      'dataset-corrupt',
      'damaged',
    ],
    page: [() => Buffer.from('<!doctype html><h1>Sign in</h1>'), 'dataset-intercepted', 'sign in'],
  };
  await page.route(SHARD, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      status: 200,
      contentType: 'image/png',
      body: compressedAnew(await response.body()),
    });
  });
  const first = new InklingPage(page);
  await first.open();
  await first.expectText('data-progress', '1');
  await expect(first.element('error')).toHaveCount(0);
  await page.unroute(SHARD);

  for (const [name, [change, code, word]] of Object.entries(spoil)) {
    await test.step(name, async () => {
      await page.route(SHARD, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ status: 200, contentType: 'image/png', body: change(await response.body()) });
      });
      const inkling = new InklingPage(page);
      await inkling.open();
      await inkling.expectFault(code);
      await expect(inkling.element('error')).toContainText(word);
      await page.unroute(SHARD);
      await inkling.button('Retry').click();
      await inkling.expectText('data-progress', '1');
    });
  }
});

test('the network gone in the middle of loading, and back', async ({ page }) => {
  let requests = 0;
  let online = true;
  await page.route('**/mnist/*.png', async (route) => {
    if (++requests > 4) online = false;
    await (online ? route.continue() : route.abort('internetdisconnected'));
  });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await inkling.expectFault('dataset-fetch');
  expect(await inkling.number('data-progress')).toBeGreaterThan(0.1);
  await page.unroute('**/mnist/*.png');
  await inkling.button('Retry').click();
  await inkling.expectText('data-progress', '1');
});

test('training waits for a shard that is late, and goes on when it comes', async ({ page }) => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/mnist/train-0*.png', async (route) => {
    await gate;
    await route.continue();
  });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await inkling.button('Train').click();
  await inkling.expectStatus('training');
  await page.waitForTimeout(2500);
  const waitingAt = await inkling.number('step');
  const trainedFor = await inkling.number('train-seconds');
  await page.waitForTimeout(1000);
  // Only shard 10 of the eleven is here: at most 5,000 digits, and the clock stands still.
  expect(await inkling.number('step')).toBe(waitingAt);
  expect(waitingAt).toBeLessThan(40);
  expect(await inkling.number('train-seconds')).toBe(trainedFor);
  release();
  await inkling.expectStatus('finished', 60_000);
  await inkling.expectText('step', '430');
});

test('bad parameters: each named with what it allows, defaults for the rest', async ({ page }) => {
  const inkling = await new InklingPage(page).withoutDigits();
  await inkling.open('lr=fast&batch=0&epochs=3&engine=abacus');
  await inkling.expectFault('invalid-experiment');
  const message = inkling.element('error');
  await expect(message).toContainText('lr must be a number from 0.000001 to 10');
  await expect(message).toContainText('batch must be a whole number from 1 to 2048');
  await expect(message).toContainText('engine must be one of auto, webgpu');
  await inkling.show('settings');
  await expect(page.getByLabel('Epochs')).toHaveValue('3');
  expect(new URL(page.url()).search).toBe('?preset=standard&epochs=3');
  await inkling.button('Dismiss').click();
  await expect(message).toHaveCount(0);
});

test('a loss that flies away: stopped, explained, a lower rate offered, and training works again', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  await inkling.open(
    'preset=quick&augment=off&engine=tfjs-wasm&hidden=64-64-64-64&lr=10&optimizer=momentum&schedule=constant&autostart=1',
  );
  await inkling.expectFault('non-finite-loss');
  await inkling.expectStatus('failed');
  await inkling.button('Use a tenth of the learning rate').click();
  await inkling.show('settings');
  await expect(page.getByLabel('Learning rate', { exact: true })).toHaveValue('1');
  expect(page.url()).toContain('lr=1&');
  await page.getByLabel('Learning rate', { exact: true }).fill('0.01');
  await inkling.button('Train').click();
  await inkling.expectStatus('training');
  await inkling.expectAtLeast('step', 20, 60_000);
});

test('the worker dies: the network survives it', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&hidden=128&augment=off&engine=tfjs-wasm&epochs=20&autostart=1');
  await inkling.expectAtLeast('step', 60, 60_000);
  await inkling.button('Pause').click();
  await inkling.expectStatus('paused');
  await page.waitForTimeout(500);
  const step = await inkling.number('step');
  await inkling.button('Resume').click();
  await inkling.expectAtLeast('step', step + 1);

  // No error event, no goodbye: only the missing pings tell.
  await (await inkling.trainer()).evaluate(() => self.close());
  await expect(inkling.element('error')).toHaveAttribute('data-value', 'worker-crashed', { timeout: 45_000 });
  await inkling.button('Restart').click();
  await inkling.expectStatus('paused', 60_000);
  expect(await inkling.number('step')).toBeGreaterThanOrEqual(step);
  await inkling.button('Resume').click();
  await inkling.expectAtLeast('step', step + 100, 60_000);
  await inkling.expectAtLeast('val-accuracy', 0.85);
});

test('a link to a network that is far too large leaves the page usable: it can be stopped at once', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  await inkling.open(
    'hidden=2048-2048-2048-2048&batch=2048&epochs=500&engine=simd&augment=off&firstLayer=random&autostart=1',
  );
  // While it is set up, or in a step of many seconds.
  await inkling.button('Stop').click();
  await expect(inkling.element('run-status')).toContainText('Stopping');
  await inkling.draw([
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
  ]);
  await expect(inkling.element('prediction')).not.toHaveAttribute('data-value', '');
  await expect(inkling.button('Stop')).toBeHidden();
  await expect(inkling.button('Train')).toBeVisible();
});
