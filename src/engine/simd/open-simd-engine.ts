/**
 * Fetches the build of the kernels that this browser can run, and makes an engine of it. All builds come from assembly/,
 * compiled by scripts/build-kernels.ts: plain WebAssembly SIMD, and the same with relaxed SIMD, whose fused multiply-add does
 * in one instruction what otherwise takes two.
 */
import type { Result } from '../../core/fault';
import { errorText, fail, ok } from '../../core/fault';
import { browserThreads } from './browser-threads';
import baselineSharedUrl from './generated/baseline-shared.wasm?url';
import baselineUrl from './generated/baseline.wasm?url';
import relaxedSharedUrl from './generated/relaxed-shared.wasm?url';
import relaxedUrl from './generated/relaxed.wasm?url';
import { SimdEngine } from './simd-engine';
import { SimdReader } from './simd-reader';
import { hasRelaxedSimd, hasSimd, hasWebAssembly } from './simd-support';

const unavailable = (message: string, detail?: string) =>
  fail({
    code: 'engine-unavailable',
    message,
    remedy: 'dismiss',
    ...(detail === undefined ? {} : { detail }),
  });

/** An engine still to be given its network by init(), or why there is none. With help where the page may have it. */
export async function openSimdEngine(): Promise<Result<SimdEngine>> {
  const threads = browserThreads();
  if (threads) {
    const shared = await compileKernels(baselineSharedUrl, relaxedSharedUrl);
    if (shared.ok) return ok(new SimdEngine(shared.value, threads));
  }
  const compiled = await compileKernels(baselineUrl, relaxedUrl);
  return compiled.ok ? ok(new SimdEngine(compiled.value)) : compiled;
}

/** A reader still to be given its network by load(), or why there is none. */
export async function openSimdReader(): Promise<Result<SimdReader>> {
  const compiled = await compileKernels(baselineUrl, relaxedUrl);
  return compiled.ok ? ok(new SimdReader(compiled.value)) : compiled;
}

/** Addresses of the build without and with relaxed SIMD. */
async function compileKernels(baseline: string, relaxed: string): Promise<Result<WebAssembly.Module>> {
  if (!hasWebAssembly()) return unavailable('WebAssembly is switched off in this browser.');
  if (!hasSimd()) return unavailable('This browser has no WebAssembly SIMD.');
  let code: ArrayBuffer;
  try {
    const response = await fetch(hasRelaxedSimd() ? relaxed : baseline);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    code = await response.arrayBuffer();
  } catch (error) {
    return unavailable('The SIMD engine could not be loaded.', errorText(error));
  }
  try {
    // Not compileStreaming: it insists on the type application/wasm, which simple file servers do not send.
    return ok(await WebAssembly.compile(code));
  } catch (error) {
    return unavailable('This page is not allowed to run WebAssembly here.', errorText(error));
  }
}
