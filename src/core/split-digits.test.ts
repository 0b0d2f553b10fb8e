import { describe, expect, it } from 'vitest';
import { splitDigits } from './split-digits';

/** Class k has 100 (k + 1) digits, in the order 0, 1, 2, ... as far as they go. */
const labels = Uint8Array.from(
  Array.from({ length: 1000 }, (_, round) =>
    Array.from({ length: 10 }, (_, k) => k).filter((k) => round < 100 * (k + 1)),
  ).flat(),
);

describe('digits dealt out', () => {
  it('go to one split each, as many as in MNIST', () => {
    const { train, validation, test } = splitDigits(labels, false);
    expect([train.length, validation.length, test.length]).toEqual([4321, 393, 786]);
    expect(new Set([...train, ...validation, ...test]).size).toBe(5500);
    for (const places of [train, validation, test]) expect(places).toEqual(places.slice().sort());
  });

  it('are of each class in its proportion', () => {
    const { test } = splitDigits(labels, false);
    for (let k = 0; k < 10; k++) {
      const share = test.filter((place) => labels[place] === k).length;
      expect(Math.abs(share - (100 * (k + 1)) / 7)).toBeLessThanOrEqual(1);
    }
  });

  it('are no test digits where there are others for that', () => {
    const { train, validation, test } = splitDigits(labels, true);
    expect([train.length, validation.length, test.length]).toEqual([5042, 458, 0]);
  });

  it('are dealt in the same way every time, and not in the order in which they come', () => {
    expect(splitDigits(labels, false)).toEqual(splitDigits(labels.slice(), false));
    const { test } = splitDigits(new Uint8Array(70), false);
    expect(test.length).toBe(10);
    expect(test).not.toEqual(Uint32Array.from({ length: 10 }, (_, i) => test[0]! + 7 * i));
  });

  it('leave one for each split at least', () => {
    const { train, validation, test } = splitDigits(Uint8Array.of(0, 1, 0, 1), false);
    expect([train.length, validation.length, test.length]).toEqual([2, 1, 1]);
  });
});
