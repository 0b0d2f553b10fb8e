import { describe, expect, it } from 'vitest';
import { PRESETS } from '../presets';
import { changeWords, settingWords, whatChanged } from './what-changed';

const base = {
  ...PRESETS.quick.experiment,
  hidden: [128],
  augment: false,
  augmentStrength: 1,
  drawnDigits: 0.05,
};

describe('whatChanged', () => {
  it('names each setting that differs, in the words of the form', () => {
    const from = { ...base, hidden: [256, 128], dropout: 0, augment: false };
    const to = { ...from, hidden: [128], learningRate: 0.016, dropout: 0.2, augment: true };
    expect(whatChanged(from, to)).toEqual([
      'hidden layers 256-128 → 128',
      'learning rate 0.004 → 0.016',
      'dropout 0 → 0.2',
      'augmentation off → on',
    ]);
    expect(whatChanged(from, { ...from, optimizer: 'sgd', seed: 7 })).toEqual([
      'optimiser adam → sgd',
      'seed 42 → 7',
    ]);
  });

  it('has words for no hidden layer', () => {
    const none = { ...base, hidden: [] };
    expect(whatChanged(base, none)).toEqual(['hidden layers 128 → none']);
    expect(whatChanged(none, base)).toEqual(['hidden layers none → 128']);
    expect(changeWords({}, [{ step: 10, changes: { hidden: [] } }])).toEqual([
      'from step 10 on: no hidden layer',
    ]);
    expect([settingWords('hidden', []), settingWords('hidden', [8, 4]), settingWords('dropout', 0)]).toEqual([
      'no hidden layer',
      'hidden layers 8-4',
      'dropout 0',
    ]);
  });

  it('finds nothing between equal experiments, layers in another array included', () => {
    expect(whatChanged(base, { ...base, hidden: [...base.hidden] })).toEqual([]);
  });

  it('leaves out what changes no number, unless asked', () => {
    const other = { ...base, engine: 'simd', augmentStrength: 2, drawnDigits: 0.5 } as const;
    expect(whatChanged(base, other)).toEqual([]);
    expect(whatChanged(base, other, { all: true })).toEqual([
      'engine auto → simd',
      'strength of augmentation 1 → 2',
      'drawn digits 0.05 → 0.5',
    ]);
    expect(whatChanged({ ...base, augment: true }, { ...other, augment: true })).toEqual([
      'strength of augmentation 1 → 2',
      'drawn digits 0.05 → 0.5',
    ]);
  });
});

describe('changeWords', () => {
  const changes = [
    { step: 1_200, changes: { learningRate: 0.001 } },
    { step: 2_400, changes: { learningRate: 0.0005, dropout: 0.2 } },
  ];

  it('tells each change from the value before it', () => {
    expect(changeWords(base, changes)).toEqual([
      'from step 1,200 on: learning rate 0.004 → 0.001',
      'from step 2,400 on: learning rate 0.001 → 0.0005, dropout 0 → 0.2',
    ]);
  });

  it('tells only the new value where the first one is not known', () => {
    expect(changeWords({}, changes)).toEqual([
      'from step 1,200 on: learning rate 0.001',
      'from step 2,400 on: learning rate 0.001 → 0.0005, dropout 0.2',
    ]);
  });

  it('says nothing of a change that changes nothing, nor of another engine unless asked', () => {
    const idle = [{ step: 10, changes: { engine: 'simd', learningRate: base.learningRate } }] as const;
    expect(changeWords(base, idle)).toEqual([]);
    expect(changeWords(base, idle, { all: true })).toEqual(['from step 10 on: engine auto → simd']);
  });
});
