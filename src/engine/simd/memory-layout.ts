/**
 * Who lies where in the linear memory that the kernels share. All of it is fixed at init.
 *
 * Every matrix [rows, columns] is cut into panels of eight columns, stored one after the other, each row by row:
 * panel p holds rows x 8 numbers, number [row, 8 p + c] at panel p, row `row`, place c. Columns are rounded up to whole
 * panels with zeros. One layout serves as every operand of every product (see simd-engine.ts), so nothing is repacked.
 */
import type { EngineConfig } from '../engine';
import type { LayerWeights, TrainState } from '../../core/network';
import { OPTIMIZER_SLOTS, PIXEL_COUNT } from '../../core/network';
import { BASIS } from '../../core/spline-basis';
import { VARIANT_SIZE } from '../../core/variant';

/** Columns per panel: two vectors of four. */
export const PANEL_WIDTH = 8;
/** Rows per micro-kernel tile: batches are computed in whole tiles. */
const TILE_ROWS = 4;
/**
 * Forward and input gradient go through a batch in blocks of this many rows, all panels of a block before the next block:
 * every panel of the result reads all of its left-hand operand, so that had better stay in the second-level cache. A multiple
 * of the tile's four rows; a block of 128 rows by 2,048 units is 1 MB.
 */
export const ROW_BLOCK = 128;
/** Bytes in a panel's row. */
export const ROW_BYTES = PANEL_WIDTH * 4;
/** Groups of four pixels: squares of 2 x 2. */
const PIXEL_GROUPS = PIXEL_COUNT / 4;
/** A digit with a border of two blank pixels. */
const PADDED_BYTES = 32 * 32;
/** predict() works through its digits in chunks of at least this many. */
const MIN_CAPACITY = 128;
/** Address 0 stays unused, as C has taught us. */
const FIRST_ADDRESS = 64;
const PAGE_BYTES = 65536;
/** What of the board does not depend on the network. */
export const BOARD_BYTES = 512;

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** A kernel and bias, or one optimiser slot of them. Byte addresses. */
interface ParameterLayout {
  /** Panels of [paddedInputs, 8]. */
  readonly kernel: number;
  /** [panels * 8]. */
  readonly bias: number;
}

export interface LayerLayout {
  readonly inputs: number;
  readonly units: number;
  /** Panels of units, and of inputs. */
  readonly panels: number;
  readonly inputPanels: number;
  /** Bytes of one panel of the kernel. */
  readonly kernelStride: number;
  readonly weights: ParameterLayout;
  /** In the order of OPTIMIZER_SLOTS. */
  readonly slots: readonly ParameterLayout[];
  /** The kernel transposed, panels of [panels * 8, 8], for the gradient of the layer's input. The first layer has none. */
  readonly transposed: number;
  readonly transposedStride: number;
  /** Panels of [capacity, 8]: what the layer puts out (logits for the last). */
  readonly output: number;
  /** The loss's gradient with respect to the layer's pre-activations, likewise. */
  readonly gradient: number;
  /** The factor of a gradient that passes back through activation and dropout, likewise. The last layer has none. */
  readonly slope: number;
}

/** What no two threads may have in common. */
export interface ThreadScratch {
  /** The gradient of one panel of a kernel, and of its eight biases. */
  readonly kernelGradient: number;
  readonly biasGradient: number;
  /** 64 bytes for packRowTiles. */
  readonly scratch: number;
  /** A digit with its border, for augmentDigits. */
  readonly padded: number;
  /** What a panel's parameters and their slots were before an update that has not ended. The first thread has none. */
  readonly backup: number;
}

export interface MemoryLayout extends ThreadScratch {
  /** Rows that every activation has room for: the greatest batch, in whole tiles. */
  readonly capacity: number;
  /** Bytes of one panel of activations: a few rows more than capacity, lest panels a power of two apart share cache sets. */
  readonly activationStride: number;
  /** The batch as it arrived: uint8 [capacity, 784] and [capacity]. */
  readonly pixels: number;
  readonly labels: number;
  /** The batch's variants, int16 [capacity, VARIANT_SIZE]; what augmentDigits needs besides: the basis. */
  readonly variants: number;
  readonly basis: number;
  /** See assembly/pixels.ts. */
  readonly rowTiles: PackedLayout;
  readonly columnGroups: PackedLayout;
  readonly layers: readonly LayerLayout[];
  /** What the optimiser needs to know, see assembly/optimizers.ts: eight float32 for kernels, eight for biases. */
  readonly kernelCoefficients: number;
  readonly biasCoefficients: number;
  /** float32 [capacity, 10]. */
  readonly probabilities: number;
  /** float64: sum of losses, number of correct digits. */
  readonly metrics: number;
  /** 32 bytes of zeros. */
  readonly zeros: number;
  /** Where threads come to terms, see thread-board.ts; with room to mark so many shares of a phase as done. */
  readonly board: number;
  readonly mostShares: number;
  /** What threads beside the first have instead of its scratch. */
  readonly helpers: readonly ThreadScratch[];
  readonly pages: number;
}

