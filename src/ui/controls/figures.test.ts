import { expect, test } from 'vitest';
import { secondsLeft } from './figures';

const progress = { step: 400, totalSteps: 1000, stepsPerEpoch: 100, trainSeconds: 120, examplesPerSecond: 1 };
const curve = (...points: readonly [step: number, second: number][]) => ({
  steps: points.map(([step]) => step),
  seconds: points.map(([, second]) => second),
  values: points.map(() => 0),
  length: points.length,
});

test('time left goes by the speed of the last seconds', () => {
  // 100 steps in the first 100 seconds, then 15 a second.
  const slowThenFast = curve([1, 1], [100, 100], [250, 110], [400, 120]);
  expect(secondsLeft(progress, slowThenFast)).toBeCloseTo(600 / 15);
});

test('and by all there is while that is little, or nobody noted the seconds', () => {
  expect(secondsLeft(progress, curve([390, 119], [400, 120]))).toBeCloseTo(60);
  expect(secondsLeft(progress, curve())).toBeCloseTo(600 / (400 / 120));
  expect(secondsLeft(progress, curve([390, Number.NaN], [400, Number.NaN]))).toBeCloseTo(180);
  expect(secondsLeft({ ...progress, step: 0 }, curve())).toBeUndefined();
  expect(secondsLeft(undefined, curve())).toBeUndefined();
});
