import { expect, it } from 'vitest';
import { parseNetworkRecord } from '../../src/core/network-file';
import { PRESETS } from '../../src/core/presets';
import { readFileSync } from 'node:fs';
import { loadDigits } from './load-digits';
import { loadKernels } from './load-kernels';
import { trainExperiment } from './train';

it('trains in Node on the page’s own digits, the same way every time', async () => {
  const experiment = { ...PRESETS.quick.experiment, hidden: [16], epochs: 1 };
  const digits = await loadDigits();
  const kernels = await loadKernels();
  const epochs: number[] = [];
  const first = await trainExperiment(experiment, digits, kernels, (epoch) => epochs.push(epoch));
  const second = await trainExperiment(experiment, digits, kernels);
  expect(epochs).toEqual([1]);
  expect(first.testAccuracyFraction).toBeGreaterThan(0.85);
  expect(first.validationAccuracyFraction).toBeGreaterThan(0.85);
  expect(first.weights[1]!.kernel).toEqual(second.weights[1]!.kernel);
  expect(second.testAccuracyFraction).toBe(first.testAccuracyFraction);
});

it('made the reference network by today’s standard recipe', () => {
  const text = readFileSync(new URL('../../public/networks/reference.json', import.meta.url), 'utf8');
  const record = parseNetworkRecord(text);
  if (!record.ok) throw new Error(record.fault.detail);
  expect(record.value.experiment).toEqual(PRESETS.standard.experiment);
  expect(record.value.testAccuracyFraction).toBeGreaterThanOrEqual(0.99);
  expect(record.value.sizeBytes).toBeLessThanOrEqual(1_000_000);
});