/** The memory as a helping thread sees it, counted from 0. */
export const helperLayout = (layout: MemoryLayout, helper: number): MemoryLayout => ({
  ...layout,
  ...layout.helpers[helper]!,
});

/** Where the lists of the row tile that starts with digit `row` lie. */
export function rowTilesFrom({ values, offsets, counts }: PackedLayout, row: number): PackedLayout {
  const tile = row / TILE_ROWS;
  return {
    values: values + tile * PIXEL_COUNT * 16,
    offsets: offsets + tile * PIXEL_COUNT * 4,
    counts: counts + tile * 4,
  };
}

interface PackedLayout {
  readonly values: number;
  readonly offsets: number;
  readonly counts: number;
}

/** helpers: how many threads there may be beside the first. */
export function planMemory(config: EngineConfig, helpers = 0): MemoryLayout {
  let next = FIRST_ADDRESS;
  const take = (bytes: number): number => {
    const address = next;
    next += roundUp(bytes, 64);
    return address;
  };
  const { layerSizes } = config.network;
  const capacity = roundUp(Math.max(config.maxBatchSize, MIN_CAPACITY), TILE_ROWS);
  const activationStride = (capacity + TILE_ROWS) * ROW_BYTES;
  const packed = (lists: number, entries: number): PackedLayout => ({
    values: take(lists * entries * 16),
    offsets: take(lists * entries * 4),
    counts: take(lists * 4),
  });

  const zeros = take(32);
  const metrics = take(16);
  const kernelCoefficients = take(32);
  const biasCoefficients = take(32);
  const panelBytes = Math.max(...layerSizes.map((units) => roundUp(units, PANEL_WIDTH))) * ROW_BYTES;
  const sets = 1 + OPTIMIZER_SLOTS[config.optimizer].length;
  const scratchOf = (backupBytes: number): ThreadScratch => ({
    scratch: take(64),
    biasGradient: take(32),
    kernelGradient: take(panelBytes),
    padded: take(PADDED_BYTES),
    backup: take(backupBytes),
  });
  const allPanels = layerSizes.reduce((sum, units) => sum + Math.ceil(units / PANEL_WIDTH), 0);
  // More than any phase of passes.ts has.
  const mostShares = allPanels * Math.ceil(capacity / ROW_BLOCK) + capacity / TILE_ROWS;
  const board = take(helpers > 0 ? BOARD_BYTES + 4 * mostShares : 0);
  const own = scratchOf(0);
  const layers = layerSizes.slice(1).map((units, index): LayerLayout => {
    const inputs = layerSizes[index]!;
    const panels = Math.ceil(units / PANEL_WIDTH);
    const inputPanels = Math.ceil(inputs / PANEL_WIDTH);
    const kernelStride = inputPanels * PANEL_WIDTH * ROW_BYTES;
    const transposedStride = panels * PANEL_WIDTH * ROW_BYTES;
    const parameters = (): ParameterLayout => ({
      kernel: take(panels * kernelStride),
      bias: take(panels * ROW_BYTES),
    });
    const first = index === 0;
    const last = index === layerSizes.length - 2;
    return {
      inputs,
      units,
      panels,
      inputPanels,
      kernelStride,
      weights: parameters(),
      slots: OPTIMIZER_SLOTS[config.optimizer].map(parameters),
      transposed: first ? 0 : take(inputPanels * transposedStride),
      transposedStride,
      output: take(panels * activationStride),
      gradient: take(panels * activationStride),
      slope: last ? 0 : take(panels * activationStride),
    };
  });
  const pixels = take(capacity * PIXEL_COUNT);
  const labels = take(capacity);
  const variants = take(capacity * VARIANT_SIZE * Int16Array.BYTES_PER_ELEMENT);
  const basis = take(BASIS.byteLength);
  const rowTiles = packed(capacity / TILE_ROWS, PIXEL_COUNT);
  const columnGroups = packed(PIXEL_GROUPS, capacity);
  const probabilities = take(capacity * 40);
  const helperScratch = Array.from({ length: helpers }, () => scratchOf(sets * (panelBytes + ROW_BYTES)));
  const pages = Math.ceil(next / PAGE_BYTES);
  return {
    capacity,
    activationStride,
    pixels,
    labels,
    variants,
    basis,
    rowTiles,
    columnGroups,
    layers,
    ...own,
    kernelCoefficients,
    biasCoefficients,
    probabilities,
    metrics,
    zeros,
    board,
    mostShares,
    helpers: helperScratch,
    pages,
  };
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
