/** How accurate the polynomials behind the activations are, over the whole range of float32 arguments that matter. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTIVATIONS } from '../../core/experiment';
import { instantiateKernels } from './kernels';

const ROWS = 4096;
const EXACT: readonly [string, (z: number) => number][] = [
  ['elu', (z) => (z > 0 ? z : Math.expm1(z))],
  ['tanh', Math.tanh],
  ['sigmoid', (z) => 1 / (1 + Math.exp(-z))],
];

it.each(EXACT)('%s is right to 2e-7 relative from -80 to 80, and near 0', async (name, exact) => {
  const module = new WebAssembly.Module(readFileSync(new URL('generated/baseline.wasm', import.meta.url)));
  const { kernels, memory } = await instantiateKernels(module, 8);
  const values = new Float32Array(memory.buffer, 1024, ROWS * 8);
  const slope = 1024 + values.byteLength;
  for (const range of [80, 8, 0.5, 1e-3, 1e-20]) {
    values.forEach((_, i) => (values[i] = range * (i / (values.length / 2) - 1)));
    const inputs = values.slice();
    kernels.activatePanel(
      ACTIVATIONS.findIndex((a) => a === name),
      1024,
      slope,
      0,
      ROWS,
      0,
      8,
      0,
      1,
      0,
    );
    const errors = inputs.map(
      (z, i) => Math.abs(values[i]! - exact(z)) / Math.max(1e-37, Math.abs(exact(z))),
    );
    expect(Math.max(...errors)).toBeLessThan(2e-7);
  }
});

it.each(EXACT)('%s saturates instead of overflowing, and keeps NaN', async (name, exact) => {
  const module = new WebAssembly.Module(readFileSync(new URL('generated/baseline.wasm', import.meta.url)));
  const { kernels, memory } = await instantiateKernels(module, 1);
  const values = new Float32Array(memory.buffer, 1024, 8);
  values.set([-1e30, -1000, -100, 100, 1000, 1e30, 0, Number.NaN]);
  const expected = Array.from(values, exact);
  kernels.activatePanel(
    ACTIVATIONS.findIndex((a) => a === name),
    1024,
    2048,
    0,
    1,
    0,
    8,
    0,
    1,
    0,
  );
  values.forEach((value, i) => {
    const allowed = 1e-6 * Math.max(1e-30, Math.abs(expected[i]!));
    if (Number.isNaN(expected[i]!)) expect(value).toBeNaN();
    else expect(Math.abs(value - expected[i]!)).toBeLessThan(allowed);
  });
});
