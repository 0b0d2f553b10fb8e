/**
 * Networks that others have trained with Keras, where they are at hand: they read the test digits as well as their list says,
 * and those that cannot be had here are refused by name.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rescaled } from '../../core/input-scaling';
import { argmax } from '../../core/metrics';
import { PIXEL_COUNT } from '../../core/network';
import type { DigitStore } from '../../dataset/digit-store';
import { forwardPass } from '../../engine/plain/forward-pass';
import { readNetwork } from '../../formats/read-network';
import { loadDigits } from '../testing/lesson-room';
import { findScaling } from './find-scaling';

const MODELS = resolve(import.meta.dirname, '../../../../shared/models');
const DIGITS = new URL('../../../public/mnist/', import.meta.url);
const SAMPLE = 2000;

const read = (name: string) =>
  readNetwork([{ name, bytes: new Uint8Array(readFileSync(resolve(MODELS, name))) }]);

if (!existsSync(MODELS)) {
  it('is not tried with networks from elsewhere, which are not here', () => {
    console.log(`no ${MODELS}: nothing to open`);
  });
} else {
  describe('networks from elsewhere', () => {
    let digits: DigitStore;
    beforeAll(async () => {
      digits = await loadDigits((name) => readFileSync(new URL(name, DIGITS)));
    }, 60_000);

    it.each([
      ['dense-128-64.keras', [784, 128, 64, 10], 'unit', 0.9751],
      ['dense-64-64.h5', [784, 64, 64, 10], 'unit', 0.9714],
      // Its list says nothing of these: found by the least log-loss, and by far.
      ['weights-only-64-64.h5', [784, 64, 64, 10], 'centred', undefined],
    ] as const)('%s', (name, layerSizes, scaling, accuracy) => {
      const found = read(name);
      if (!found.ok || found.value.kind !== 'network')
        throw new Error(found.ok ? 'a run' : found.fault.message);
      const { network } = found.value;
      expect(network.layerSizes).toEqual(layerSizes);
      const { validation, test } = digits;
      const sample = {
        pixels: validation.pixels.subarray(0, SAMPLE * PIXEL_COUNT),
        labels: validation.labels.subarray(0, SAMPLE),
      };
      const foundScaling = findScaling(network.weights, network.activation, sample);
      expect(foundScaling).toMatchObject({ scaling, activation: 'relu' });
      const { logits } = forwardPass(
        rescaled(network.weights, undefined, scaling),
        'relu',
        test.pixels,
        test.count,
      );
      const accuracyFraction =
        argmax(logits).filter((digit, i) => digit === test.labels[i]).length / test.count;
      if (accuracy === undefined) expect(accuracyFraction).toBeGreaterThan(0.97);
      else expect(Math.abs(accuracyFraction - accuracy)).toBeLessThanOrEqual(0.0005);
    });

    it.each([
      ['convolutional.keras', 'conv2d_12', 'Conv2D'],
      ['weights-only-convolutional.h5', 'conv2d', '3 x 3 x 1 x 32'],
    ])('%s is refused by name', (name, layer, what) => {
      const found = read(name);
      expect(found).toMatchObject({ ok: false, fault: { code: 'unfit-network' } });
      expect(!found.ok && found.fault.message).toMatch(new RegExp(`${layer}.*${what}`));
    });
  });
}
