import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTIVATIONS } from '../../core/experiment';
import { initialState } from '../../core/initial-weights';
import { forwardPass } from '../plain/forward-pass';
import { barBatch, relativeDistance } from '../testing/batches';
import { SimdReader } from './simd-reader';

const module = new WebAssembly.Module(readFileSync(new URL('generated/baseline.wasm', import.meta.url)));

it('puts out logits alone where there is no hidden layer', async () => {
  const network = { layerSizes: [784, 10], activation: 'relu' } as const;
  const reader = new SimdReader(module);
  const { weights } = initialState(network, 'sgd', 4);
  await reader.load(network, weights);
  const { pixels } = barBatch(4, 150);
  const [ours, plain] = [reader.run(pixels, 150), forwardPass(weights, 'relu', pixels, 150)];
  expect([ours.hidden, plain.hidden]).toEqual([[], []]);
  expect(relativeDistance(ours.logits, plain.logits)).toBeLessThan(1e-5);
});

it.each(ACTIVATIONS)('puts out what the plain pass puts out, layer by layer: %s', async (activation) => {
  const network = { layerSizes: [784, 21, 9, 10], activation };
  const reader = new SimdReader(module);
  // The second network takes the first one's place in memory.
  for (const seed of [4, 5]) {
    const { weights } = initialState(network, 'sgd', seed);
    for (const { bias } of weights) bias.forEach((_, unit) => (bias[unit] = 0.3 * Math.sin(unit + seed)));
    await reader.load(network, weights);
    // More than one chunk of its memory.
    const { pixels } = barBatch(seed, 150);
    const [ours, plain] = [reader.run(pixels, 150), forwardPass(weights, activation, pixels, 150)];
    expect(ours.hidden.map(({ length }) => length)).toEqual([150 * 21, 150 * 9]);
    expect(relativeDistance(ours.hidden[0]!, plain.hidden[0]!)).toBeLessThan(1e-5);
    expect(relativeDistance(ours.hidden[1]!, plain.hidden[1]!)).toBeLessThan(1e-5);
    expect(relativeDistance(ours.logits, plain.logits)).toBeLessThan(1e-5);
  }
});
