import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ByteMeter } from './load-progress';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

test('a file that begins again moves nothing backwards, and counts no byte twice', () => {
  const meter = new ByteMeter(() => {});
  meter.expect([
    ['a', 100],
    ['b', 50],
  ]);
  const loaded = [60, 10, 90, 120].map((receivedBytes) => {
    meter.receive('a', receivedBytes);
    return meter.loadedBytes;
  });
  expect(loaded).toEqual([60, 60, 90, 100]);
  expect(meter.totalBytes).toBe(150);
});

test('bytes are reported ten times a second at most, a finished file at once', () => {
  const report = vi.fn<() => void>();
  const meter = new ByteMeter(report);
  meter.expect([['a', 1000]]);
  for (let received = 1; received <= 500; received++) {
    meter.receive('a', received);
    vi.advanceTimersByTime(2);
  }
  expect(report).toHaveBeenCalledTimes(10);
  meter.complete('a');
  expect(report).toHaveBeenCalledTimes(11);
  expect(meter.loadedBytes).toBe(1000);
});
