/** The digits that all train on: as many whole batches as there are in the first sheet of MNIST's training digits. */
import { MNIST_LAYOUT } from '../../src/dataset/layout';
import { loadFile, loadManifest } from '../../src/dataset/load-file';
import { PIXEL_COUNT } from '../../src/core/network';
import type { Result } from '../../src/core/fault';

export interface DigitPool {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

export async function loadPool(batchSize: number): Promise<DigitPool> {
  const baseUrl = new URL('/mnist/', location.href).href;
  const options = { fetch: fetch.bind(globalThis), retries: 0, retryDelayMs: 0, stallMs: 10_000 };
  const manifest = valueOf(await loadManifest(baseUrl, MNIST_LAYOUT, options));
  const load = async (kind: 'pixels' | 'labels'): Promise<Uint8Array> => {
    const file = manifest.files.find(
      (candidate) => candidate.split === 'train' && candidate.kind === kind && candidate.firstIndex === 0,
    )!;
    const values = new Uint8Array(file.count * (kind === 'pixels' ? PIXEL_COUNT : 1));
    valueOf(await loadFile(baseUrl, file, values, options));
    return values;
  };
  const [pixels, labels] = await Promise.all([load('pixels'), load('labels')]);
  const count = Math.floor(pixels.length / PIXEL_COUNT / batchSize) * batchSize;
  return { pixels: pixels.subarray(0, count * PIXEL_COUNT), labels: labels.subarray(0, count), count };
}
