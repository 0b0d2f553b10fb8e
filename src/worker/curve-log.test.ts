import { describe, expect, it } from 'vitest';
import { CurveLog } from './curve-log';

describe('CurveLog', () => {
  it('holds all of a long run in a bounded number of points, evenly, the first and the newest among them', () => {
    const log = new CurveLog();
    for (let step = 1; step <= 9000; step++)
      log.training({ step, loss: 1 / step, accuracyFraction: 0.5 }, step / 100);
    const { steps, values, seconds, length } = log.curves().trainLoss;
    expect(length).toBeLessThan(2000);
    expect(length).toBeGreaterThan(900);
    expect([steps[0], steps.at(-1)]).toEqual([1, 9000]);
    expect(steps.every((step, i) => values[i] === 1 / step && seconds[i] === step / 100)).toBe(true);
    const gaps = steps.slice(1, 900).map((step, i) => step - steps[i]!);
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThanOrEqual(2);
  });
});
