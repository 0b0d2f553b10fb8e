import { describe, expect, it } from 'vitest';
import type { EngineConfig } from '../engine';
import { defaultPlan } from './plan';
import { PlanMemory } from './plan-memory';

const CONFIG: EngineConfig = {
  network: { layerSizes: [784, 4, 10], activation: 'relu' },
  optimizer: 'adam',
  maxBatchSize: 128,
  seed: 1,
};
const GRAPHICS = 'ANGLE (NVIDIA, Vulkan 1.4.303 (NVIDIA NVIDIA H200), NVIDIA)';
const SOFTWARE = 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)';
const plain = defaultPlan(CONFIG.network.layerSizes);

/** A measurement that fails, which is the quickest there is. */
const trial = { run: () => Promise.reject(new Error('lost')), builtInMs: 0 };

describe('PlanMemory', () => {
  it('knows nothing of a network before it was measured, and gives the same answer ever after', async () => {
    const memory = new PlanMemory();
    expect(memory.known(CONFIG, GRAPHICS)).toBeUndefined();
    const plan = await memory.find(CONFIG, trial);
    expect(plan).toEqual(plain);
    expect(memory.known(CONFIG, GRAPHICS)).toBe(plan);
    expect(memory.known({ ...CONFIG, seed: 2 }, GRAPHICS)).toBe(plan);
  });

  it('tells shapes, batch sizes and optimisers apart', async () => {
    const memory = new PlanMemory();
    await memory.find(CONFIG, trial);
    const others: EngineConfig[] = [
      { ...CONFIG, maxBatchSize: 64 },
      { ...CONFIG, optimizer: 'sgd' },
      { ...CONFIG, network: { ...CONFIG.network, layerSizes: [784, 5, 10] } },
    ];
    for (const other of others) expect(memory.known(other, GRAPHICS)).toBeUndefined();
  });

  it('lets the first of two answers stand', async () => {
    const memory = new PlanMemory();
    const [first, second] = await Promise.all([memory.find(CONFIG, trial), memory.find(CONFIG, trial)]);
    expect(second).toBe(first);
  });

  it('measures nothing in software, nor where there is nothing to gain', () => {
    const memory = new PlanMemory();
    expect(memory.known(CONFIG, SOFTWARE)).toEqual(plain);
    const layerSizes = [784, 1024, 512, 10];
    const wide: EngineConfig = { ...CONFIG, network: { ...CONFIG.network, layerSizes } };
    expect(memory.known(wide, GRAPHICS)).toEqual(defaultPlan(layerSizes));
  });
});
