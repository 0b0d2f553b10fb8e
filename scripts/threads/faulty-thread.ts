/** A helping thread that is lost at some point, for tests; started by node-helper.ts. */
import { workerData } from 'node:worker_threads';
import type { Machine } from '../../src/engine/simd/passes';
import type { HelperOrder } from '../../src/engine/simd/thread-helper';
import { help } from '../../src/engine/simd/thread-helper';
import type { Failing } from './node-helper';

const { order, failing } = workerData as { order: HelperOrder; failing: Failing };

/** Writes nonsense to some of what the call was to write, and never returns. */
function lost(memory: WebAssembly.Memory, target: number, bytes = 32): never {
  new Float32Array(memory.buffer, target, bytes / 4).fill(12345);
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

let calls = 0;
const isTime = (kernel: Failing['in']): boolean => kernel === failing.in && ++calls === failing.atCall;

help(order, (machine: Machine): Machine => {
  const { kernels } = machine;
  return {
    ...machine,
    kernels: {
      ...kernels,
      packRowTiles: (...args) => {
        kernels.packRowTiles(...args);
        // Augmented already, and packed: what is lost is only that it was done.
        if (isTime('packRowTiles')) lost(order.memory, args[0]);
      },
      multiplyPixels: (...args) => {
        if (isTime('multiplyPixels')) lost(order.memory, args[6]);
        kernels.multiplyPixels(...args);
      },
      multiplyElements: (...args) => {
        if (isTime('multiplyElements')) lost(order.memory, args[0]);
        kernels.multiplyElements(...args);
      },
      outerPixels: (...args) => {
        if (isTime('outerPixels')) lost(order.memory, args[6]);
        kernels.outerPixels(...args);
      },
      updateAdam: (bytes, w, g, m, v, coefficients) => {
        if (isTime('updateAdam')) {
          kernels.updateAdam(bytes / 2, w, g, m, v, coefficients);
          lost(order.memory, w + bytes / 2, bytes / 2);
        }
        kernels.updateAdam(bytes, w, g, m, v, coefficients);
      },
    },
  };
});
