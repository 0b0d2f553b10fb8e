import { expect, it } from 'vitest';
import { choosePlan } from './choose-plan';
import type { PlanName } from './plan';
import { PlanMemory } from './plan-memory';

/** A device on which a step takes so long by each plan, and an answer 2 ms. */
function device(stepMs: Partial<Record<PlanName, number>>, compileMs = 5) {
  let ms = 0;
  const compiled = new Set<PlanName>();
  const steps: Partial<Record<PlanName, number>> = {};
  return {
    steps,
    now: () => ms,
    run: (plan: PlanName, count: number) => {
      if (!compiled.has(plan)) ms += compileMs;
      compiled.add(plan);
      steps[plan] = (steps[plan] ?? 0) + count;
      ms += 2 + count * (stepMs[plan] ?? 1);
      return Promise.resolve();
    },
  };
}

it.each([
  ['the fastest', { plain: 0.1, split: 0.05, narrow: 0.07 }, 'split'],
  [
    'the default where a gain is too small to be different for',
    { plain: 0.1, split: 0.097, narrow: 0.12 },
    'plain',
  ],
  ['the default where all is slow', { plain: 300, split: 3, narrow: 3 }, 'plain'],
] as const)('takes %s', async (_, stepMs, expected) => {
  const { run, now } = device(stepMs);
  expect(await choosePlan({ plans: ['plain', 'split', 'narrow'], run, now })).toBe(expected);
});

it('gives up measuring where compiling takes long, and where a plan breaks', async () => {
  const slow = device({ split: 0.01 }, 500);
  expect(await choosePlan({ plans: ['plain', 'split', 'narrow'], run: slow.run, now: slow.now })).toBe(
    'plain',
  );
  expect(slow.steps.narrow).toBeUndefined();
  const { run, now } = device({ plain: 0.1 });
  const breaking = (plan: PlanName, steps: number) =>
    plan === 'narrow' ? Promise.reject(new Error('lost')) : run(plan, steps);
  expect(await choosePlan({ plans: ['plain', 'split', 'narrow'], run: breaking, now })).toBe('plain');
});

it('measures a network once, and on no imitated device', async () => {
  const memory = new PlanMemory();
  const config = {
    network: { layerSizes: [784, 32, 10], activation: 'relu' },
    optimizer: 'adam',
    maxBatchSize: 16,
    seed: 1,
  } as const;
  const limits = { maxComputeWorkgroupStorageSize: 16_384, maxComputeInvocationsPerWorkgroup: 256 };
  const card = { limits, isImitated: false };
  expect(memory.known(config, { limits, isImitated: true })).toBe('plain');
  expect(memory.known(config, card)).toBeUndefined();
  const found = await memory.find(config, card, () => Promise.reject(new Error('lost')));
  expect(found).toBe('plain');
  expect(memory.known(config, card)).toBe('plain');
  expect(memory.known({ ...config, maxBatchSize: 17 }, card)).toBeUndefined();
  // Without a hidden layer there is nothing to choose from.
  const network = { ...config.network, layerSizes: [784, 10] };
  expect(memory.known({ ...config, network }, card)).toBe('plain');
});
