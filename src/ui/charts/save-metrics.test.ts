// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import type { ChartedRun } from './run-series';
import { saveMetrics } from './save-metrics';
import { NO_POINTS } from './series-points';

const run: ChartedRun = {
  id: 'r1',
  name: 'Brisk Heron',
  colour: 0,
  stepsPerEpoch: 100,
  curves: {
    trainLoss: { steps: [50, 100], values: [1.5, 0.5], seconds: [0.25, 0.5], length: 2 },
    trainAccuracy: NO_POINTS,
    // Growing: the last is not there yet.
    validationLoss: { steps: [100, 200], values: [0.75, 9], length: 1 },
    validationAccuracy: NO_POINTS,
  },
  test: { step: 100, loss: 0.5, accuracyFraction: 0.875 },
};
afterEach(() => vi.restoreAllMocks());

async function saved(kind: 'csv' | 'jsonl') {
  const names: string[] = [];
  const blobs = vi.spyOn(URL, 'createObjectURL');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) {
    names.push(this.download);
  });
  saveMetrics([run], kind);
  const [blob] = blobs.mock.lastCall as [Blob];
  return { names, type: blob.type, text: await blob.text() };
}

it('saves what was measured as a table', async () => {
  const { names, type, text } = await saved('csv');
  expect([names, type]).toEqual([['inkling-metrics.csv'], 'text/csv']);
  expect(text.split('\r\n')).toEqual([
    'run,id,split,step,epoch,seconds,loss,accuracy',
    'Brisk Heron,r1,train,50,0.5,0.25,1.5,',
    'Brisk Heron,r1,train,100,1,0.5,0.5,',
    'Brisk Heron,r1,validation,100,1,,0.75,',
    'Brisk Heron,r1,test,100,1,,0.5,0.875',
    '',
  ]);
});

it('saves it as JSON lines', async () => {
  const { names, text } = await saved('jsonl');
  expect(names).toEqual(['inkling-metrics.jsonl']);
  expect(JSON.parse(text.split('\n')[2]!)).toEqual({
    run: 'Brisk Heron',
    id: 'r1',
    split: 'validation',
    step: 100,
    epoch: 1,
    seconds: null,
    loss: 0.75,
    accuracy: null,
  });
});
