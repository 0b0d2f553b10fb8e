import { describe, expect, it } from 'vitest';
import { migrateRecord } from './migrate-record';
import { finishedRecord, pausedRecord } from './testing/first-edition-records';
import { aRun } from './testing/runs';

const faultOf = (raw: unknown) => {
  const migrated = migrateRecord(raw);
  return migrated.ok ? undefined : migrated.fault;
};

describe('a record of the first edition', () => {
  it('becomes a paused run with its network, when it was on its way', () => {
    const old = pausedRecord();
    const migrated = migrateRecord(old);
    if (!migrated.ok) throw new Error(migrated.fault.detail);
    const unknownSeconds = [Number.NaN, Number.NaN];
    expect(migrated.value.record).toEqual({
      version: 2,
      id: '0b8e8a52-6a39-4b0f-9d6a-0f3a8d1c2e77',
      name: expect.stringMatching(/^[a-z]+ [a-z]+$/),
      colour: expect.any(Number),
      createdAt: 1_795_392_000_000,
      updatedAt: 1_795_392_000_000,
      pinned: false,
      hidden: false,
      imported: null,
      origin: 'trained',
      datasetId: 'mnist',
      parentId: null,
      seriesId: null,
      experiment: { ...old.checkpoint.experiment, data: 'mnist', drawnDigits: 0.05, patience: 0 },
      began: { ...old.checkpoint.experiment, data: 'mnist', drawnDigits: 0.05, patience: 0 },
      stopping: { epoch: 0, best: null },
      changes: [],
      engine: null,
      status: 'paused',
      step: 500,
      totalSteps: 2150,
      stepsPerEpoch: 430,
      trainSeconds: 3.5,
      cause: 'training',
      temperature: 1,
      best: { step: 430, loss: 1.25, accuracyFraction: 0.54 },
      last: { step: 430, loss: 1.25, accuracyFraction: 0.54 },
      test: null,
      curves: {
        trainLoss: { steps: [100, 500], values: [1.9, 1.2], seconds: unknownSeconds, length: 2 },
        trainAccuracy: { steps: [100, 500], values: [0.3, 0.55], seconds: unknownSeconds, length: 2 },
        validationLoss: { steps: [430], values: [1.25], seconds: [Number.NaN], length: 1 },
        validationAccuracy: { steps: [430], values: [0.54], seconds: [Number.NaN], length: 1 },
      },
    });
    expect(migrated.value.weights).toEqual({
      id: '0b8e8a52-6a39-4b0f-9d6a-0f3a8d1c2e77/last',
      runId: '0b8e8a52-6a39-4b0f-9d6a-0f3a8d1c2e77',
      step: 500,
      state: old.checkpoint.state,
      // 784 + 1 + 10 + 10 parameters of four bytes, once as weights and twice as Adam's memory.
      sizeBytes: 9660,
    });
  });

  it('becomes a finished run with what validation and test gave', () => {
    expect(migrateRecord(finishedRecord())).toMatchObject({
      ok: true,
      value: {
        record: {
          status: 'finished',
          stepsPerEpoch: 3438,
          best: { step: 6876, loss: 1.25, accuracyFraction: 0.59375 },
          last: { step: 10_314, loss: 1.375, accuracyFraction: 0.5625 },
          test: { step: 10_314, loss: Number.NaN, accuracyFraction: 0.5625 },
        },
        weights: { step: 10_314, sizeBytes: 3220 },
      },
    });
  });

  it('is read when its experiment lacks a field', () => {
    for (const key of Object.keys(finishedRecord().checkpoint.experiment)) {
      const old = finishedRecord();
      // What is assumed instead of these two is another network than that of the weights.
      if (key === 'hidden' || key === 'optimizer') continue;
      const experiment = Object.fromEntries(
        Object.entries(old.checkpoint.experiment).filter(([name]) => name !== key),
      );
      expect(faultOf({ ...old, checkpoint: { ...old.checkpoint, experiment } })).toBeUndefined();
    }
  });

  it('is refused when its weights are not those of its network', () => {
    const nan = pausedRecord();
    nan.checkpoint.state.weights[0]!.kernel[5] = Number.NaN;
    expect(faultOf(nan)).toMatchObject({ code: 'run-corrupt', detail: expect.stringContaining('shape') });
    const short = pausedRecord();
    short.checkpoint.state.slots.pop();
    expect(faultOf(short)?.code).toBe('run-corrupt');
  });
});

describe('a record of today', () => {
  it('passes unchanged', () => {
    const record = aRun('a', { best: { step: 5, loss: 0.5, accuracyFraction: 0.9 } });
    expect(migrateRecord(record)).toEqual({ ok: true, value: { record } });
  });

  it('of tomorrow is refused in a sentence', () => {
    expect(faultOf({ ...aRun('a'), version: 3 })?.message).toContain('newer edition');
  });

  it.each([[null], ['run'], [{}], [{ version: 2 }], [{ version: 0 }], [{ version: '2' }]])(
    'is not %j',
    (raw) => {
      expect(faultOf(raw)?.code).toBe('run-corrupt');
    },
  );
});
