import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessageGaps } from './message-gaps';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** How long the loop works, in steps of half a millisecond, until the next gap is due. */
function workedMs(gaps: MessageGaps): number {
  const from = performance.now();
  while (!gaps.isDue) vi.advanceTimersByTime(0.5);
  return performance.now() - from;
}

test('a gap takes a fifth of the time at most, and is never longer than 16 ms away', async () => {
  let gapMs = 0;
  const gaps = new MessageGaps(() => {
    vi.advanceTimersByTime(gapMs);
    return Promise.resolve();
  });
  expect(workedMs(gaps)).toBe(2);
  for (const [tookMs, thenWorksMs] of [
    [0, 2],
    [1, 4],
    [3, 12],
    [40, 16],
    [0.25, 2],
  ] as const) {
    gapMs = tookMs;
    await gaps.pass();
    expect(workedMs(gaps)).toBe(thenWorksMs);
  }
});
