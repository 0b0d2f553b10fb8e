import { beforeEach, describe, expect, it } from 'vitest';
import { aRun } from '../library/testing/runs';
import { addTrainingPoint, addValidationPoint, useSeries } from './series';
import { replaceNetwork } from './store';

const point = (step: number) => ({ step, loss: 1 / step, accuracyFraction: 1 - 1 / step });
beforeEach(() => replaceNetwork());

describe('the seconds of a run’s curves', () => {
  it('are kept beside the values', () => {
    addTrainingPoint(point(10), 0.5);
    addTrainingPoint(point(20), 1.5);
    addValidationPoint(point(20), 1.25);
    const { trainLoss, trainAccuracy, validationLoss } = useSeries.getState();
    expect(trainLoss).toEqual({ steps: [10, 20], values: [0.1, 0.05], seconds: [0.5, 1.5], length: 2 });
    expect(trainAccuracy.seconds).toEqual([0.5, 1.5]);
    expect(validationLoss.seconds).toEqual([1.25]);
  });

  it('are NaN where nobody noted them', () => {
    addTrainingPoint(point(10));
    expect(useSeries.getState().trainLoss.seconds).toEqual([Number.NaN]);
  });

  it('are cut off with what they belong to', () => {
    for (const step of [10, 20, 30]) addTrainingPoint(point(step), step / 10);
    const network = { runId: 'a', step: 20, cause: 'training' } as const;
    replaceNetwork({ network, record: aRun('a', { curves: useSeries.getState() }) });
    expect(useSeries.getState().trainLoss).toMatchObject({ seconds: [1, 2], length: 2 });
  });
});
