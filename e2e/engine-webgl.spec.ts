/**
 * The fused WebGL engine against the reference, in a real browser: same start, same batches, same numbers. The page under
 * test is engine-lab/, built apart from the shipped one.
 */
import { expect, type Page, test } from '@playwright/test';
import { everywhere, nowhere, PLANNED, planOf, TABLE } from './engine-lab/cases';
import type { Case, Difference } from './engine-lab/compare';
import type { TrainState } from '../src/core/network';
import type { Lab } from './engine-lab/lab';
import { ENGINE_LAB_URL } from './playwright.config';

declare global {
  interface Window {
    lab: Lab;
  }
}

let page: Page;

// One page for all: what costs time is starting tfjs, not the steps.
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

const compareAll = (cases: readonly Case[]): Promise<Difference[]> =>
  page.evaluate(async (list) => {
    const differences = [];
    for (const one of list) differences.push(await window.lab.compareWith(one));
    return differences;
  }, cases);

for (const [name, one] of TABLE) {
  test(`same weights, slots, losses and predictions: ${name}`, async () => {
    const [difference] = await compareAll([one]);
    expectEqual(difference!);
  });
}

for (const [index, [name, one]] of PLANNED.entries()) {
  test(`the same by another plan: ${name}`, { tag: index < 3 ? [] : ['@long'] }, async () => {
    const [difference] = await compareAll([one]);
    expectEqual(difference!);
  });
}

test('measuring plans leaves no trace in the network, and lets the one before it answer', async () => {
  const measured = await page.evaluate(
    async (plan) => {
      const { batchesOf, configOf, hyperOf, relativeDifference, startOf, train, webgl } = window.lab;
      const one = { hidden: [12, 6], steps: 6, hyper: { dropout: 0.2 } };
      const straight = await webgl(plan);
      let whileMeasuring = 0;
      const measuring = await webgl({
        known: (config) => (config.network.layerSizes[1] === 12 ? undefined : plan),
        find: async (_, { run }) => {
          await run(plan.toReversed(), 3);
          await run(plan, 4);
          whileMeasuring = (await measuring.predict(new Uint8Array(784), 1)).length;
          return plan;
        },
      });
      const before = { hidden: [5, 4] };
      await measuring.init(configOf(before), startOf(before));
      const states = [];
      const losses = [];
      for (const engine of [straight, measuring]) {
        await engine.init(configOf(one), startOf(one));
        states.push(await engine.exportState());
        losses.push((await train(engine, batchesOf(one), hyperOf(one))).map(({ loss }) => loss));
        states.push(await engine.exportState());
        engine.dispose();
      }
      const [start, end, startAfter, endAfter] = states as [TrainState, TrainState, TrainState, TrainState];
      return {
        whileMeasuring,
        start: relativeDifference(startAfter, start),
        end: relativeDifference(endAfter, end),
        steps: endAfter.step,
        losses,
      };
    },
    planOf([12, 6], 4, (layer) => layer === 0),
  );
  expect(measured).toMatchObject({ whileMeasuring: 10, start: 0, end: 0, steps: 6 });
  expect(measured.losses[1]).toEqual(measured.losses[0]);
});

test('an engine that is disposed of while it measures rejects, and frees everything', async () => {
  const { message, created, deleted } = await page.evaluate(async () => {
    const { configOf, glCalls, startOf, webgl } = window.lab;
    const one = { hidden: [5] };
    const before = { ...glCalls };
    const engine = await webgl({
      known: () => undefined,
      find: async (_, { run }) => {
        const plan = [
          { parts: 2, fused: true },
          { parts: 1, fused: true },
        ];
        await run(plan, 1);
        engine.dispose();
        return plan;
      },
    });
    const outcome = await engine.init(configOf(one), startOf(one)).then(
      () => '',
      (error: unknown) => String(error),
    );
    return {
      message: outcome,
      created: glCalls.createTexture - before.createTexture,
      deleted: glCalls.deleteTexture - before.deleteTexture,
    };
  });
  expect(message).toContain('something else');
  expect(created).toBeGreaterThan(0);
  expect(deleted).toBe(created);
});

