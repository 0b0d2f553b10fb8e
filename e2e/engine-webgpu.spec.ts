/**
 * The WebGPU engine against the reference, in a real browser: same start, same batches, same numbers. The browser imitates
 * WebGPU on the processor, where compiling a kernel takes longer than running it: small nets, few of them, few steps.
 * WEBGPU_TABLE=all has it go through all there are, as is worth while on a card. The page under test is engine-lab/.
 */
import { expect, type Page, test } from '@playwright/test';
import type { Difference } from './engine-lab/compare';
import type { Lab } from './engine-lab/lab';
import { LONG_TABLE, SHORT_TABLE } from './engine-lab/webgpu-cases';
import { ENGINE_LAB_URL } from './playwright.config';
import { WEBGPU_LAUNCH } from './webgpu-launch';

declare global {
  interface Window {
    lab: Lab;
  }
}

test.use({ launchOptions: WEBGPU_LAUNCH });

let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await page.goto(ENGINE_LAB_URL);
  await page.waitForFunction(() => 'lab' in window);
});
test.afterAll(() => page.close());

function expectEqual(difference: Difference): void {
  expect(difference.parameters).toBeLessThan(1e-3);
  expect(difference.loss).toBeLessThan(1e-4);
  expect(difference.accuracy).toBeLessThan(1e-6);
  expect(difference.predictions).toBeLessThan(1e-4);
  // Otherwise two engines that do nothing would agree.
  expect(Math.abs(difference.lastLoss - difference.firstLoss)).toBeGreaterThan(1e-3);
}

for (const [name, one, plan] of process.env['WEBGPU_TABLE'] === 'all' ? LONG_TABLE : SHORT_TABLE) {
  test(`same weights, slots, losses and predictions: ${name}`, async () => {
    const difference = await page.evaluate(([c, p]) => window.lab.compareWebgpu(c, p), [one, plan] as const);
    expectEqual(difference);
  });
}

test('a state is that of its moment, resuming from it changes nothing, and metrics cover all steps since the last', async () => {
  const { end, straight, middle, metrics, none } = await page.evaluate(async () => {
    const { batchesOf, configOf, hyperOf, relativeDifference, startOf, webgpu } = window.lab;
    const one = { hidden: [8], batch: 8, raggedBatch: 3, steps: 20, hyper: { dropout: 0.2 } };
    const batches = batchesOf(one);
    const engine = await webgpu();
    await engine.init(configOf(one), startOf(one));
    for (const batch of batches.slice(0, 10)) engine.step(batch, hyperOf(one));
    const saving = engine.exportState();
    for (const batch of batches.slice(10)) engine.step(batch, hyperOf(one));
    const together = await engine.readMetrics();
    const nothing = await engine.readMetrics();
    const [saved, last] = [await saving, await engine.exportState()];
    await engine.init(configOf(one), saved);
    const again = await engine.exportState();
    for (const batch of batches.slice(10)) engine.step(batch, hyperOf(one));
    const resumed = await engine.exportState();
    engine.dispose();
    return {
      end: { step: resumed.step, difference: relativeDifference(resumed, last) },
      straight: last.step,
      middle: { step: again.step, difference: relativeDifference(again, saved) },
      metrics: together,
      none: nothing,
    };
  });
  expect(middle).toEqual({ step: 10, difference: 0 });
  expect(end).toEqual({ step: 20, difference: 0 });
  expect(straight).toBe(20);
  expect(metrics.exampleCount).toBe(14 * 8 + 6 * 3);
  expect(metrics.loss).toBeGreaterThan(0.5);
  expect(none).toEqual({ loss: Number.NaN, accuracyFraction: Number.NaN, exampleCount: 0 });
});

