/** The SIMD engine's kernels for Node: the build that the engine would take in a browser of this V8. */
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { hasRelaxedSimd } from '../../src/engine/simd/simd-support';
import { buildKernels, kernelFile } from '../build-kernels';

/** Node 20 has relaxed SIMD behind a flag. */
export function allowRelaxedSimd(): void {
  if (!hasRelaxedSimd()) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

export async function loadKernels(): Promise<WebAssembly.Module> {
  allowRelaxedSimd();
  await buildKernels();
  return WebAssembly.compile(await readFile(kernelFile(hasRelaxedSimd() ? 'relaxed' : 'baseline')));
}
