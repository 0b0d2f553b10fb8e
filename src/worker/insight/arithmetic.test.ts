import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../core/experiment';
import { initialState } from '../../core/initial-weights';
import { type LayerWeights, type NetworkSpec, zeroWeights } from '../../core/network';
import { barBatch } from '../../engine/testing/batches';
import { PlainNetwork } from '../../engine/testing/plain-network';
import type { Arithmetic, UnitPlace } from '../../protocol/insight';
import { arithmeticOf } from './arithmetic';

function reckon(
  network: NetworkSpec,
  weights: readonly LayerWeights[],
  pixels: Uint8Array,
  place?: UnitPlace,
  temperature = 1,
): Arithmetic {
  const work = arithmeticOf({ network, weights, step: 3 }, temperature, pixels, place);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6) as number);

describe('by hand', () => {
  const network: NetworkSpec = { layerSizes: [784, 2, 10], activation: 'leakyRelu' };
  const weights = zeroWeights(network.layerSizes);
  weights[0]!.kernel.set([3, -1, -5, 0.5]);
  weights[0]!.bias.set([0.5, 0.25]);
  // Of the last layer: class 4 looks at both units, class 9 at none.
  weights[1]!.kernel[4] = 2;
  weights[1]!.kernel[14] = -10;
  weights[1]!.bias[4] = 1;
  weights[1]!.bias[9] = Math.log(2);
  const pixels = new Uint8Array(784);
  pixels.set([255, 51]);

  it('adds up a unit of the first layer', () => {
    const { step, unit } = reckon(network, weights, pixels, { layer: 'first', unit: 1 });
    expect(step).toBe(3);
    expect(unit).toMatchObject({ place: { layer: 'first', unit: 1 }, from: 'pixels', bias: 0.25 });
    // 1 * -1 + 0.2 * 0.5 + 0.25 = -0.65, and a fifth of that.
    expect([...unit!.products.subarray(0, 3)]).toEqual(close([-1, 0.1, 0]));
    expect([unit!.positive, unit!.negative, unit!.sum]).toEqual(close([0.1, -1, -0.65]));
    expect(unit!.activation).toEqual({ name: 'leakyRelu', value: expect.closeTo(-0.13, 6) as number });
  });

  it('adds up a logit from what the hidden units put out', () => {
    const { unit, softmax } = reckon(network, weights, pixels, { layer: 'last', unit: 4 });
    expect(unit).toMatchObject({ from: 'units', bias: 1, activation: undefined });
    // The units put out 3 - 5 * 0.2 + 0.5 = 2.5 and -0.13.
    expect([...unit!.inputs]).toEqual(close([2.5, -0.13]));
    expect([...unit!.weights]).toEqual([2, -10]);
    expect([...unit!.products]).toEqual(close([5, 1.3]));
    expect(unit!.sum).toBeCloseTo(7.3, 6);
    expect(softmax.logits[4]).toBeCloseTo(unit!.sum, 5);
  });

  it('takes softmax apart, divided by the temperature', () => {
    const flat = zeroWeights(network.layerSizes);
    flat[1]!.bias[9] = Math.log(9);
    const { softmax } = reckon(network, flat, pixels, undefined, 2);
    // Nine logits of 0 and one of log 9; halved, e^ makes 1/3 of nine and 1 of one: a sum of 4.
    expect(softmax.temperature).toBe(2);
    expect([...softmax.shifted.subarray(8)]).toEqual(close([-Math.log(3), 0]));
    expect([...softmax.exponentials.subarray(8)]).toEqual(close([1 / 3, 1]));
    expect(softmax.sum).toBeCloseTo(4, 6);
    expect([...softmax.probabilities.subarray(8)]).toEqual(close([1 / 12, 1 / 4]));
  });

  it('survives logits whose powers of e no number holds', () => {
    const huge = zeroWeights(network.layerSizes);
    huge[1]!.bias.set([2000, 2000]);
    const { softmax } = reckon(network, huge, pixels);
    expect([...softmax.probabilities]).toEqual([0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('asked about no unit, or one that is not there, tells of softmax only', () => {
    expect(reckon(network, weights, pixels).unit).toBeUndefined();
    expect(reckon(network, weights, pixels, { layer: 'first', unit: 2 }).unit).toBeUndefined();
    expect(reckon(network, weights, pixels, { layer: 'first', unit: 2 }).softmax.sum).toBeGreaterThan(1);
  });
});

it('without hidden layers, the first layer is the last: pixels add up to a logit', () => {
  const network: NetworkSpec = { layerSizes: [784, 10], activation: 'relu' };
  const weights = zeroWeights(network.layerSizes);
  weights[0]!.kernel[300 * 10 + 7] = -4;
  weights[0]!.bias[7] = 0.5;
  const pixels = new Uint8Array(784);
  pixels[300] = 102;
  const first = reckon(network, weights, pixels, { layer: 'first', unit: 7 });
  const last = reckon(network, weights, pixels, { layer: 'last', unit: 7 });
  for (const { unit, softmax } of [first, last]) {
    expect(unit).toMatchObject({ from: 'pixels', activation: undefined, bias: 0.5 });
    // 0.4 * -4 + 0.5, which no ReLU cuts off.
    expect(unit!.sum).toBeCloseTo(-1.1, 6);
    expect(softmax.logits[7]).toBeCloseTo(-1.1, 5);
  }
});

it.each(ACTIVATIONS)(
  "gives the definition's probabilities, from sums that are the definition's: %s",
  (activation) => {
    const network: NetworkSpec = { layerSizes: [784, 24, 13, 10], activation };
    const state = initialState(network, 'sgd', 5);
    for (const { bias } of state.weights) bias.forEach((_, unit) => (bias[unit] = 0.3 * Math.sin(unit + 1)));
    const definition = new PlainNetwork({ network, optimizer: 'sgd', maxBatchSize: 1, seed: 5 }, state);
    const { pixels } = barBatch(3, 1);
    const outputs = definition.outputs(pixels);
    for (const layer of ['first', 'last'] as const) {
      const expected = layer === 'first' ? outputs[0]! : outputs.at(-1)!;
      for (const [unit, value] of expected.entries()) {
        const {
          sum,
          activation: passed,
          products,
          bias,
        } = reckon(network, state.weights, pixels, { layer, unit }).unit!;
        expect(Math.abs((passed?.value ?? sum) - value)).toBeLessThan(1e-5);
        expect(products.reduce((total, product) => total + product, bias)).toBeCloseTo(sum, 9);
      }
    }
    const { softmax } = reckon(network, state.weights, pixels);
    definition.probabilities(pixels).forEach((probability, k) => {
      expect(Math.abs(softmax.probabilities[k]! - probability)).toBeLessThan(1e-5);
    });
  },
);
