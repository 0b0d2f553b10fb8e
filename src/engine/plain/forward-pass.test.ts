import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../core/experiment';
import { initialState } from '../../core/initial-weights';
import { zeroWeights } from '../../core/network';
import { barBatch, relativeDistance } from '../testing/batches';
import { PlainNetwork } from '../testing/plain-network';
import { forwardPass, softmaxRows } from './forward-pass';

describe('forwardPass', () => {
  it.each(ACTIVATIONS)(
    'gives the probabilities that the definition gives, layer by layer: %s',
    (activation) => {
      const network = { layerSizes: [784, 24, 13, 10], activation };
      const state = initialState(network, 'sgd', 5);
      // Biases start at zero, where forgetting them would not show.
      for (const { bias } of state.weights)
        bias.forEach((_, unit) => (bias[unit] = 0.3 * Math.sin(unit + 1)));
      const definition = new PlainNetwork({ network, optimizer: 'sgd', maxBatchSize: 1, seed: 5 }, state);
      const { pixels } = barBatch(3, 4);
      const { hidden, logits } = forwardPass(state.weights, activation, pixels, 4);
      expect(hidden.map(({ length }) => length)).toEqual([4 * 24, 4 * 13]);
      const probabilities = softmaxRows(logits, 10);
      for (let row = 0; row < 4; row++) {
        const expected = definition.probabilities(pixels.subarray(row * 784, (row + 1) * 784));
        expect(relativeDistance(probabilities.subarray(row * 10, row * 10 + 10), expected)).toBeLessThan(
          1e-5,
        );
      }
    },
  );

  it('tells activations after the function: by hand', () => {
    const [first, second] = zeroWeights([784, 2, 10]);
    first!.kernel.set([3, -1, -5, 0.5]);
    first!.bias.set([1, 1]);
    second!.kernel[9] = 0.5;
    const pixels = new Uint8Array(784);
    pixels.set([255, 51]);
    // 3 * 1 - 5 * 0.2 + 1 = 3 and -1 * 1 + 0.5 * 0.2 + 1 = 0.1; the ninth logit is half of the first unit.
    const { hidden, logits } = forwardPass([first!, second!], 'leakyRelu', pixels, 1);
    expect(hidden[0]![0]).toBeCloseTo(3, 5);
    expect(hidden[0]![1]).toBeCloseTo(0.1, 5);
    expect([...logits]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, expect.closeTo(1.5, 5)]);
  });
});

describe('softmaxRows', () => {
  it('takes each row by itself and survives large logits', () => {
    const rows = softmaxRows(Float32Array.of(1000, 1000, 0, Math.log(3)), 2);
    expect([...rows]).toEqual([0.5, 0.5, 0.25, 0.75].map((share) => expect.closeTo(share, 6)));
  });

  it('is made less certain by a temperature', () => {
    const [low, high] = softmaxRows(Float32Array.of(0, Math.log(9)), 2, 2);
    expect(low).toBeCloseTo(0.25, 6);
    expect(high).toBeCloseTo(0.75, 6);
  });
});
