/**
 * The forward and the backward pass, panel by panel: which kernel is given which addresses. simd-engine.ts tells why it is done
 * this way.
 */
import { RANDOM_PURPOSE, randomKey } from '../../core/random';
import type { EngineConfig } from '../engine';
import type { Kernels } from './kernels';
import type { LayerLayout, MemoryLayout } from './memory-layout';
import { PANEL_WIDTH, ROW_BYTES } from './memory-layout';

/** A network in its memory, ready to compute. */
export interface Machine {
  readonly config: EngineConfig;
  readonly layout: MemoryLayout;
  readonly kernels: Kernels;
  /** Index in ACTIVATIONS. */
  readonly activation: number;
}

/** Y = f(X W + b) for every layer, from the `rows` digits that lie at layout.pixels to the logits. */
export function forward({ kernels, layout, config, activation }: Machine, rows: number, drop: Dropout): void {
  const { layers, rowTiles, activationStride, pixels, scratch } = layout;
  const { values, offsets, counts } = rowTiles;
  kernels.packRowTiles(pixels, rows, values, offsets, counts, scratch);
  // A unit is dropped when its 24 random bits are less than rate * 2^24.
  const threshold = Math.ceil(drop.rate * 0x1000000);
  const keptScale = 1 / (1 - drop.rate);
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index]!;
    const below = layers[index - 1];
    const last = index === layers.length - 1;
    const key = threshold > 0 ? randomKey(config.seed, RANDOM_PURPOSE.dropout, drop.step, index) : 0;
    for (let panel = 0; panel < layer.panels; panel++) {
      const kernel = layer.weights.kernel + panel * layer.kernelStride;
      const bias = layer.weights.bias + panel * ROW_BYTES;
      const out = layer.output + panel * activationStride;
      if (below) {
        kernels.multiplyPanel(below.output, activationStride, layer.inputPanels, rows, kernel, bias, out);
      } else {
        kernels.multiplyPixels(values, offsets, counts, rows, kernel, bias, out);
      }
      if (last) continue;
      const slope = layer.slope + panel * activationStride;
      const unit = panel * PANEL_WIDTH;
      kernels.activatePanel(activation, out, slope, rows, unit, layer.units, threshold, keptScale, key);
    }
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
  const stride = layout.activationStride;
  for (let panel = 0; panel < below.panels; panel++) {
    const transposed = layer.transposed + panel * layer.transposedStride;
    const out = below.gradient + panel * stride;
    kernels.multiplyPanel(layer.gradient, stride, layer.panels, rows, transposed, layout.zeros, out);
    kernels.multiplyElements(out, below.slope + panel * stride, rows * ROW_BYTES);
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
