/**
 * Honest uncertainty, with the networks as shipped: of drawings that are no digits at most a tenth may be read with certainty, in
 * either of the two tests (test-drawings.ts), and of real pen digits at most three in a hundred may be doubted.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { predictionOf } from '../../src/core/uncertainty';
import { CLASS_COUNT, PIXEL_COUNT } from '../../src/core/network';
import { decodeNetwork, parseNetworkRecord } from '../../src/core/network-file';
import { digitLikeness } from '../../src/core/guard';
import type { Stroke } from '../../src/core/strokes';
import { forwardPass, softmaxRows } from '../../src/engine/plain/forward-pass';
import { readPenDigits } from '../hands/pen-digits';
import { picture } from './picture';
import { secondTestDrawings, testDrawings } from './test-drawings';

const NETWORKS = new URL('../../public/networks/', import.meta.url);
const PEN_DIGITS = fileURLToPath(new URL('../../../shared/pen-strokes/pendigits-dev.json', import.meta.url));
/** Any unit will do: the pad's picture does not depend on size. But a dot is what is smaller than a 50th of the pad. */
const TABLET_SIDE = 500;

function shipped(name: string) {
  const record = parseNetworkRecord(readFileSync(new URL(`${name}.json`, NETWORKS), 'utf8'));
  if (!record.ok) throw new Error(record.fault.detail);
  const weights = decodeNetwork(record.value, readFileSync(new URL(`${name}.bin`, NETWORKS)));
  if (!weights.ok) throw new Error(weights.fault.detail);
  const { activation, temperature = 1 } = record.value;
  const predict = (pixels: Uint8Array, count: number) =>
    softmaxRows(forwardPass(weights.value, activation, pixels, count).logits, CLASS_COUNT);
  return { predict, temperature };
}

const reference = shipped('reference');
const guard = shipped('guard');

/** Share of the drawings that are read with certainty. */
function certainShare(drawings: readonly (readonly Stroke[])[]): number {
  const count = drawings.length;
  const pixels = new Uint8Array(count * PIXEL_COUNT);
  for (const [i, strokes] of drawings.entries()) pixels.set(picture(strokes), i * PIXEL_COUNT);
  const likeness = digitLikeness(guard.predict(pixels, count));
  const { uncertainties } = predictionOf(reference.predict(pixels, count), reference.temperature, likeness);
  return uncertainties.filter((uncertainty) => uncertainty === undefined).length / count;
}

describe('uncertainty', () => {
  it.each([
    ['of kinds unseen in training', testDrawings(10)],
    ['by another hand', secondTestDrawings(10)],
  ])('is felt of letters, shapes and scribbles %s', (which, drawings) => {
    expect(drawings.length).toBeGreaterThanOrEqual(200);
    const share = certainShare(drawings.map(({ strokes }) => strokes));
    console.log(`${drawings.length} non-digits ${which}: ${(100 * share).toFixed(1)}% read with certainty`);
    expect(share).toBeLessThanOrEqual(0.1);
  });

  it('is rarely felt of real digits', (test) => {
    const digits = readPenDigits(PEN_DIGITS);
    if (!digits) return test.skip('no pen digits on this machine');
    const share = 1 - certainShare(digits.map(({ strokes }) => strokes.map(toPadUnits)));
    console.log(`${digits.length} pen digits: ${(100 * share).toFixed(1)}% doubted`);
    expect(share).toBeLessThanOrEqual(0.03);
  });
});

const toPadUnits = (stroke: readonly (readonly [number, number])[]): Stroke =>
  stroke.map(([x, y]) => ({ x: x / TABLET_SIDE, y: y / TABLET_SIDE }));