test('takes turns with tfjs on one context', { tag: '@long' }, async () => {
  const difference = await page.evaluate(async () => {
    const one = { hidden: [12], steps: 6 };
    const [ours, reference] = [await window.lab.webgl(), await window.lab.reference('tfjs-webgl')];
    const { batchesOf, configOf, hyperOf, relativeDifference, startOf } = window.lab;
    for (const engine of [ours, reference]) await engine.init(configOf(one), startOf(one));
    for (const batch of batchesOf(one))
      for (const engine of [ours, reference]) engine.step(batch, hyperOf(one));
    const states = await Promise.all([ours.exportState(), reference.exportState()]);
    for (const engine of [ours, reference]) engine.dispose();
    return relativeDifference(states[0], states[1]);
  });
  expect(difference).toBeLessThan(1e-3);
});

test('a saved state is that of its moment, and resuming from it changes nothing', async () => {
  const [resumed, exported] = await page.evaluate(async () => {
    const { batchesOf, configOf, hyperOf, relativeDifference, startOf, webgl } = window.lab;
    const one = { hidden: [12, 6], steps: 20, hyper: { dropout: 0.2 } };
    const batches = batchesOf(one);
    const engine = await webgl();
    await engine.init(configOf(one), startOf(one));
    for (const batch of batches.slice(0, 10)) engine.step(batch, hyperOf(one));
    const saving = engine.exportState();
    for (const batch of batches.slice(10)) engine.step(batch, hyperOf(one));
    const [middle, straight] = [await saving, await engine.exportState()];

    await engine.init(configOf(one), middle);
    const again = await engine.exportState();
    for (const batch of batches.slice(10)) engine.step(batch, hyperOf(one));
    const end = await engine.exportState();
    engine.dispose();
    return [
      { step: end.step, difference: relativeDifference(end, straight) },
      { step: middle.step, difference: relativeDifference(again, middle) },
    ];
  });
  expect(exported).toEqual({ step: 10, difference: 0 });
  expect(resumed).toEqual({ step: 20, difference: 0 });
});

test('metrics cover the steps since the last reading, ragged ones weighted by their size', async () => {
  const { each, together, none } = await page.evaluate(async () => {
    const { batchesOf, configOf, hyperOf, startOf, train, webgl } = window.lab;
    const one = { hidden: [8], batch: 24, raggedBatch: 3, steps: 7 };
    const engine = await webgl();
    await engine.init(configOf(one), startOf(one));
    const singly = await train(engine, batchesOf(one), hyperOf(one));
    await engine.init(configOf(one), startOf(one));
    for (const batch of batchesOf(one)) engine.step(batch, hyperOf(one));
    const all = await engine.readMetrics();
    const nothing = await engine.readMetrics();
    engine.dispose();
    return { each: singly, together: all, none: nothing };
  });
  const total = each.reduce((sum, m) => sum + m.exampleCount, 0);
  const mean = (pick: (m: (typeof each)[0]) => number) =>
    each.reduce((sum, m) => sum + pick(m) * m.exampleCount, 0) / total;
  expect(together.exampleCount).toBe(24 * 5 + 3 * 2);
  expect(together.loss).toBeCloseTo(
    mean((m) => m.loss),
    5,
  );
  expect(together.accuracyFraction).toBeCloseTo(
    mean((m) => m.accuracyFraction),
    6,
  );
  expect(none).toEqual({ loss: Number.NaN, accuracyFraction: Number.NaN, exampleCount: 0 });
});

test('predicts any number of digits, in rows that sum to 1', async () => {
  const rows = await page.evaluate(async () => {
    const { batchAt, configOf, startOf, webgl } = window.lab;
    const one = { hidden: [6] };
    const engine = await webgl();
    await engine.init(configOf(one), startOf(one));
    const { pixels } = batchAt(3, 1203);
    const many = await engine.predict(pixels, 1203);
    const alone = await engine.predict(pixels.subarray(1202 * 784), 1);
    engine.dispose();
    const row = (i: number) => Array.from(many.subarray(10 * i, 10 * i + 10));
    return { length: many.length, some: [0, 511, 512, 1202].map(row), alone: Array.from(alone) };
  });
  expect(rows.length).toBe(12030);
  for (const row of rows.some) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  rows.alone.forEach((p, c) => expect(p).toBeCloseTo(rows.some[3]![c]!, 6));
});

