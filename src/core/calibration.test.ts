/** Golden values: NumPy and SciPy (minimize_scalar on the mean log loss) over the same forty rows. */
import { describe, expect, it } from 'vitest';
import { calibrationBins, expectedCalibrationError, fitTemperature, temper } from './calibration';

/** Softmax of `size` * sin(1.7 i + 2.3 k + 0.1 i k); every fourth row's label is its second-best class, all others' the best. */
function rows(size: number, count = 40) {
  const probabilities: number[] = [];
  const labels: number[] = [];
  for (let i = 0; i < count; i++) {
    const logits = Array.from({ length: 10 }, (_, k) => size * Math.sin(1.7 * i + 2.3 * k + 0.1 * i * k));
    const sum = logits.reduce((total, z) => total + Math.exp(z), 0);
    probabilities.push(...logits.map((z) => Math.exp(z) / sum));
    const ranked = logits.map((_, k) => k).toSorted((a, b) => logits[b]! - logits[a]!);
    labels.push(ranked[i % 4 === 0 ? 1 : 0]!);
  }
  return { probabilities, labels };
}

describe('fitTemperature', () => {
  it.each([
    [6, 0.4117093],
    [24, 24 * (0.4117093 / 6)],
  ])('finds the temperature of logits of size %d', (size, temperature) => {
    const { probabilities, labels } = rows(size);
    expect(fitTemperature(probabilities, labels)).toBeCloseTo(temperature, 5);
  });

  it('stays within its range when all or none is right', () => {
    const { probabilities } = rows(6, 8);
    const at = (pick: (a: number, b: number) => number) =>
      Array.from({ length: 8 }, (_, i) => {
        const row = probabilities.slice(10 * i, 10 * i + 10);
        return row.indexOf(
          pick(...(row.toSorted((a, b) => a - b).filter((_, k) => k % 9 === 0) as [number, number])),
        );
      });
    expect(fitTemperature(probabilities, at(Math.max))).toBeCloseTo(0.1, 4);
    expect(fitTemperature(probabilities, at(Math.min))).toBeCloseTo(10, 3);
  });

  it('is 1 when there is nothing to go by', () => {
    expect(fitTemperature([], [])).toBe(1);
    expect(
      fitTemperature(
        Array.from({ length: 10 }, () => Number.NaN),
        [3],
      ),
    ).toBe(1);
  });

  it('bears probabilities that have fallen to zero', () => {
    const certain = Array.from({ length: 20 }, (_, i) => (i === 3 || i === 14 ? 1 : 0));
    expect(fitTemperature(certain, [3, 5])).toBeCloseTo(10, 3);
  });
});

describe('temper', () => {
  it('softens a row without changing its order', () => {
    const row = temper(rows(6).probabilities, 2.5).subarray(30, 40);
    const golden = [
      0.0034935298705, 0.3453200430997, 0.0051060287194, 0.0707255250372, 0.0528992861013, 0.0062821661512,
      0.323640854, 0.0031731865909, 0.1705217902617, 0.0188375901654,
    ];
    golden.forEach((value, k) => expect(row[k]).toBeCloseTo(value, 6));
  });

  it('leaves rows as they are at temperature 1', () => {
    const { probabilities } = rows(6);
    temper(probabilities, 1).forEach((p, i) => expect(p).toBeCloseTo(probabilities[i]!, 6));
  });
});

describe('calibration error', () => {
  const { probabilities, labels } = rows(6);
  const confidences = labels.map((_, i) => Math.max(...probabilities.slice(10 * i, 10 * i + 10)));
  const correct = labels.map((label, i) => probabilities[10 * i + label] === confidences[i]);

  it('sorts readings into intervals', () => {
    const bins = calibrationBins(confidences, correct, 5);
    expect(bins.map(({ count }) => count)).toEqual([0, 11, 17, 12, 0]);
    expect(bins[2]).toMatchObject({ above: 0.4, upTo: 0.6 });
    expect(bins[2]!.meanConfidence).toBeCloseTo(0.492127025, 8);
    expect(bins[2]!.accuracyFraction).toBeCloseTo(0.882352941, 8);
  });

  it('is the mean distance between confidence and accuracy', () => {
    expect(expectedCalibrationError(calibrationBins(confidences, correct, 5))).toBeCloseTo(0.236672213, 8);
    expect(expectedCalibrationError(calibrationBins(confidences, correct))).toBeCloseTo(0.237920244, 8);
  });

  it('counts the ends: 0 in the first interval, 1 in the last; and not-a-numbers nowhere', () => {
    const bins = calibrationBins([0, 1, Number.NaN], [false, true, true], 10);
    expect(bins.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(expectedCalibrationError(bins)).toBe(0);
  });
});
