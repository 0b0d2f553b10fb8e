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
      packPixels: (...args) => {
        kernels.packPixels(...args);
        // Augmented already, and packed: what is lost is only that it was done.
        if (isTime('packPixels')) lost(order.memory, args[0]);
      },
      packRows: (...args) => {
        if (isTime('packRows')) lost(order.memory, args[4]);
        kernels.packRows(...args);
      },
      // Its results are a layer's output, its gradient, or the gradient of a piece of a kernel.
      multiplyLists: (...args) => {
        if (isTime('multiplyLists')) lost(order.memory, args[8]);
        kernels.multiplyLists(...args);
      },
      activatePanel: (...args) => {
        if (isTime('activatePanel')) lost(order.memory, args[1]);
        kernels.activatePanel(...args);
      },
      softmaxLoss: (...args) => {
        kernels.softmaxLoss(...args);
        if (isTime('softmaxLoss')) lost(order.memory, args[8], 16);
      },
      multiplyElements: (...args) => {
        if (isTime('multiplyElements')) lost(order.memory, args[0]);
        kernels.multiplyElements(...args);
      },
      // While it saves what it is about to change.
      copyNumbers: (...args) => {
        if (isTime('copyNumbers')) lost(order.memory, args[1], args[2]);
        kernels.copyNumbers(...args);
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