test('four draws a step with no hidden layer, augmentation and all, and four more for each; fewer or more by plan', async () => {
  const draws = await page.evaluate(
    async (plans) => {
      const { augmented, batchAt, callsDuring, configOf, hyperOf, PlanMemory, startOf, webgl } = window.lab;
      const counts = [];
      const batch = augmented(batchAt(0, 128), 1, 1);
      const cases = [
        { hidden: [] },
        { hidden: [128] },
        { hidden: [64, 32] },
        { hidden: [16, 16, 16, 16] },
        { hidden: [128], plans: plans.inParts },
        { hidden: [128], plans: plans.lastFused },
        { hidden: [4], plans: plans.fused },
        { hidden: [], plans: plans.onlyFused },
        // What imitates a graphics card is not measured.
        { hidden: [4], plans: new PlanMemory() },
      ];
      for (const { hidden, plans: from } of cases) {
        const one = { hidden, batch: 128, hyper: { dropout: 0.1, weightDecay: 0.1 } };
        const engine = await webgl(from);
        const building = await callsDuring(() => engine.init(configOf(one), startOf(one)));
        const calls = await callsDuring(() => engine.step(batch, hyperOf(one)));
        counts.push(building.drawElements + calls.drawElements + calls.drawArrays);
        engine.dispose();
      }
      return counts;
    },
    {
      inParts: planOf([128], 8, nowhere),
      lastFused: planOf([128], 1, (layer) => layer === 1),
      fused: planOf([4], 1, everywhere),
      onlyFused: planOf([], 1, everywhere),
    },
  );
  expect(draws).toEqual([4, 8, 12, 20, 9, 7, 6, 3, 8]);
});

test(
  '500 steps allocate nothing and wait for nothing; dispose frees everything but programs, which serve the next',
  { tag: '@long' },
  async () => {
    const { steps, whole, programs } = await page.evaluate(async () => {
      const { augmented, batchAt, callsDuring, configOf, glCalls, hyperOf, startOf, webgl } = window.lab;
      const one = { hidden: [14], batch: 8 };
      const engine = await webgl();
      const before = { ...glCalls };
      await engine.init(configOf(one), startOf(one));
      const first = glCalls.createProgram - before.createProgram;
      const batch = augmented(batchAt(0, 8), 1, 1);
      const during = await callsDuring(() => {
        for (let step = 0; step < 500; step++) engine.step(batch, hyperOf(one));
      });
      await engine.readMetrics();
      await engine.predict(batch.pixels, 8);
      engine.dispose();
      const after = { ...glCalls };
      await engine.init(configOf(one), startOf(one));
      engine.dispose();
      const second = glCalls.createProgram - after.createProgram;
      // More networks than programs are kept for: what is unused the longest is freed.
      for (let units = 40; units < 52; units++) {
        await engine.init(configOf({ hidden: [units] }), startOf({ hidden: [units] }));
        engine.dispose();
      }
      const kept =
        glCalls.createProgram - before.createProgram - (glCalls.deleteProgram - before.deleteProgram);
      return { steps: during, whole: { before, after }, programs: { first, second, kept } };
    });
    const { drawElements, ...others } = steps;
    expect(drawElements).toBe(4000);
    expect(Object.values(others).every((count) => count === 0)).toBe(true);
    const gained = (name: keyof typeof steps) => whole.after[name] - whole.before[name];
    expect(gained('createTexture')).toBeGreaterThan(0);
    expect(gained('deleteTexture')).toBe(gained('createTexture'));
    expect(programs.first).toBeGreaterThan(0);
    expect(programs.second).toBe(0);
    expect(programs.kept).toBeLessThanOrEqual(48);
  },
);

// The others are held against the reference above; these two tell whether both are wrong.
for (const activation of ['elu', 'tanh'] as const) {
  test(`the gradient is the slope of the loss: ${activation}`, async () => {
    const { slope, expected } = await page.evaluate((f) => window.lab.slopes(f), activation);
    expect(expected).toBeGreaterThan(1e-3);
    expect(Math.abs(slope - expected) / expected).toBeLessThan(0.02);
  });
}

test('declines what it cannot train, in a sentence', async () => {
  const faults = await page.evaluate(async () => {
    const engine = await window.lab.webgl();
    const { configOf } = window.lab;
    const widest = { hidden: [2048, 2048, 2048, 2048], batch: 2048 };
    return [widest, { hidden: [2049] }, { hidden: [8], batch: 2049 }].map((one) =>
      engine.supports(configOf(one)),
    );
  });
  expect(faults[0]).toBeUndefined();
  expect(faults[1]?.message).toContain('2048 units');
  expect(faults[2]?.message).toContain('2048 digits');
});
