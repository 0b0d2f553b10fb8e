import baselineUrl from '../../src/engine/simd/generated/baseline.wasm?url';
import relaxedUrl from '../../src/engine/simd/generated/relaxed.wasm?url';
import { hasRelaxedSimd } from '../../src/engine/simd/simd-support';

/** The build of the SIMD engine's kernels that the engine itself would take in this browser. */
export async function loadKernels(): Promise<WebAssembly.Module> {
  const response = await fetch(hasRelaxedSimd() ? relaxedUrl : baselineUrl);
  return WebAssembly.compile(await response.arrayBuffer());
}
