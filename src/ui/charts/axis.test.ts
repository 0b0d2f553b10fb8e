import { describe, expect, it } from 'vitest';
import { finestRow, formatPlace, hasSeconds, onAxis } from './axis';
import { resample } from './resample';

const points = { steps: [100, 200, 400], values: [3, 2, 1], seconds: [Number.NaN, 1.5, 4], length: 3 };

describe('onAxis', () => {
  const placesOn = (axis: 'step' | 'epoch' | 'seconds', stepsPerEpoch = 200) => [
    ...resample([onAxis(points, axis, stepsPerEpoch)], 120, finestRow(axis)).xs,
  ];
  it('places measurements by step, by epoch or by seconds', () => {
    expect(placesOn('step')).toEqual([100, 200, 400]);
    expect(placesOn('epoch')).toEqual([0.5, 1, 2]);
    expect(placesOn('seconds')).toEqual([1.5, 4]);
  });
  it('has no place for what is not known', () => {
    expect(placesOn('epoch', 0)).toEqual([]);
    const { seconds: _, ...untimed } = points;
    expect(onAxis(untimed, 'seconds', 200).length).toBe(0);
    expect([points, untimed, { ...points, length: 1 }].map(hasSeconds)).toEqual([true, false, false]);
  });
  it('lays runs with epochs of different lengths over each other', () => {
    const other = { steps: [50, 100, 200], values: [5, 4, 3], length: 3 };
    const frame = resample(
      [onAxis(points, 'epoch', 200), onAxis(other, 'epoch', 100)],
      120,
      finestRow('epoch'),
    );
    expect([...frame.xs]).toEqual([0.5, 1, 2]);
    expect([...frame.columns[1]!.values]).toEqual([5, 4, 3]);
  });
});

it('says where', () => {
  expect(formatPlace('step', 1200, 1200)).toBe('Step 1,200');
  expect(formatPlace('step', 1, 16)).toBe('Steps 1–16');
  expect(formatPlace('epoch', 1.5, 1.5001)).toBe('Epoch 1.50');
  expect(formatPlace('epoch', 1.5, 1.52)).toBe('Epochs 1.50–1.52');
  expect(formatPlace('seconds', 12.34, 12.51)).toBe('12.3–12.5 s');
});
