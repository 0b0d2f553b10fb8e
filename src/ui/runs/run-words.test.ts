import { describe, expect, it } from 'vitest';
import { aRun } from '../../library/testing/runs';
import { differenceOf, epochWords, formatBytes, seriesWords, shownStatus, statusWords } from './run-words';

const base = aRun('a', { name: 'Calm Otter' });
const { experiment } = base;

describe('statusWords', () => {
  it.each([
    ['training', true, 'in training'],
    ['training', false, 'interrupted at step 1,290'],
    ['paused', true, 'paused at step 1,290'],
    ['stopped', false, 'stopped at step 1,290'],
    ['failed', false, 'failed at step 1,290'],
    ['finished', false, 'finished'],
  ] as const)('of a run kept as %s, on screen: %s', (status, isCurrent, words) => {
    expect(statusWords(aRun('a', { status, step: 1290 }), isCurrent)).toBe(words);
  });

  it('tells scripts of an interruption too', () => {
    expect(shownStatus(aRun('a', { status: 'training' }), false)).toBe('interrupted');
    expect(shownStatus(aRun('a', { status: 'training' }), true)).toBe('training');
  });
});

describe('epochWords', () => {
  it.each([
    [0, 20, 100, '0 of 5 epochs'],
    [59, 20, 100, '2 of 5 epochs'],
    [100, 20, 100, '5 of 5 epochs'],
    [430, 430, 430, '1 of 1 epoch'],
  ])('of step %i, %i to an epoch, %i in all', (step, stepsPerEpoch, totalSteps, words) => {
    expect(epochWords(aRun('a', { step, stepsPerEpoch, totalSteps }))).toBe(words);
  });
});

describe('differenceOf', () => {
  it('names what differs from the other run', () => {
    const run = aRun('b', { experiment: { ...experiment, dropout: 0.2, seed: 7 } });
    expect(differenceOf(run, base)).toBe('unlike Calm Otter: dropout 0 → 0.2, seed 42 → 7');
    expect(differenceOf(base, run)).toBe('unlike Run b: dropout 0.2 → 0, seed 7 → 42');
  });

  it('says so when nothing does, and what it was made with when there is no other', () => {
    expect(differenceOf(aRun('b'), base)).toBe('the same settings as Calm Otter');
    expect(differenceOf(base, undefined)).toBe('hidden layers 1, sgd, learning rate 0.004');
    const none = aRun('b', { experiment: { ...experiment, hidden: [] } });
    expect(differenceOf(none, undefined)).toBe('no hidden layer, sgd, learning rate 0.004');
    expect(differenceOf(none, base)).toBe('unlike Calm Otter: hidden layers 1 → none');
  });

  it('adds what was changed on the way', () => {
    const run = aRun('b', {
      began: experiment,
      experiment: { ...experiment, learningRate: 0.001 },
      changes: [{ step: 1200, changes: { learningRate: 0.001 } }],
    });
    expect(differenceOf(run, base)).toBe(
      'unlike Calm Otter: learning rate 0.004 → 0.001; from step 1,200 on: learning rate 0.004 → 0.001',
    );
  });
});

describe('seriesWords', () => {
  it('numbers series and their runs from the oldest on', () => {
    const records = [
      aRun('e', { createdAt: 5, seriesId: 's' }),
      aRun('d', { createdAt: 4 }),
      aRun('c', { createdAt: 3, seriesId: 'r' }),
      aRun('b', { createdAt: 2, seriesId: 's' }),
      aRun('a', { createdAt: 1, seriesId: 'r' }),
    ];
    expect(Object.fromEntries(seriesWords(records))).toEqual({
      a: 'series 1, run 1 of 2',
      c: 'series 1, run 2 of 2',
      b: 'series 2, run 1 of 2',
      e: 'series 2, run 2 of 2',
    });
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 kB'],
    [3220, '3.2 kB'],
    [12_345, '12 kB'],
    [999_700, '1 MB'],
    [9_960_000, '10 MB'],
    [850_000_000, '850 MB'],
    [1_250_000_000, '1.3 GB'],
  ])('of %i', (sizeBytes, words) => {
    expect(formatBytes(sizeBytes)).toBe(words);
  });
});
