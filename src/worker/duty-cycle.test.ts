import { describe, expect, it } from 'vitest';
import { dutyCycle } from './duty-cycle';

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

describe('dutyCycle', () => {
  it.each([
    [0.5, 10, 10],
    [0.02, 5, 245],
    [0.25, 200, 600],
  ])('with a share of %f, rests after %i ms for %i ms', async (share, workMs, restMs) => {
    const time = fakeTime();
    await dutyCycle({ share, isBusy: () => true, ...time })(workMs);
    expect(time.now()).toBeCloseTo(restMs, 6);
  });

  it('does not rest when nobody needs the thread', async () => {
    const time = fakeTime();
    await dutyCycle({ share: 0.02, isBusy: () => false, ...time })(50);
    expect(time.now()).toBe(0);
  });

  it('goes on soon after training has ended', async () => {
    const time = fakeTime();
    await dutyCycle({ share: 0.02, isBusy: () => time.now() < 500, ...time })(50);
    expect(time.now()).toBe(500);
  });
});
