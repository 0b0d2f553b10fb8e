import { describe, expect, it } from 'vitest';
import {
  argmax,
  confusionMatrix,
  crossEntropy,
  EvaluationAccumulator,
  evaluatePredictions,
  PROBABILITY_FLOOR,
} from './metrics';

/** One row of ten probabilities: `share` for `digit`, the rest spread over the others. */
const row = (digit: number, share: number): number[] =>
  Array.from({ length: 10 }, (_, i) => (i === digit ? share : (1 - share) / 9));

describe('argmax', () => {
  it('takes each row on its own, the first of equals winning', () => {
    expect([...argmax([0.1, 0.7, 0.2, 0.4, 0.2, 0.4], 3)]).toEqual([1, 0]);
  });
  it('refuses half a row', () => {
    expect(() => argmax([0.5, 0.5, 1], 2)).toThrow(RangeError);
  });
});

describe('confusionMatrix', () => {
  // The example of scikit-learn's documentation of confusion_matrix.
  it("is scikit-learn's: rows true, columns predicted", () => {
    expect([...confusionMatrix([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2], 3)]).toEqual([
      2, 0, 0, 0, 0, 1, 1, 0, 2,
    ]);
  });
  it('has ten classes unless told', () => {
    const matrix = confusionMatrix([4], [9]);
    expect(matrix).toHaveLength(100);
    expect(matrix[49]).toBe(1);
  });
  it('refuses a class that there is not, and lengths that differ', () => {
    expect(() => confusionMatrix([10], [0])).toThrow(RangeError);
    expect(() => confusionMatrix([0], [3], 3)).toThrow(RangeError);
    expect(() => confusionMatrix([0], [0, 1])).toThrow(RangeError);
  });
});

describe('crossEntropy', () => {
  // From scikit-learn's own tests of log_loss.
  it("is scikit-learn's log_loss", () => {
    const probabilities = [0.2, 0.7, 0.1, 0.6, 0.2, 0.2, 0.6, 0.1, 0.3];
    expect(crossEntropy(probabilities, [1, 0, 2], 3)).toBeCloseTo(0.6904911, 7);
  });
  it('is ln 10 for a network that knows nothing', () => {
    expect(
      crossEntropy(
        Array.from({ length: 20 }, () => 0.1),
        [3, 8],
      ),
    ).toBeCloseTo(Math.LN10, 12);
  });
  it('is floored for a confident mistake', () => {
    expect(crossEntropy([1, 0], [1], 2)).toBe(-Math.log(PROBABILITY_FLOOR));
  });
  it('shows a network that has come apart', () => {
    expect(crossEntropy([Number.NaN, Number.NaN], [1], 2)).toBeNaN();
  });
  it('refuses what does not fit', () => {
    expect(() => crossEntropy([0.5, 0.5], [0, 1], 2)).toThrow(RangeError);
    expect(() => crossEntropy([0.5, 0.5], [2], 2)).toThrow(RangeError);
  });
});

describe('EvaluationAccumulator', () => {
  const labels = Uint8Array.of(3, 3, 4, 9, 0);
  const probabilities = Float32Array.from(
    [row(3, 0.5), row(3, 1), row(9, 0.91), row(9, 0.25), row(0, 1)].flat(),
  );

  it('counts, and averages the loss', () => {
    const evaluation = evaluatePredictions('test', probabilities, labels);
    expect(evaluation).toMatchObject({ split: 'test', exampleCount: 5, accuracyFraction: 0.8 });
    // By hand: a half, a certainty, 0.09/9 = a hundredth, a quarter, a certainty.
    const expected = (Math.log(2) + Math.log(100) + Math.log(4)) / 5;
    expect(evaluation.loss).toBeCloseTo(expected, 6);
    const counts = [...evaluation.confusion].flatMap((count, i) => (count > 0 ? [[i, count]] : []));
    expect(counts).toEqual([
      [0, 1],
      [33, 2],
      [49, 1],
      [99, 1],
    ]);
  });
  it('gives the same whichever way the digits are cut into batches', () => {
    const accumulator = new EvaluationAccumulator('test');
    accumulator.add(probabilities, labels, 2);
    accumulator.add(probabilities.subarray(20), labels.subarray(2), 0);
    accumulator.add(probabilities.subarray(20), labels.subarray(2));
    const whole = evaluatePredictions('test', probabilities, labels);
    expect(accumulator.exampleCount).toBe(5);
    expect(accumulator.result().confusion).toEqual(whole.confusion);
    expect(accumulator.result().loss).toBeCloseTo(whole.loss, 12);
  });
  it('hands out a copy', () => {
    const accumulator = new EvaluationAccumulator('validation');
    accumulator.add(probabilities, labels, 1);
    const early = accumulator.result();
    accumulator.add(probabilities, labels, 1);
    expect(early.confusion[33]).toBe(1);
    expect(accumulator.result().confusion[33]).toBe(2);
  });
  it('refuses a short or wrong batch whole, and an empty result', () => {
    const accumulator = new EvaluationAccumulator('test');
    expect(() => accumulator.result()).toThrow(RangeError);
    expect(() => accumulator.add(probabilities, labels, 6)).toThrow(RangeError);
    expect(() => accumulator.add(probabilities.subarray(1), labels)).toThrow(RangeError);
    expect(() => accumulator.add(probabilities, Uint8Array.of(3, 10))).toThrow(RangeError);
    expect(accumulator.exampleCount).toBe(0);
  });
});
