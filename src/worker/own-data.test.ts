/** Runs on data that was brought in, and what becomes of them when it is not there. */
import { readFileSync } from 'node:fs';
import { beforeEach, expect, it, vi } from 'vitest';
import { barBatch } from '../engine/testing/batches';
import { SimdEngine } from '../engine/simd/simd-engine';
import { DATASET_RECORD_VERSION, type KeptDataset } from '../library/dataset-record';
import { createDatasetRepository, type DatasetRepository } from '../library/dataset-repository';
import { memoryRunBackend } from '../library/memory-run-backend';
import { memoryDatasetBackend } from '../library/testing/memory-dataset-backend';
import { DigitBrowser } from './digit-browser';
import { DigitsDesk } from './digits-desk';
import { Evaluator } from './evaluator';
import { smallExperiment, smallSession } from './testing/small-session';

const kernels = new WebAssembly.Module(
  readFileSync(new URL('../engine/simd/generated/baseline.wasm', import.meta.url)),
);
const COUNTS = { train: 60, validation: 7, test: 13 };
const LABELLED = 'own-00000000000a';
const UNLABELLED = 'own-00000000000b';

function kept(id: string, kind: 'labelled' | 'unlabelled'): KeptDataset {
  const { pixels, labels } = barBatch(5, 80);
  const isLabelled = kind === 'labelled';
  return {
    record: {
      version: DATASET_RECORD_VERSION,
      id,
      kind,
      name: 'Bars',
      classNames: Array.from('abcdefghij'),
      createdAt: 1,
      counts: isLabelled
        ? { ...COUNTS, unlabelled: 0 }
        : { train: 0, validation: 0, test: 0, unlabelled: 80 },
      preparation: 'none',
      files: ['bars.csv'],
      classCounts: isLabelled ? Array<number>(10).fill(8) : [],
      samples: new Uint8Array(),
      sampleLabels: new Uint8Array(),
      means: new Uint8Array(isLabelled ? 7840 : 0),
    },
    digits: { id, pixels, labels: isLabelled ? labels : new Uint8Array() },
  };
}

const experiment = {
  ...smallExperiment,
  hidden: [32],
  data: LABELLED,
  epochs: 20,
  learningRate: 0.01,
  augment: true,
};
let datasets: DatasetRepository;
beforeEach(() => {
  datasets = createDatasetRepository(memoryDatasetBackend());
});
const room = (runs = memoryRunBackend()) =>
  smallSession({ engine: () => new SimdEngine(kernels), datasets, runs });

it('a run learns from the data set that its experiment names, and is tried on its test digits', async () => {
  await datasets.put(kept(LABELLED, 'labelled'));
  const { session, trainer, events, statuses } = room();
  expect(await trainer.train(experiment, null)).toEqual({ ok: true, value: undefined });
  await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'), 20_000);
  const [, told] = events.filter((event) => event.type === 'dataset');
  expect(told).toMatchObject({
    dataset: { id: LABELLED, name: 'Bars', splits: { test: { start: 67, count: 13 } } },
  });
  expect(session.keeper.record).toMatchObject({ datasetId: LABELLED, stepsPerEpoch: 6, totalSteps: 120 });
  const evaluation = await new Evaluator(session).evaluate();
  expect(evaluation!.confusion.reduce((sum, count) => sum + count, 0)).toBe(13);
  expect(evaluation!.accuracyFraction).toBeGreaterThan(0.7);
  const classes = await new DigitBrowser(session).classes(['train', 'validation', 'test']);
  expect(classes.counts.reduce((sum, count) => sum + count, 0)).toBe(80);
  // The digits that were brought in without labels, in their order.
  await datasets.put(kept(UNLABELLED, 'unlabelled'));
  const answers = await new DigitsDesk(session).answers(UNLABELLED);
  const { labels } = barBatch(5, 80);
  const right = answers.ok ? answers.value.labels.filter((answer, i) => answer === labels[i]).length : 0;
  expect(right).toBeGreaterThan(60);
});

it('a run whose data set is gone is not opened, and the one on screen stays', async () => {
  await datasets.put(kept(LABELLED, 'labelled'));
  const runs = memoryRunBackend();
  const first = room(runs);
  await first.trainer.train({ ...experiment, epochs: 1 }, null);
  await vi.waitFor(() => expect(first.statuses().at(-1)).toBe('finished'));
  await first.session.keeper.save();
  const { id } = first.session.keeper.record!;
  await datasets.remove(LABELLED);
  const { session, trainer, statuses } = room(runs);
  await trainer.train(smallExperiment, null);
  await vi.waitFor(() => expect(statuses().at(-1)).toBe('finished'));
  const shown = session.keeper.record!.id;
  const opened = await trainer.open(id);
  expect(opened).toMatchObject({ ok: false, fault: { code: 'dataset-missing' } });
  expect([session.keeper.record!.id, session.digits.dataset.id]).toEqual([shown, 'mnist']);
});

it('without a run, the data set of the next is shown; one without labels is not', async () => {
  await datasets.put(kept(LABELLED, 'labelled'));
  await datasets.put(kept(UNLABELLED, 'unlabelled'));
  const { session, events } = room();
  const desk = new DigitsDesk(session);
  await desk.use(LABELLED);
  expect(session.digits.dataset.id).toBe(LABELLED);
  expect((await desk.samples(5, 0))?.pixels).toHaveLength(5 * 784);
  await desk.use(UNLABELLED);
  await desk.use('own-00000000000c');
  expect(session.digits.dataset.id).toBe(LABELLED);
  expect(events.flatMap((event) => (event.type === 'fault' ? event.fault.code : []))).toEqual([
    'dataset-missing',
    'dataset-missing',
  ]);
  // What the browser did not store is held.
  await desk.hold({ ...kept('own-00000000000c', 'labelled') });
  await desk.use('own-00000000000c');
  expect(session.digits.dataset.id).toBe('own-00000000000c');
  expect(await desk.answers(UNLABELLED)).toMatchObject({ ok: false, fault: { code: 'invalid-experiment' } });
});
