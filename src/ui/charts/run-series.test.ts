import { describe, expect, it } from 'vitest';
import { type ChartedRun, groupByRun, isSettled, looksOf, seriesOf } from './run-series';
import { NO_POINTS } from './series-points';

const upTo = (step: number, value: number) => ({ steps: [1, step], values: [9, value], length: 2 });
const run = (id: string, colour: number, lastStep = 0): ChartedRun => ({
  id,
  name: `Run ${id}`,
  colour,
  stepsPerEpoch: 100,
  curves: {
    trainLoss: lastStep === 0 ? NO_POINTS : upTo(lastStep, 1),
    trainAccuracy: NO_POINTS,
    validationLoss: NO_POINTS,
    validationAccuracy: NO_POINTS,
  },
});

describe('looksOf', () => {
  it('tells the two lines of a lone run apart by colour', () => {
    const [look] = looksOf([run('a', 3)]);
    expect(look!.training).not.toBe(look!.validation);
  });
  it('gives each of several runs one colour and a dash of its own', () => {
    const looks = looksOf([run('a', 3), run('b', 5), run('c', 3)]);
    for (const { training, validation } of looks) expect(training).toBe(validation);
    expect(new Set(looks.map(({ training }) => training)).size).toBe(3);
    expect(new Set(looks.map(({ dash }) => dash.join())).size).toBe(3);
  });
});

describe('seriesOf', () => {
  it('has run after run, the training lines smoothed', () => {
    const series = seriesOf([run('a', 0, 50), run('b', 1)], 'Loss', 0.5);
    expect(
      series.map(({ runId, run: name, name: line, smoothing }) => [runId, name, line, smoothing]),
    ).toEqual([
      ['a', 'Run a', 'training', 0.5],
      ['a', 'Run a', 'validation', 0],
      ['b', 'Run b', 'training', 0.5],
      ['b', 'Run b', 'validation', 0],
    ]);
    expect(series[0]!.points.length).toBe(2);
    expect(groupByRun(series).map((lines) => lines.length)).toEqual([2, 2]);
  });
  it('leaves out the name of a lone run', () => {
    expect(seriesOf([run('a', 0)], 'Accuracy', 0).map(({ run: name }) => name)).toEqual(['', '']);
  });
});

it('takes the run on screen for settled after two epochs, or another where it has not begun', () => {
  expect(isSettled([run('a', 0, 199)])).toBe(false);
  expect(isSettled([run('a', 0, 200)])).toBe(true);
  expect(isSettled([run('a', 0, 50), run('b', 0, 900)])).toBe(false);
  expect(isSettled([run('a', 0), run('b', 0, 900)])).toBe(true);
  expect(isSettled([run('a', 0)])).toBe(false);
  expect(isSettled([{ ...run('a', 0, 200), stepsPerEpoch: 0 }])).toBe(false);
});
