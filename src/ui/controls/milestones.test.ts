import { describe, expect, it } from 'vitest';
import { createHerald, milestoneBetween, type RunMoment } from './milestones';

const training: RunMoment = {
  status: 'training',
  runId: 'a',
  stepsPerEpoch: 100,
  epochCount: 12,
  validation: { step: 250, accuracyFraction: 0.9 },
  testAccuracyFraction: undefined,
};
const at = (step: number, accuracyFraction = 0.9731) => ({
  ...training,
  validation: { step, accuracyFraction },
});
const between = (before: RunMoment, now: RunMoment) => milestoneBetween(before, now)?.words;

describe('a milestone', () => {
  it.each([
    ['an epoch’s end', training, at(300), 'Epoch 3 of 12 done: 97.31% of the validation digits read right.'],
    ['none amid an epoch', training, at(310), undefined],
    ['none twice', at(300), at(300), undefined],
    ['the beginning', { ...training, status: 'ready' }, training, 'Training has begun.'],
    ['a pause', training, { ...training, status: 'paused' }, 'Paused.'],
    ['going on', { ...training, status: 'paused' }, training, 'Training goes on.'],
    [
      'the end',
      at(1200),
      { ...at(1200), status: 'finished' },
      'The run has ended, with 97.31% of the validation digits read right.',
    ],
    ['no last epoch beside the end', at(1150), at(1200), undefined],
    [
      'the test',
      { ...at(1200), status: 'finished' },
      { ...at(1200), status: 'finished', testAccuracyFraction: 0.9786 },
      '97.86% of the test digits read right.',
    ],
    [
      'nothing of a run that was opened',
      { ...training, status: 'paused' },
      { ...at(300), status: 'paused', runId: 'b', testAccuracyFraction: 0.5 },
      undefined,
    ],
    ['no failure, which has its own alert', training, { ...training, status: 'failed' }, undefined],
  ] satisfies [string, RunMoment, RunMoment, string | undefined][])('%s', (_, before, now, words) => {
    expect(between(before, now)).toBe(words);
  });
});

describe('the herald', () => {
  it('leaves out epochs that follow too fast, and never the end', () => {
    const said: string[] = [];
    let ms = 0;
    const tell = createHerald(
      (words) => said.push(words),
      () => ms,
    );
    tell(at(0));
    for (let epoch = 1; epoch < 12; epoch++) {
      ms += 2000;
      tell(at(100 * epoch));
      // Figures in between.
      tell(at(100 * epoch + 50));
    }
    tell({ ...at(1200), status: 'finished' });
    expect(said.map((words) => words.split(/ of|,/)[0])).toEqual([
      'Epoch 1',
      'Epoch 4',
      'Epoch 7',
      'Epoch 10',
      'The run has ended',
    ]);
  });
});
