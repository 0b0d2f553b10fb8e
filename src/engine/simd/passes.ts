/**
 * The forward and the backward pass, panel by panel: which kernel is given which addresses. simd-engine.ts tells why it is done
 * this way.
 */
import { RANDOM_PURPOSE, randomKey } from '../../core/random';
import type { EngineConfig } from '../engine';
import type { Kernels } from './kernels';
import type { LayerLayout, MemoryLayout } from './memory-layout';
import { PANEL_WIDTH, ROW_BYTES, rowTilesFrom } from './memory-layout';

/**
 * Forward and input gradient go through a batch in blocks of this many rows, all panels of a block before the next block:
 * every panel of the result reads all of its left-hand operand, so that had better stay in the second-level cache. A multiple
 * of the tile's four rows; a block of 128 rows by 2,048 units is 1 MB.
 */
const ROW_BLOCK = 128;

/** A network in its memory, ready to compute. */
export interface Machine {
  readonly config: EngineConfig;
  readonly layout: MemoryLayout;
  readonly kernels: Kernels;
  /** Index in ACTIVATIONS. */
  readonly activation: number;
}

/** Y = f(X W + b) for every layer, from the `rows` digits that lie at layout.pixels to the logits. */
export function forward(machine: Machine, rows: number, dropout: Dropout): void {
  const { kernels, layout, config } = machine;
  const { values, offsets, counts } = layout.rowTiles;
  kernels.packRowTiles(layout.pixels, rows, values, offsets, counts, layout.scratch);
  for (let index = 0; index < layout.layers.length; index++) {
    const key = dropout.rate > 0 ? randomKey(config.seed, RANDOM_PURPOSE.dropout, dropout.step, index) : 0;
    for (let row = 0; row < rows; row += ROW_BLOCK) {
      forwardBlock(machine, index, row, Math.min(ROW_BLOCK, rows - row), dropout.rate, key);
    }
  }
}

function forwardBlock(
  { kernels, layout, activation }: Machine,
  index: number,
  row: number,
  rows: number,
  rate: number,
  key: number,
): void {
  const { layers, rowTiles, activationStride } = layout;
  const layer = layers[index]!;
  const below = layers[index - 1];
  const hidden = index < layers.length - 1;
  const { values, offsets, counts } = rowTilesFrom(rowTiles, row);
  // A unit is dropped when its 24 random bits are less than rate * 2^24.
  const threshold = Math.ceil(rate * 0x1000000);
  const keptScale = 1 / (1 - rate);
  const start = row * ROW_BYTES;
  for (let panel = 0; panel < layer.panels; panel++) {
    const kernel = layer.weights.kernel + panel * layer.kernelStride;
    const bias = layer.weights.bias + panel * ROW_BYTES;
    const out = layer.output + panel * activationStride + start;
    if (below) {
      const input = below.output + start;
      kernels.multiplyPanel(input, activationStride, layer.inputPanels, rows, kernel, bias, out);
    } else {
      kernels.multiplyPixels(values, offsets, counts, rows, kernel, bias, out);
    }
    if (!hidden) continue;
    const slope = layer.slope + panel * activationStride + start;
    const unit = panel * PANEL_WIDTH;
    kernels.activatePanel(activation, out, slope, row, rows, unit, layer.units, threshold, keptScale, key);
  }
}

export interface Dropout {
  readonly rate: number;
  /** Steps taken before this one. */
  readonly step: number;
}

/**
 * From the last layer's gradient down: each layer's gradient for the layer below, with the weights as they were, and then its
 * own update.
 */
export function backward(machine: Machine, rows: number): void {
  const { layers, columnGroups, pixels, capacity } = machine.layout;
  const { values, offsets, counts } = columnGroups;
  machine.kernels.packColumnGroups(pixels, rows, capacity, values, offsets, counts);
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index]!;
    const below = layers[index - 1];
    if (below) inputGradient(machine, layer, below, rows);
    for (let panel = 0; panel < layer.panels; panel++) updatePanel(machine, layer, below, panel, rows);
  }
}