test('digits that the device keeps are as good as those that come with each step, and steps make nothing new', async () => {
  const { difference, made, submits, predictions, alone } = await page.evaluate(async () => {
    const { augmented, batchAt, configOf, hyperOf, relativeDifference, startOf, webgpu, webgpuCalls } =
      window.lab;
    const one = { hidden: [8], batch: 8, hyper: { dropout: 0.2 } };
    const set = batchAt(0, 40);
    const drawn = Uint8Array.from([0, 0, 1, 0, 0, 0, 0, 1]);
    const strangers = batchAt(5, 8).pixels;
    /** Eight digits of the set, but for two. */
    const batchOf = (step: number, origin: boolean) => {
      const indices = Uint32Array.from({ length: 8 }, (_, row) => (7 * step + 3 * row) % 40);
      const pixels = new Uint8Array(8 * 784);
      indices.forEach((index, row) => {
        const from = drawn[row] ? strangers.subarray(row * 784) : set.pixels.subarray(index * 784);
        pixels.set(from.subarray(0, 784), row * 784);
      });
      const labels = Uint8Array.from(indices, (index) => set.labels[index]!);
      const batch = augmented({ pixels, labels, indices, count: 8, epoch: step }, 3, 1);
      // Of the set's digits nothing is right here but their places.
      return origin
        ? {
            ...batch,
            pixels: new Uint8Array(0),
            origin: { pixels: set.pixels, shardSize: 15, drawn, drawnPixels: strangers },
          }
        : batch;
    };
    const states = [];
    const engines = [await webgpu(), await webgpu()];
    let counts = { ...webgpuCalls };
    let before = counts;
    for (const [i, engine] of engines.entries()) {
      await engine.init(configOf(one), startOf(one));
      // The memory for the set is there a moment later.
      engine.step({ ...batchOf(0, i === 1), pixels: batchOf(0, false).pixels }, hyperOf(one));
      await engine.readMetrics();
      engine.step(batchOf(1, i === 1), hyperOf(one));
      await engine.readMetrics();
      before = { ...webgpuCalls };
      for (let step = 2; step < 42; step++) engine.step(batchOf(step, i === 1), hyperOf(one));
      counts = { ...webgpuCalls };
      states.push(await engine.exportState());
    }
    const { pixels } = batchAt(3, 700);
    const many = await engines[0]!.predict(pixels, 700);
    const last = await engines[1]!.predict(pixels.subarray(699 * 784), 1);
    for (const engine of engines) engine.dispose();
    const { submit, ...creations } = counts;
    return {
      difference: relativeDifference(states[1]!, states[0]!),
      made: Object.entries(creations).map(([name, n]) => n - before[name as keyof typeof before]),
      submits: submit - before.submit,
      predictions: Array.from(many.subarray(6990)),
      alone: Array.from(last),
    };
  });
  expect(difference).toBe(0);
  expect(made).toEqual([0, 0, 0, 0]);
  expect(submits).toBeLessThanOrEqual(40);
  expect(predictions.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  alone.forEach((p, c) => expect(p).toBeCloseTo(predictions[c]!, 6));
});

test('measuring plans leaves no trace in the network; whoever is told something else meanwhile gives up', async () => {
  const { difference, message } = await page.evaluate(async () => {
    const { batchesOf, configOf, hyperOf, relativeDifference, startOf, webgpu } = window.lab;
    const one = { hidden: [8], batch: 8, steps: 5 };
    const states = [];
    const measuring = await webgpu({
      known: () => undefined,
      find: async (_, __, run) => {
        await run('narrow', 2);
        await run('plain', 3);
        return 'plain';
      },
    });
    for (const engine of [await webgpu(), measuring]) {
      await engine.init(configOf(one), startOf(one));
      for (const batch of batchesOf(one)) engine.step(batch, hyperOf(one));
      states.push(await engine.exportState());
      engine.dispose();
    }
    const leaving = await webgpu({
      known: () => undefined,
      find: () => {
        leaving.dispose();
        return Promise.resolve('plain');
      },
    });
    const outcome = await leaving.init(configOf(one), startOf(one)).then(
      () => '',
      (error: unknown) => String(error),
    );
    return { difference: relativeDifference(states[1]!, states[0]!), message: outcome };
  });
  expect(difference).toBe(0);
  expect(message).toContain('something else');
});

test('an imitated device is refused to all but tests, and what cannot be trained is declined in a sentence', async () => {
  const { refusal, faults } = await page.evaluate(async () => {
    const { configOf, openGpu, webgpu } = window.lab;
    const opened = await openGpu({ onLost: () => undefined });
    const engine = await webgpu();
    const sizes = [{ hidden: [2048, 2048, 2048, 2048] }, { hidden: [2049] }, { hidden: [8], batch: 2049 }];
    return {
      refusal: opened.ok ? '' : opened.fault.message,
      faults: sizes.map((one) => engine.supports(configOf(one))?.message),
    };
  });
  expect(refusal).toContain('imitates');
  expect(faults[0]).toBeUndefined();
  expect(faults[1]).toContain('2048 units');
  expect(faults[2]).toContain('2048 digits');
});
