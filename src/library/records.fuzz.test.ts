/** What lies in storage: whatever wrote it, it is a record as the page wants it, or a fault. Never an exception. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { isExperiment } from '../core/experiment';
import { anyText, anyValue, damaged, inputsFor } from '../core/testing/fuzz';
import { datasetRecordSchema } from './dataset-record';
import { memoryRunBackend } from './memory-run-backend';
import { migrateRecord } from './migrate-record';
import { rateSchema } from './rates';
import { MAX_NAME_LENGTH, type RunRecord } from './run-record';
import { createRunRepository } from './run-repository';
import { finishedRecord, pausedRecord } from './testing/first-edition-records';
import { aRun } from './testing/runs';

const curve = { steps: [1, 5], values: [1, Number.NaN], seconds: [0.5, 1], length: 2 };
const WHOLE = aRun('0123abcd', {
  changes: [{ step: 5, changes: { learningRate: 0.001 } }],
  best: { step: 5, loss: 0.1, accuracyFraction: 0.9 },
  test: { step: 5, loss: Number.NaN, accuracyFraction: 0.9 },
  imported: { fileName: 'a.onnx', scaling: 'unit', step: 0 },
  curves: { trainLoss: curve, trainAccuracy: curve, validationLoss: curve, validationAccuracy: curve },
});

function expectWhole(record: RunRecord): void {
  const { id, name, experiment, began, curves, step, stepsPerEpoch, temperature } = record;
  expect(isExperiment(experiment) && isExperiment(began)).toBe(true);
  expect(id).toMatch(/^[^/]{1,100}$/);
  expect(name.length).toBeGreaterThan(0);
  expect(name.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
  expect(Number.isSafeInteger(step) && stepsPerEpoch >= 1 && temperature > 0).toBe(true);
  for (const { steps, values, seconds, length } of Object.values(curves))
    expect([steps.length, values.length, seconds.length]).toEqual([length, length, length]);
}

describe('a run', () => {
  it('of any version and kind becomes one of today, or a fault', () => {
    const raw = fc.oneof(
      damaged(WHOLE),
      damaged(WHOLE),
      damaged(pausedRecord()),
      damaged(finishedRecord()),
      anyValue,
    );
    fc.assert(
      fc.property(raw, (raw) => {
        const migrated = migrateRecord(raw);
        if (migrated.ok) expectWhole(migrated.value.record);
        else {
          expect(migrated.fault).toMatchObject({ code: 'run-corrupt', remedy: 'dismiss' });
          expect(migrated.fault.message).toMatch(/^[^<>]+\.$/);
        }
      }),
      inputsFor('run records'),
    );
  });

  it('that is good is found beside those that are not, and may be called anything', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(WHOLE), anyText(100), async (raw, name) => {
        const backend = memoryRunBackend();
        const repository = createRunRepository(backend);
        const spoiled = typeof raw === 'object' && raw !== null ? raw : {};
        await backend.putBack({ runs: [{ ...spoiled, id: 'spoiled' }], weights: [] }).catch(() => undefined);
        await repository.saveRun(WHOLE, []);
        const labelled = await repository.labelRun(WHOLE.id, { name });
        const listed = await repository.listRuns();
        if (!listed.ok) throw new Error(listed.fault.detail);
        for (const record of listed.value.records) expectWhole(record);
        const found = listed.value.records.find(({ id }) => id === WHOLE.id)!;
        expect(found.name).toBe(labelled.ok ? name.trim() : WHOLE.name);
      }),
      inputsFor('run records: there and back'),
    );
  });
});

it('a data set is one with its classes, or none', () => {
  const record = {
    version: 1,
    id: 'own-0123456789ab',
    kind: 'labelled',
    name: 'Things',
    classNames: ['bag', 'ring'],
    createdAt: 1000,
    counts: { train: 1, validation: 0, test: 0, unlabelled: 0 },
    preparation: 'none',
    files: ['a.zip'],
    classCounts: [1, 0],
    samples: new Uint8Array(784),
    sampleLabels: new Uint8Array(1),
    means: new Uint8Array(1568),
  };
  expect(v.safeParse(datasetRecordSchema, record).success).toBe(true);
  fc.assert(
    fc.property(fc.oneof(damaged(record), anyValue), (raw) => {
      const parsed = v.safeParse(datasetRecordSchema, raw);
      if (!parsed.success) return;
      const { classNames, samples, sampleLabels, classCounts } = parsed.output;
      expect(new Set(classNames).size).toBe(classNames.length);
      expect(samples.length).toBe(784 * sampleLabels.length);
      expect(classCounts.every(Number.isSafeInteger)).toBe(true);
    }),
    inputsFor('data set records'),
  );
});

it('what was noted of an engine is a speed, or nothing', () => {
  const rate = { id: 'a', device: 'b', engine: 'simd', workload: 'c', stepsPerSecond: 5, at: 1 };
  expect(v.safeParse(rateSchema, rate).success).toBe(true);
  fc.assert(
    fc.property(fc.oneof(damaged(rate), anyValue), (raw) => {
      const parsed = v.safeParse(rateSchema, raw);
      if (parsed.success) expect(Number.isFinite(parsed.output.stepsPerSecond)).toBe(true);
    }),
    inputsFor('rates'),
  );
});
