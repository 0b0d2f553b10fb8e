/**
 * Trains the guard, which tells digits from everything else (src/core/guard.ts): `npm run train:guard` writes
 * public/networks/guard.json and .bin. It learns from MNIST's training digits as the pad would draw them, and from as many
 * drawings of other things; the record says how it did on digits and on kinds of drawings that it had never seen. Some
 * minutes; the same code gives the same guard on the same machine.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DIGIT_FROM } from '../src/core/uncertainty';
import { digitLikeness, GUARD_NETWORK } from '../src/core/guard';
import { CLASS_COUNT, layerSizesOf, PIXEL_COUNT } from '../src/core/network';
import { decodeNetwork, encodeNetwork, type NetworkRecord } from '../src/core/network-file';
import { forwardPass, softmaxRows } from '../src/engine/plain/forward-pass';
import { Dice } from './guard/dice';
import { drawExamples } from './guard/examples';
import { GUARD_EXPERIMENT, trainGuard } from './guard/lessons';
import { picture } from './guard/picture';
import { testDrawings } from './guard/test-drawings';
import { type DigitSource, drawDigit } from './guard/training-pictures';
import { sha256 } from './idx';
import { loadDigits } from './training/load-digits';
import { loadKernels } from './training/load-kernels';

const FOLDER = fileURLToPath(new URL('../public/networks/', import.meta.url));
const HELD_OUT_DIGITS = 2_000;
const HELD_OUT_TIMES_EACH = 20;

const digits = await loadDigits();
const examples = drawExamples(digits.train, console.log);
const trained = await trainGuard(await loadKernels(), examples, console.log);

const layerSizes = layerSizesOf(GUARD_EXPERIMENT.hidden);
const bytes = encodeNetwork(trained);
// What is measured is what is stored: weights of half the precision.
const stored = decodeNetwork({ layerSizes }, bytes);
if (!stored.ok) throw new Error(stored.fault.detail);
const weights = stored.value;

/** Share of the drawings that pass for digits. */
function shareOfDigits(drawings: readonly Uint8Array[]): number {
  const joined = new Uint8Array(drawings.length * PIXEL_COUNT);
  for (const [i, pixels] of drawings.entries()) joined.set(pixels, i * PIXEL_COUNT);
  const { logits } = forwardPass(weights, GUARD_EXPERIMENT.activation, joined, drawings.length);
  const likeness = digitLikeness(softmaxRows(logits, CLASS_COUNT));
  return likeness.filter((value) => value >= DIGIT_FROM).length / drawings.length;
}
const heldOut = (source: DigitSource, key: number): Uint8Array[] =>
  Array.from({ length: HELD_OUT_DIGITS }, (_, i) => picture(drawDigit(source, i, new Dice(key, i)).strokes));

const validationShare = shareOfDigits(heldOut(digits.validation, 2));
const testShare = shareOfDigits(heldOut(digits.test, 3));
const otherShare = shareOfDigits(testDrawings(HELD_OUT_TIMES_EACH).map(({ strokes }) => picture(strokes)));
const record: NetworkRecord & { readonly heldOutKindsTakenForDigitsFraction: number } = {
  name: GUARD_NETWORK,
  layerSizes,
  activation: GUARD_EXPERIMENT.activation,
  experiment: GUARD_EXPERIMENT,
  validationAccuracyFraction: validationShare,
  testAccuracyFraction: testShare,
  heldOutKindsTakenForDigitsFraction: otherShare,
  sizeBytes: bytes.length,
  sha256: sha256(bytes),
};
await mkdir(FOLDER, { recursive: true });
await writeFile(`${FOLDER}${GUARD_NETWORK}.bin`, bytes);
await writeFile(`${FOLDER}${GUARD_NETWORK}.json`, `${JSON.stringify(record, null, 2)}\n`);
const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)}%`;
console.log(
  `takes ${percent(testShare)} of the test digits for digits, and ${percent(otherShare)} of drawings of unseen kinds`,
);
process.exit();
