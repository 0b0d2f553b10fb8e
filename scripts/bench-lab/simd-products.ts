/** The matrix products of a training step of the SIMD engine, and how many operations they are. */
import type { Kernels } from '../../src/engine/simd/kernels';
import type { LayerLayout, ListLayout, MemoryLayout } from '../../src/engine/simd/memory-layout';
import { PANEL_WIDTH, PIECE_PANELS, ROW_BYTES, listsFrom } from '../../src/engine/simd/memory-layout';

/** What of a hidden layer's output and gradient is not 0, of what measures the products: as ReLUs have it on MNIST. */
export const HIDDEN_SHARE = 0.5;

/**
 * The products of a step and nothing else, as the engine does them: of lists where a layer has these. They have to be packed
 * before they can be multiplied, so that is part of the products (but not of the GFLOP/s). Results of hidden layers go where no
 * product reads, so that what the products read stays as it was.
 */
export function products(k: Kernels, layout: MemoryLayout): void {
  layout.layers.forEach((layer, index) => {
    const below = layout.layers[index - 1];
    if (layer.inputColumns) listedProducts(k, layout, layer, below);
    else if (below) denseProducts(k, layout, layer, below);
  });
}

/** All of a batch's lists, those of the pixels first. */
export function pack(k: Kernels, layout: MemoryLayout): void {
  layout.layers.forEach((layer, index) => {
    if (!layer.inputColumns) return;
    packLists(k, layout, layer, layout.layers[index - 1]);
    if (index > 0) packRows(k, layout, layer, layer.gradient);
  });
}

function packLists(k: Kernels, layout: MemoryLayout, layer: LayerLayout, below?: LayerLayout): void {
  const { pixels, capacity, packing, rowLists } = layout;
  const { lists, ends, listBytes } = rowLists;
  if (below) packRows(k, layout, below, below.output);
  else k.packPixels(pixels, capacity, lists, ends, listBytes, packing);
  const to = layer.inputColumns!;
  const columns = layer.inputPanels * PANEL_WIDTH;
  k.transposeLists(lists, ends, listBytes, capacity, to.lists, to.ends, to.listBytes, columns);
}

function packRows(k: Kernels, layout: MemoryLayout, { panels }: LayerLayout, from: number): void {
  const { activationStride, capacity, packing, rowLists } = layout;
  const { lists, ends, listBytes } = rowLists;
  k.packRows(from, activationStride, panels, capacity, lists, ends, listBytes, packing);
}

function listedProducts(k: Kernels, layout: MemoryLayout, layer: LayerLayout, below?: LayerLayout): void {
  const { activationStride: stride, capacity, zeros, rowLists, kernelGradient } = layout;
  const multiply = (from: ListLayout, count: number, b: number, bStride: number, panels: number) =>
    [from.lists, from.ends, from.listBytes, count, b, bStride, panels, zeros] as const;
  packLists(k, layout, layer, below);
  for (const { panel, panels } of layer.groups) {
    const kernel = layer.weights.kernel + panel * layer.kernelStride;
    const args = multiply(rowLists, capacity, kernel, layer.kernelStride, panels);
    k.multiplyLists(...args, (layer.slope || layer.output) + panel * stride, stride);
  }
  for (const { panel, panels } of layer.groups) {
    for (let first = 0; first < layer.inputPanels; first += PIECE_PANELS) {
      const columns = Math.min(PIECE_PANELS, layer.inputPanels - first) * PANEL_WIDTH;
      const from = listsFrom(layer.inputColumns!, first * PANEL_WIDTH);
      const args = multiply(from, columns, layer.gradient + panel * stride, stride, panels);
      k.multiplyLists(...args, kernelGradient, columns * ROW_BYTES);
    }
  }
  if (!below) return;
  packRows(k, layout, layer, layer.gradient);
  for (const { panel, panels } of below.groups) {
    const transposed = layer.transposed + panel * layer.transposedStride;
    const args = multiply(rowLists, capacity, transposed, layer.transposedStride, panels);
    k.multiplyLists(...args, below.slope + panel * stride, stride);
  }
}

function denseProducts(k: Kernels, layout: MemoryLayout, layer: LayerLayout, below: LayerLayout): void {
  const { activationStride: stride, capacity, zeros, kernelGradient } = layout;
  for (let panel = 0; panel < layer.panels; panel++) {
    const kernel = layer.weights.kernel + panel * layer.kernelStride;
    const at = panel * stride;
    const y = (layer.slope || layer.output) + at;
    k.multiplyPanel(below.output, stride, layer.inputPanels, capacity, kernel, zeros, y);
    for (let first = 0; first < layer.inputPanels; first += PIECE_PANELS) {
      const panels = Math.min(PIECE_PANELS, layer.inputPanels - first);
      const x = below.output + first * stride;
      k.outerPanel(x, stride, panels, capacity, layer.gradient + at, kernelGradient);
    }
  }
  for (let panel = 0; panel < below.panels; panel++) {
    const transposed = layer.transposed + panel * layer.transposedStride;
    const out = below.slope + panel * stride;
    k.multiplyPanel(layer.gradient, stride, layer.panels, capacity, transposed, zeros, out);
  }
}

/** Multiplications and additions that products() really does: padding counted, what is left out not. After products(). */
export function flopCount(layout: MemoryLayout, memory: ArrayBufferLike): number {
  const words = new Uint32Array(memory);
  let flops = 0;
  layout.layers.forEach((layer, index) => {
    const below = layout.layers[index - 1];
    const perEntry = 2 * PANEL_WIDTH;
    const dense = layout.capacity * layer.inputPanels * PANEL_WIDTH * layer.panels * perEntry;
    const columns = layer.inputColumns;
    if (!columns) {
      flops += 3 * dense;
      return;
    }
    let entries = 0;
    for (let i = 0; i < layer.inputPanels * PANEL_WIDTH; i++)
      entries += (words[columns.ends / 4 + i]! - columns.lists - i * columns.listBytes) / 8;
    // Forward and gradient; the input's gradient is made of lists of the layer's own gradient.
    flops += 2 * entries * layer.panels * perEntry + (below ? HIDDEN_SHARE * dense : 0);
  });
  return flops;
}
