/** Weights and optimiser slots between plain arrays and the panels of the linear memory, and what the kernels need to be told once. */
import type { LayerWeights, TrainState } from '../../core/network';
import { BASIS } from '../../core/spline-basis';
import type { LayerLayout, MemoryLayout, ParameterLayout } from './memory-layout';
import { PANEL_WIDTH } from './memory-layout';

/** Bytes of a vector, and of a number in it. */
const VECTOR = 16;
const NUMBER = 4;

/** Writes what never changes: augmentation's basis, and how lists are packed (assembly/lists.ts). */
export function writeConstants(memory: ArrayBufferLike, layout: MemoryLayout): void {
  new Int16Array(memory, layout.basis, BASIS.length).set(BASIS);
  const table = new Uint8Array(memory, layout.packing, 16 * VECTOR);
  for (let mask = 0; mask < 16; mask++) {
    const kept = [0, 1, 2, 3].filter((lane) => mask & (1 << lane));
    const bytes = kept.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * NUMBER + byte));
    table.set(bytes, mask * VECTOR);
  }
}

/** Copies weights and optimiser slots into place. The rest of `memory` (the padding above all) must be zero. */
export function writeState(memory: Float32Array, layout: MemoryLayout, state: TrainState): void {
  layout.layers.forEach((layer, index) => {
    [state.weights, ...state.slots].forEach((parameters, set) => {
      const target = set === 0 ? layer.weights : layer.slots[set - 1]!;
      const { kernel, bias } = parameters[index]!;
      forEachKernelRow(layer, target.kernel, (from, start, width) => {
        memory.set(kernel.subarray(from, from + width), start);
      });
      memory.set(bias, target.bias / 4);
    });
  });
}

/** A copy of weights and optimiser slots as plain arrays. */
export const readState = (memory: Float32Array, layout: MemoryLayout, step: number): TrainState => ({
  step,
  weights: readWeights(memory, layout),
  slots: layout.layers[0]!.slots.map((_, slot) =>
    layout.layers.map((layer) => readParameters(memory, layer, layer.slots[slot]!)),
  ),
});

/** A copy of the weights as plain arrays. */
export const readWeights = (memory: Float32Array, { layers }: MemoryLayout): LayerWeights[] =>
  layers.map((layer) => readParameters(memory, layer, layer.weights));

function readParameters(memory: Float32Array, layer: LayerLayout, source: ParameterLayout): LayerWeights {
  const kernel = new Float32Array(layer.inputs * layer.units);
  forEachKernelRow(layer, source.kernel, (to, start, width) => {
    // Sixteen numbers at most: a loop is quicker than a view of them.
    for (let i = 0; i < width; i++) kernel[to + i] = memory[start + i]!;
  });
  const start = source.bias / 4;
  return { kernel, bias: memory.slice(start, start + layer.units) };
}

/** Calls back for each row of each panel: its index in the row-major kernel, in the float32 memory, and its real width. */
function forEachKernelRow(
  layer: LayerLayout,
  kernel: number,
  visit: (index: number, start: number, width: number) => void,
): void {
  for (let panel = 0; panel < layer.panels; panel++) {
    const firstUnit = panel * PANEL_WIDTH;
    const width = Math.min(PANEL_WIDTH, layer.units - firstUnit);
    const start = (kernel + panel * layer.kernelStride) / 4;
    for (let input = 0; input < layer.inputs; input++) {
      visit(input * layer.units + firstUnit, start + input * PANEL_WIDTH, width);
    }
  }
}