/** dX = dY Wᵀ, times the slope of the layer below: that layer's dY. */
function inputGradient(
  { kernels, layout }: Machine,
  layer: LayerLayout,
  below: LayerLayout,
  rows: number,
): void {
  const { activationStride: stride, zeros } = layout;
  for (let row = 0; row < rows; row += ROW_BLOCK) {
    const blockRows = Math.min(ROW_BLOCK, rows - row);
    const start = row * ROW_BYTES;
    for (let panel = 0; panel < below.panels; panel++) {
      const transposed = layer.transposed + panel * layer.transposedStride;
      const at = panel * stride + start;
      const out = below.gradient + at;
      kernels.multiplyPanel(layer.gradient + start, stride, layer.panels, blockRows, transposed, zeros, out);
      kernels.multiplyElements(out, below.slope + at, blockRows * ROW_BYTES);
    }
  }
}

/** dW = Xᵀ dY and the bias's gradient for eight units, consumed by the optimiser at once. */
function updatePanel(
  machine: Machine,
  layer: LayerLayout,
  below: LayerLayout | undefined,
  panel: number,
  rows: number,
): void {
  const { kernels, layout } = machine;
  const { kernelGradient, biasGradient, activationStride, capacity, zeros } = layout;
  const gradient = layer.gradient + panel * activationStride;
  if (below) {
    kernels.outerPanel(below.output, activationStride, layer.inputPanels, rows, gradient, kernelGradient);
  } else {
    const { values, offsets, counts } = layout.columnGroups;
    kernels.outerPixels(values, offsets, counts, capacity, gradient, zeros, kernelGradient);
  }
  kernels.sumRows(gradient, rows, biasGradient);
  update(machine, layer, 'kernel', panel * layer.kernelStride, layer.kernelStride);
  update(machine, layer, 'bias', panel * ROW_BYTES, ROW_BYTES);
  if (below) transpose(machine, layer, panel);
}

/** One optimiser step on `bytes` of the kernel or bias, from `at`, with the gradient just computed. */
function update(
  { kernels, layout, config }: Machine,
  layer: LayerLayout,
  part: 'kernel' | 'bias',
  at: number,
  bytes: number,
): void {
  const isKernel = part === 'kernel';
  const coefficients = isKernel ? layout.kernelCoefficients : layout.biasCoefficients;
  const gradient = isKernel ? layout.kernelGradient : layout.biasGradient;
  const weights = layer.weights[part] + at;
  // An optimiser without that slot does not look at it.
  const first = (layer.slots[0]?.[part] ?? 0) + at;
  const second = (layer.slots[1]?.[part] ?? 0) + at;
  switch (config.optimizer) {
    case 'sgd':
      kernels.updateSgd(bytes, weights, gradient, coefficients);
      break;
    case 'momentum':
      kernels.updateMomentum(bytes, weights, gradient, first, coefficients);
      break;
    case 'rmsprop':
      kernels.updateRmsprop(bytes, weights, gradient, first, coefficients);
      break;
    case 'adam':
    case 'adamw':
      kernels.updateAdam(bytes, weights, gradient, first, second, coefficients);
      break;
  }
}

/** Brings Wᵀ up to date with a panel of W. */
function transpose({ kernels }: Machine, layer: LayerLayout, panel: number): void {
  const kernel = layer.weights.kernel + panel * layer.kernelStride;
  const block = layer.transposed + panel * PANEL_WIDTH * ROW_BYTES;
  kernels.transposePanel(kernel, layer.inputPanels * PANEL_WIDTH, block, layer.transposedStride);
}

/** Brings Wᵀ up to date with all of W, for weights that have just been copied in. */
export function transposeAll(machine: Machine): void {
  for (const layer of machine.layout.layers.slice(1)) {
    for (let panel = 0; panel < layer.panels; panel++) transpose(machine, layer, panel);
  }
}
