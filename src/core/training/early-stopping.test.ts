import { describe, expect, it } from 'vitest';
import { earlyStopping, observe } from './early-stopping';

/** Observes epochs 1, 2, 3 ... until told to stop. Returns the epochs that were best and the last one. */
function follow(patience: number | null, accuracies: readonly number[]) {
  let state = earlyStopping(patience);
  const bests: number[] = [];
  for (const [i, accuracy] of accuracies.entries()) {
    const verdict = observe(state, i + 1, accuracy);
    ({ state } = verdict);
    if (verdict.isBest) bests.push(i + 1);
    if (verdict.shouldStop) return { bests, stoppedAfter: i + 1 };
  }
  return { bests, stoppedAfter: undefined };
}

const UP_AND_DOWN = [0.9, 0.95, 0.94, 0.96, 0.96, 0.955, 0.959, 0.97, 0.9];

describe('early stopping', () => {
  // By hand: bests are 0.9, 0.95, 0.96 and 0.97; after epoch 4 it takes until 6 to have waited two epochs, 7 for three.
  it.each([
    [1, [1, 2], 3],
    [2, [1, 2, 4], 6],
    [3, [1, 2, 4], 7],
    [4, [1, 2, 4, 8], undefined],
    [null, [1, 2, 4, 8], undefined],
  ])('with a patience of %s', (patience, bests, stoppedAfter) => {
    expect(follow(patience, UP_AND_DOWN)).toEqual({ bests, stoppedAfter });
  });

  it('never stops while it gets better, nor without patience on a flat line', () => {
    expect(follow(1, [0.1, 0.2, 0.3, 0.4]).stoppedAfter).toBeUndefined();
    expect(
      follow(
        null,
        Array.from({ length: 500 }, () => 0.5),
      ).stoppedAfter,
    ).toBeUndefined();
  });

  it('takes no accuracy that is not a number for a best', () => {
    expect(follow(2, [Number.NaN, Number.NaN])).toEqual({ bests: [], stoppedAfter: 2 });
    expect(follow(2, [0.5, Number.NaN, 0.6]).bests).toEqual([1, 3]);
  });

  it('goes on from a state that was stored as text', () => {
    const { state } = observe(observe(earlyStopping(2), 1, 0.9).state, 2, 0.8);
    const restored = JSON.parse(JSON.stringify(state)) as typeof state;
    expect(observe(restored, 3, 0.85)).toMatchObject({ isBest: false, shouldStop: true });
    expect(observe(restored, 3, 0.95)).toMatchObject({ isBest: true, shouldStop: false });
  });

  it('is not confused by an epoch that comes twice, and counts those that were left out', () => {
    const { state } = observe(earlyStopping(2), 5, 0.9);
    expect(observe(state, 5, 0.99)).toEqual({ state, isBest: false, shouldStop: false });
    expect(observe(state, 4, 0.99).state).toBe(state);
    expect(observe(state, 7, 0.8).shouldStop).toBe(true);
  });

  it('refuses a patience that is no number of epochs', () => {
    expect(() => earlyStopping(0)).toThrow(RangeError);
    expect(() => earlyStopping(1.5)).toThrow(RangeError);
  });
});
