import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

/** A clock that only moves when somebody sleeps. */
function fakeTime() {
  let ms = 0;
  return {
    now: () => ms,
    sleep: (lengthMs: number) => {
      ms += lengthMs;
      return Promise.resolve();
    },
  };
}

describe('Pace', () => {
  it.each([
    [0.5, 10, 10],
    [0.02, 5, 245],
    [0.25, 200, 600],
  ])('with a share of %f, rests after %i ms for %i ms', async (share, workMs, restMs) => {
    const time = fakeTime();
    await new Pace({ share, isThrottled: () => true, ...time }).rest(workMs);
    expect(time.now()).toBeCloseTo(restMs, 6);
  });

  it('does not rest when nobody needs the thread', async () => {
    const time = fakeTime();
    await new Pace({ share: 0.02, isThrottled: () => false, ...time }).rest(50);
    expect(time.now()).toBe(0);
  });

  it('goes on soon after training has ended', async () => {
    const time = fakeTime();
    await new Pace({ share: 0.02, isThrottled: () => time.now() < 500, ...time }).rest(50);
    expect(time.now()).toBeGreaterThanOrEqual(500);
    expect(time.now()).toBeLessThan(600);
  });
});
