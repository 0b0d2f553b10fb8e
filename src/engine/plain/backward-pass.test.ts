import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../core/experiment';
import { initialState } from '../../core/initial-weights';
import { layerSizesOf, zeroWeights } from '../../core/network';
import { barBatch, worstDistance } from '../testing/batches';
import { PlainNetwork } from '../testing/plain-network';
import { batchGradients, pixelContributions } from './backward-pass';
import { forwardPass } from './forward-pass';

function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

function someNetwork(activation: (typeof ACTIVATIONS)[number], hidden: readonly number[] = [20, 12]) {
  const network = { layerSizes: layerSizesOf(hidden), activation };
  const state = initialState(network, 'sgd', 3);
  for (const { bias } of state.weights) bias.forEach((_, unit) => (bias[unit] = 0.2 * Math.cos(unit)));
  return { network, state };
}

describe('pixelContributions', () => {
  it.each(ACTIVATIONS)('is the pixel times what finite differences say its gradient is: %s', (activation) => {
    const { weights } = someNetwork(activation).state;
    const { pixels } = barBatch(8, 1);
    const logit = (classIndex: number, changed: Uint8Array) =>
      forwardPass(weights, activation, changed, 1).logits[classIndex]!;
    for (const classIndex of [0, 7]) {
      const pass = forwardPass(weights, activation, pixels, 1);
      const contributions = pixelContributions(weights, activation, pixels, pass, classIndex);
      for (const [pixel, ink] of pixels.entries()) {
        if (ink === 0) expect(contributions[pixel]).toBe(0);
        if (ink < 100 || ink > 253) continue;
        const [up, down] = [pixels.slice(), pixels.slice()];
        up[pixel]! += 2;
        down[pixel]! -= 2;
        const slope = ((logit(classIndex, up) - logit(classIndex, down)) / 4) * 255;
        expect(contributions[pixel]).toBeCloseTo((slope * ink) / 255, 2);
      }
    }
  });

  it('points at the one pixel that matters', () => {
    const weights = zeroWeights([784, 3, 10]);
    weights[0]!.kernel[400 * 3 + 1] = 2;
    weights[1]!.kernel[1 * 10 + 6] = -3;
    const pixels = new Uint8Array(784).fill(51);
    const pass = forwardPass(weights, 'relu', pixels, 1);
    const contributions = pixelContributions(weights, 'relu', pixels, pass, 6);
    // 0.2 * 2 * -3
    expect(contributions[400]).toBeCloseTo(-1.2, 5);
    expect(contributions.filter((value) => value !== 0)).toHaveLength(1);
    expect(pass.logits[6]).toBeCloseTo(-1.2, 5);
  });
});

it('without a hidden layer, a pixel contributes its weight times its ink', () => {
  const { weights } = someNetwork('tanh', []).state;
  const { pixels } = barBatch(8, 1);
  const pass = forwardPass(weights, 'tanh', pixels, 1);
  expect(pass.hidden).toEqual([]);
  const contributions = pixelContributions(weights, 'tanh', pixels, pass, 3);
  const { kernel, bias } = weights[0]!;
  contributions.forEach((value, pixel) =>
    expect(value).toBeCloseTo((kernel[pixel * 10 + 3]! * pixels[pixel]!) / 255, 6),
  );
  const sum = contributions.reduce((total, value) => total + value, bias[3]!);
  expect(pass.logits[3]).toBeCloseTo(sum, 5);
});

describe('batchGradients', () => {
  it.each([...ACTIVATIONS.map((activation) => [activation, [20, 12]] as const), ['relu', []] as const])(
    "gives the definition's gradients: %s, hidden %j",
    (activation, hidden) => {
      const { network, state } = someNetwork(activation, hidden);
      const batch = barBatch(6, 5);
      const definition = new PlainNetwork({ network, optimizer: 'sgd', maxBatchSize: 5, seed: 1 }, state);
      const hyper = { learningRate: 1, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
      const { gradients } = definition.gradients(batch, hyper);
      const ours = finish(batchGradients(state.weights, activation, batch.pixels, batch.labels, 5));
      expect(worstDistance(ours, gradients)).toBeLessThan(1e-5);
    },
  );
});
