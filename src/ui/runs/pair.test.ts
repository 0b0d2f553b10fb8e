import { describe, expect, it } from 'vitest';
import { aRun } from '../../library/testing/runs';
import { pairIds, settingRows } from './pair';

const records = ['a', 'b', 'c', 'd'].map((id) => aRun(id));
const NONE = [undefined, undefined] as const;

describe('pairIds', () => {
  it('is the run on screen and the one compared with it', () => {
    expect(pairIds(NONE, records, 'a', ['b'])).toEqual(['a', 'b']);
    expect(pairIds(NONE, records, 'a', [])).toEqual(['a', undefined]);
    expect(pairIds(NONE, records, 'a', ['b', 'c'])).toEqual(['a', undefined]);
    expect(pairIds(NONE, records, 'a', ['a', 'b', 'gone'])).toEqual(['a', 'b']);
  });

  it('is the two that are compared where no run is on screen', () => {
    expect(pairIds(NONE, records, undefined, ['b', 'c'])).toEqual(['b', 'c']);
    expect(pairIds(NONE, records, undefined, ['b'])).toEqual([undefined, undefined]);
  });

  it('is what was picked as long as it is kept, and never one run twice', () => {
    expect(pairIds(['c', 'd'], records, 'a', ['b'])).toEqual(['c', 'd']);
    expect(pairIds(['c', undefined], records, 'a', ['b'])).toEqual(['c', 'b']);
    expect(pairIds(['gone', 'd'], records, 'a', ['b'])).toEqual(['a', 'd']);
    expect(pairIds(['b', undefined], records, 'a', ['b'])).toEqual(['b', undefined]);
    expect(pairIds([undefined, 'a'], records, 'a', ['b'])).toEqual([undefined, 'a']);
  });
});

describe('settingRows', () => {
  const experiment = { ...records[0]!.experiment, augment: false };
  const left = aRun('l', { experiment: { ...experiment, hidden: [256, 128], engine: 'simd' } });

  it('has the settings that differ and can matter', () => {
    const right = aRun('r', { experiment: { ...experiment, augmentStrength: 2 } });
    expect(settingRows([left, right])).toEqual([{ setting: 'Hidden layers', left: '256-128', right: '1' }]);
    expect(settingRows([left, left])).toEqual([]);
    const augmented = aRun('r', { experiment: { ...experiment, augment: true, augmentStrength: 2 } });
    expect(settingRows([left, augmented]).map(({ setting }) => setting)).toEqual([
      'Hidden layers',
      'Augmentation',
      'Strength of augmentation',
    ]);
  });

  it('has what was changed on the way', () => {
    const changed = {
      ...left,
      began: left.experiment,
      changes: [{ step: 1200, changes: { dropout: 0.5 } }],
    };
    expect(settingRows([left, changed])).toEqual([
      { setting: 'Changed on the way', left: 'nothing', right: 'from step 1,200 on: dropout 0 → 0.5' },
    ]);
  });
});
