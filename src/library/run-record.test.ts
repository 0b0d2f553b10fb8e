import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { runName } from '../core/experiment/run-name';
import { runColour } from './run-colour';
import { runRecordSchema, weightsSchema } from './run-record';
import { aRun, someWeights } from './testing/runs';

const REQUIRED = [
  'version',
  'id',
  'createdAt',
  'updatedAt',
  'experiment',
  'status',
  'step',
  'totalSteps',
  'stepsPerEpoch',
];
const read = (candidate: object) => v.safeParse(runRecordSchema, candidate);
const problemOf = (candidate: object): string | undefined => {
  const [issue] = read(candidate).issues ?? [];
  return issue && v.getDotPath(issue)!;
};
const without = (key: string) =>
  Object.fromEntries(Object.entries(aRun('a')).filter(([name]) => name !== key));
const noCurve = { steps: [], values: [], seconds: [], length: 0 };
const withLoss = (trainLoss: object) => ({ ...aRun('a'), curves: { ...aRun('a').curves, trainLoss } });
const lossOf = (trainLoss: object) => {
  const parsed = read(withLoss(trainLoss));
  return parsed.success ? parsed.output.curves.trainLoss : undefined;
};

describe('a run’s record', () => {
  it.each(Object.keys(aRun('a')).filter((key) => !REQUIRED.includes(key)))('may lack %s', (key) => {
    const defaults: Record<string, unknown> = {
      name: runName('a'),
      colour: runColour('a'),
      engine: null,
      trainSeconds: 0,
    };
    expect(read(without(key))).toMatchObject({
      success: true,
      output: key in defaults ? { [key]: defaults[key] } : aRun('a'),
    });
  });

  it('may be of a network without a hidden layer', () => {
    const regression = aRun('a', { experiment: { ...aRun('a').experiment, hidden: [] } });
    expect(read(regression)).toMatchObject({ success: true, output: { experiment: { hidden: [] } } });
  });

  it.each(REQUIRED)('may not lack %s', (key) => {
    expect(problemOf(without(key))).toBe(key);
  });

  it.each([
    ['id', 'a/b'],
    ['id', ''],
    ['name', '  '],
    ['name', 'x'.repeat(81)],
    ['colour', 8],
    ['colour', 1.5],
    ['createdAt', '2026-11-26'],
    ['updatedAt', Number.POSITIVE_INFINITY],
    ['pinned', 'no'],
    ['hidden', 0],
    ['origin', 'found'],
    ['datasetId', ''],
    ['experiment', { epochs: '5' }],
    ['changes', {}],
    ['engine', 'auto'],
    ['status', 'idle'],
    ['step', -1],
    ['totalSteps', 1.5],
    ['stepsPerEpoch', 0],
    ['trainSeconds', -1],
    ['cause', 'chance'],
    ['temperature', 0],
    ['best', 0.99],
    ['last', {}],
    ['test', 'none'],
    ['curves', 'none'],
  ])('is refused for %s = %j', (key, value) => {
    expect(problemOf({ ...aRun('a'), [key]: value })).toMatch(new RegExp(`^${key}`));
  });

  it('holds changes of its experiment, each checked', () => {
    const changes = [{ step: 5, changes: { learningRate: 0.01 } }];
    expect(read(aRun('a', { changes }))).toMatchObject({ output: { changes } });
    expect(problemOf({ ...aRun('a'), changes: [{ step: 5, changes: { learningRate: 'low' } }] })).toBe(
      'changes.0.changes',
    );
  });

  it('survives JSON, numbers that are none included', () => {
    const curve = { steps: [1, 2], values: [2, Number.NaN], seconds: [0.5, Number.NaN], length: 2 };
    const record = aRun('a', {
      test: { step: 2, loss: Number.NaN, accuracyFraction: 0.5 },
      curves: { ...aRun('a').curves, trainLoss: curve },
    });
    expect(read(JSON.parse(JSON.stringify(record)) as object)).toMatchObject({
      success: true,
      output: record,
    });
  });

  it('has curves with columns of one length, and steps that rise', () => {
    const curve = { steps: [1, 2, 3], values: [3, 2, 1], seconds: [1, 2, 3], length: 2 };
    expect(lossOf(curve)).toEqual({ steps: [1, 2], values: [3, 2], seconds: [1, 2], length: 2 });
    expect(lossOf({ ...curve, length: 4 })).toBeUndefined();
    expect(lossOf({ ...curve, seconds: [1] })).toBeUndefined();
    expect(lossOf({ ...curve, steps: [2, 1, 3] })).toBeUndefined();
    expect(lossOf(noCurve)).toEqual(noCurve);
  });
});

describe('a kept network', () => {
  it('says whose and how large it is', () => {
    const weights = someWeights('a', 1, 'best');
    expect(weights).toMatchObject({ id: 'a/best', runId: 'a', step: 10, sizeBytes: 3220 });
    expect(v.is(weightsSchema, weights)).toBe(true);
    expect(v.is(weightsSchema, { ...weights, id: 'b/best' })).toBe(false);
    expect(v.is(weightsSchema, { ...weights, step: 11 })).toBe(false);
  });
});
