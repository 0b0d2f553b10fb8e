import { expect, test } from 'vitest';
import { Stopwatch } from './stopwatch';

function setUp(initialSeconds = 0) {
  let now = 1000;
  const watch = new Stopwatch(initialSeconds, () => now);
  /** Steps of so many milliseconds, each with a look at its beginning. */
  const steps = (count: number, ms: number): void => {
    for (let i = 0; i < count; i++) {
      watch.start();
      now += ms;
    }
  };
  return { watch, steps };
}

test('adds up what lies between start and stop', () => {
  const { watch, steps } = setUp(2);
  steps(10, 100);
  watch.stop();
  expect(watch.seconds).toBeCloseTo(3);
  steps(5, 100);
  expect(watch.seconds).toBeCloseTo(3.5);
});

test('a device that slept in between has not trained', () => {
  const { watch, steps } = setUp();
  steps(100, 10);
  steps(1, 25_000);
  expect(watch.seconds).toBeCloseTo(1, 1);
  steps(100, 10);
  expect(watch.seconds).toBeCloseTo(2, 1);
});

test('steps that take seconds are time trained, but for the first of them at most', () => {
  const { watch, steps } = setUp();
  steps(20, 8000);
  expect(watch.seconds).toBeGreaterThan(19 * 8 - 0.1);
  expect(watch.seconds).toBeLessThanOrEqual(160);
});

test('a pause is no gap', () => {
  let now = 0;
  const watch = new Stopwatch(0, () => now);
  watch.start();
  now += 1000;
  watch.stop();
  now += 60_000;
  watch.start();
  now += 1000;
  expect(watch.seconds).toBeCloseTo(2);
});
