import { PRESETS } from '../presets';

/** A record of a network as it lies beside its weights, valid in every field. */
export const NETWORK_RECORD = {
  name: 'reference',
  layerSizes: [784, 128, 10],
  activation: 'relu',
  experiment: PRESETS.quick.experiment,
  validationAccuracyFraction: 0.98,
  testAccuracyFraction: 0.979,
  temperature: 1.5,
  sizeBytes: 2 * (785 * 128 + 129 * 10),
  sha256: '0'.repeat(64),
};
