/** The records of the pretrained networks, the guard's among them, as a bad line or another hand may hand them over. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isExperiment } from './experiment';
import { parseNetworkRecord } from './network-file';
import { inputsFor, jsonInsteadOf } from './testing/fuzz';
import { NETWORK_RECORD as RECORD } from './testing/network-records';

it('any text is the record of a network, or a fault', () => {
  fc.assert(
    fc.property(jsonInsteadOf(RECORD), (text) => {
      const read = parseNetworkRecord(text);
      if (!read.ok) {
        expect(read.fault).toMatchObject({ code: 'network-corrupt', remedy: 'dismiss' });
        return;
      }
      const { layerSizes, experiment, sizeBytes, temperature = 1 } = read.value;
      expect([layerSizes[0], layerSizes.at(-1)]).toEqual([784, 10]);
      expect(isExperiment(experiment)).toBe(true);
      expect(Number.isSafeInteger(sizeBytes) && temperature > 0 && temperature < Infinity).toBe(true);
    }),
    inputsFor('network record'),
  );
});
