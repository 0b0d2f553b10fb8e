/** The SIMD engine's helping threads in a browser: workers of the worker that trains. */
import type { EngineConfig } from '../engine';
import type { HelperThread } from './crew';
// oxlint-disable-next-line import/default -- Vite makes it one: the address of the worker's own bundle
import helperUrl from './helper-entry.ts?worker&url';
import type { ThreadOptions } from './simd-engine';
import type { ThreadMemory } from './thread-choice';
import type { HelperOrder } from './thread-helper';

/** Numbers of threads worth trying; more than these have never been seen to help networks of the page's sizes. */
const CANDIDATES = [1, 2, 3, 4, 6, 8];

/** What was found for each shape of network, for as long as this worker lives. */
const memories = new Map<string, ThreadMemory>();

function memoryOf({ network, optimizer, maxBatchSize }: EngineConfig): ThreadMemory {
  const key = [network.layerSizes.join('-'), network.activation, optimizer, maxBatchSize].join(' ');
  const memory = memories.get(key) ?? { threads: undefined };
  memories.set(key, memory);
  return memory;
}

function start(order: HelperOrder, onFailed: () => void): HelperThread {
  const worker = new Worker(new URL(helperUrl, import.meta.url), { type: 'module', name: 'helper' });
  worker.addEventListener('error', (event) => {
    // Nobody else need hear of it: training goes on.
    event.preventDefault();
    onFailed();
  });
  worker.addEventListener('messageerror', onFailed);
  worker.postMessage(order, []);
  return { terminate: () => worker.terminate() };
}

/** Undefined where threads cannot share memory or start others, and where there is but one processor. */
export function browserThreads(): ThreadOptions | undefined {
  const mayShare = typeof SharedArrayBuffer === 'function' && self.crossOriginIsolated;
  if (!mayShare || typeof Worker !== 'function') return undefined;
  const { hardwareConcurrency } = navigator;
  const candidates = CANDIDATES.filter((threads) => threads <= hardwareConcurrency);
  return candidates.length > 1 ? { start, candidates, memoryOf } : undefined;
}
