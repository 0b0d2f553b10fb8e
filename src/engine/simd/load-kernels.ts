/**
 * Fetches the build of the kernels that this browser can run. Both come from assembly/, compiled by
 * scripts/build-kernels.ts: WebAssembly SIMD, which every browser has had since 2023, and the same with relaxed SIMD, whose
 * fused multiply-add nearly doubles what a core can do.
 */
import baselineUrl from './generated/baseline.wasm?url';
import relaxedUrl from './generated/relaxed.wasm?url';
import { hasRelaxedSimd, hasSimd } from './simd-support';

/** The module to give to SimdEngine. Throws when the browser has no SIMD, or the file cannot be fetched. */
export async function loadKernels(): Promise<WebAssembly.Module> {
  if (!hasSimd()) throw new Error('This browser has no WebAssembly SIMD.');
  const response = await fetch(hasRelaxedSimd() ? relaxedUrl : baselineUrl);
  if (!response.ok) throw new Error(`The SIMD kernels could not be fetched: HTTP ${response.status}.`);
  // Not compileStreaming: it insists on the type application/wasm, which simple file servers do not send.
  return WebAssembly.compile(await response.arrayBuffer());
}
