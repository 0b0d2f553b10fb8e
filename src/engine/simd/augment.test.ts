/** Variants made by the kernels against those of the definition, byte for byte. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawVariant } from '../../core/augment';
import { randomUint32 } from '../../core/random';
import { BASIS } from '../../core/spline-basis';
import { applyVariant, VARIANT_SIZE, writeVariant } from '../../core/variant';
import { instantiateKernels } from './kernels';

const ROWS = 300;
const [VARIANTS, BASIS_AT, PADDED] = [64, 64 + ROWS * VARIANT_SIZE * 2, 97_000];
const PIXELS = 98_304;

it('makes the same bytes as the definition, at any strength', async () => {
  const module = new WebAssembly.Module(readFileSync(new URL('generated/baseline.wasm', import.meta.url)));
  const { kernels, memory } = await instantiateKernels(module, 6);
  const digits = Uint8Array.from({ length: ROWS * 784 }, (_, i) => randomUint32(1, i));
  const variants = new Int16Array(memory.buffer, VARIANTS, ROWS * VARIANT_SIZE);
  for (let row = 0; row < ROWS; row++) drawVariant(variants, row, 3, 5, row, (row % 5) / 2);
  // Beyond every edge, and strokes as thick and as thin as they get.
  const warp = new Float32Array(25);
  const far = { xx: 1.5, xy: 1, yx: -1, yy: 2, shiftX: -9.3, shiftY: 11.2, warpX: warp, warpY: warp };
  writeVariant(variants, 7, { ...far, thickness: 1 });
  writeVariant(variants, 8, { ...far, thickness: -1 });

  const expected = new Uint8Array(digits.length);
  for (let row = 0; row < ROWS; row++) applyVariant(variants, row, digits, row * 784, expected, row * 784);
  new Int16Array(memory.buffer).set(BASIS, BASIS_AT / 2);
  const pixels = new Uint8Array(memory.buffer, PIXELS, digits.length);
  pixels.set(digits);
  kernels.augmentDigits(PIXELS, ROWS - 1, VARIANTS, BASIS_AT, PADDED);
  const last = (ROWS - 1) * 784;
  expect(Buffer.compare(pixels.subarray(0, last), expected.subarray(0, last))).toBe(0);
  // One digit was not asked for.
  expect(Buffer.compare(pixels.subarray(last), digits.subarray(last))).toBe(0);
});
