/**
 * Trains the network that the page begins with, by the standard recipe: `npm run train:reference` writes
 * public/networks/reference.json and .bin. The same recipe gives the same file on the same machine.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fitTemperature } from '../src/core/calibration';
import { encodeNetwork, type NetworkRecord } from '../src/core/network-file';
import { layerSizesOf } from '../src/core/network';
import { PRESETS } from '../src/core/presets';
import { sha256 } from './idx';
import { loadDigits } from './training/load-digits';
import { loadKernels } from './training/load-kernels';
import { trainExperiment } from './training/train';

const NAME = 'reference';
const FOLDER = fileURLToPath(new URL('../public/networks/', import.meta.url));
const { experiment } = PRESETS.standard;
const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)}%`;

const digits = await loadDigits();
const trained = await trainExperiment(experiment, digits, await loadKernels(), (epoch, accuracy) =>
  console.log(`epoch ${epoch} of ${experiment.epochs}: ${percent(accuracy)} of the validation digits`),
);
const { pixels, labels, count } = digits.validation;
const probabilities = await trained.engine.predict(pixels, count);
const bytes = encodeNetwork(trained.weights);
const record: NetworkRecord = {
  name: NAME,
  layerSizes: layerSizesOf(experiment.hidden),
  activation: experiment.activation,
  experiment,
  validationAccuracyFraction: trained.validationAccuracyFraction,
  testAccuracyFraction: trained.testAccuracyFraction,
  temperature: fitTemperature(probabilities, labels),
  sizeBytes: bytes.length,
  sha256: sha256(bytes),
};
await mkdir(FOLDER, { recursive: true });
await writeFile(`${FOLDER}${NAME}.bin`, bytes);
await writeFile(`${FOLDER}${NAME}.json`, `${JSON.stringify(record, null, 2)}\n`);
console.log(
  `${NAME}: ${percent(trained.testAccuracyFraction)} of the test digits, ${bytes.length} bytes, ` +
    `${trained.trainSeconds.toFixed(0)} s of training`,
);
// The training loop's message channel would keep Node waiting.
process.exit();
