/** Lessons for the network that the page begins with: a hand that is taught to it costs other people's hands nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../core/experiment';
import { argmax } from '../core/metrics';
import { layerSizesOf, OPTIMIZER_SLOTS, PIXEL_COUNT, zeroWeights } from '../core/network';
import { decodeNetwork, parseNetworkRecord } from '../core/network-file';
import { normaliseStrokes } from '../core/normalise';
import { PRESETS } from '../core/presets';
import { drawSyntheticDigit, type SyntheticDigit } from '../core/synthetic-digits';
import type { DigitSource } from '../dataset/digit-source';
import type { Engine } from '../engine/engine';
import { SimdEngine } from '../engine/simd/simd-engine';
import type { OwnDigits } from '../protocol/fine-tuning';
import { lessonRoom, loadDigits } from './testing/lesson-room';
import { ODD_HANDS, picturesBy } from './testing/odd-hands';

const KERNELS = new URL('../engine/simd/generated/baseline.wasm', import.meta.url);
const DIGITS = new URL('../../public/mnist/', import.meta.url);
const NETWORKS = new URL('../../public/networks/', import.meta.url);
const PEN_STROKES = resolve(import.meta.dirname, '../../../shared/pen-strokes/pendigits-dev.json');

const module = new WebAssembly.Module(readFileSync(KERNELS));
let digits: DigitSource;
beforeAll(async () => {
  digits = await loadDigits((name) => readFileSync(new URL(name, DIGITS)));
}, 60_000);

const setUp = () => lessonRoom({ digits, open: () => new SimdEngine(module), ...standardNetwork() });

/** The network that the page begins with: the standard recipe's. */
function standardNetwork() {
  const record = parseNetworkRecord(readFileSync(new URL('reference.json', NETWORKS), 'utf8'));
  if (!record.ok) throw new Error(record.fault.detail);
  const weights = decodeNetwork(record.value, readFileSync(new URL('reference.bin', NETWORKS)));
  if (!weights.ok) throw new Error(weights.fault.detail);
  const standard: Experiment = { ...PRESETS.standard.experiment, engine: 'simd' };
  const slots = OPTIMIZER_SLOTS[standard.optimizer].map(() => zeroWeights(layerSizesOf(standard.hidden)));
  return { experiment: standard, state: { step: 1, weights: weights.value, slots } };
}

function together(drawings: readonly SyntheticDigit[]): OwnDigits {
  const pixels = new Uint8Array(drawings.length * PIXEL_COUNT);
  for (const [i, drawing] of drawings.entries()) pixels.set(drawing.pixels, i * PIXEL_COUNT);
  return { pixels, labels: Uint8Array.from(drawings, ({ label }) => label) };
}

/** Of each digit, the share of the drawings of it that are read right. */
async function rightByDigit(engine: Engine, drawings: readonly SyntheticDigit[]): Promise<number[]> {
  const { pixels, labels } = together(drawings);
  const readings = argmax(await engine.predict(pixels, labels.length));
  return Array.from({ length: 10 }, (_, digit) => {
    const ofDigit = readings.filter((_, i) => labels[i] === digit);
    return ofDigit.filter((reading) => reading === digit).length / ofDigit.length;
  });
}

describe('a lesson in one hand', () => {
  it('costs no other hand anything', async () => {
    const { fineTuner, engines, rightOf } = await setUp();
    // Keys that no lesson draws by.
    const others = Array.from({ length: 2000 }, (_, key) => drawSyntheticDigit(key));
    const before = await rightByDigit(engines.engine!, others);
    expect(await rightOf(ODD_HANDS.crossedSeven, 100, 100)).toBeLessThan(50);
    const result = await fineTuner.teach(picturesBy(ODD_HANDS.crossedSeven, 0, 10));
    expect(result?.ok && result.value.isKept).toBe(true);
    expect(await rightOf(ODD_HANDS.crossedSeven, 100, 100)).toBeGreaterThanOrEqual(97);
    const after = await rightByDigit(engines.engine!, others);
    for (const [digit, right] of after.entries()) expect(right).toBeGreaterThan(before[digit]! - 0.015);
  });
});

const reason = existsSync(PEN_STROKES) ? '' : ' (skipped: the pen-stroke digits are not on this device)';

describe.skipIf(reason !== '')(`with the pens of 30 people${reason}`, () => {
  interface PenDigit {
    readonly label: number;
    readonly writer: string;
    readonly strokes: readonly (readonly (readonly [number, number])[])[];
  }
  const drawings = () =>
    (JSON.parse(readFileSync(PEN_STROKES, 'utf8')) as PenDigit[]).map(({ label, writer, strokes }) => {
      const onPad = strokes.map((points) => points.map(([x, y]) => ({ x: x / 500, y: y / 500 })));
      return { label, writer, pixels: normaliseStrokes(onPad)! };
    });

  it('learns the crossed 7s of two, at no cost to the others', async () => {
    const { fineTuner, engines } = await setUp();
    const all = drawings();
    const isTaught = ({ writer }: { writer: string }): boolean => ['tra-01', 'tra-15'].includes(writer);
    const own = all.filter((drawing) => isTaught(drawing) && drawing.label === 7);
    const others = all.filter((drawing) => !isTaught(drawing));
    const before = await rightByDigit(engines.engine!, others);
    const result = await fineTuner.teach(together(own));
    if (!result?.ok) throw new Error('no lesson');
    expect(result.value.ownCount).toBe(10);
    expect(result.value.before.ownRight).toBeLessThan(10);
    expect(result.value.after.ownRight).toBe(10);
    expect(result.value.isKept).toBe(true);
    const after = await rightByDigit(engines.engine!, others);
    // Of each digit there are 140.
    for (const [label, right] of after.entries()) expect(right).toBeGreaterThan(before[label]! - 2.5 / 140);
  });
});
