/** The matrix products of a training step of the SIMD engine, and how many operations they are. */
import type { Kernels } from '../../src/engine/simd/kernels';
import type { MemoryLayout } from '../../src/engine/simd/memory-layout';

/**
 * The products of a step and nothing else, panel by panel as the engine does them. The first layer's operands have to be
 * packed before they can be multiplied, so that is part of its product (but not of the GFLOP/s).
 */
export function products(k: Kernels, layout: MemoryLayout): void {
  const { layers, rowTiles: tiles, columnGroups: groups, activationStride: stride, capacity, zeros } = layout;
  pack(k, layout);
  layers.forEach((layer, l) => {
    const below = layers[l - 1];
    for (let panel = 0; panel < layer.panels; panel++) {
      const kernel = layer.weights.kernel + panel * layer.kernelStride;
      const output = layer.output + panel * stride;
      const gradient = layer.gradient + panel * stride;
      if (below) {
        k.multiplyPanel(below.output, stride, layer.inputPanels, capacity, kernel, zeros, output);
        k.outerPanel(below.output, stride, layer.inputPanels, capacity, gradient, layout.kernelGradient);
      } else {
        k.multiplyPixels(tiles.values, tiles.offsets, tiles.counts, capacity, kernel, zeros, output);
        const out = layout.kernelGradient;
        k.outerPixels(groups.values, groups.offsets, groups.counts, capacity, gradient, zeros, out);
      }
    }
    if (!below) return;
    for (let panel = 0; panel < below.panels; panel++) {
      const transposed = layer.transposed + panel * layer.transposedStride;
      const out = below.gradient + panel * stride;
      k.multiplyPanel(layer.gradient, stride, layer.panels, capacity, transposed, zeros, out);
    }
  });
}

export function pack(
  k: Kernels,
  { pixels, rowTiles: tiles, columnGroups: groups, ...layout }: MemoryLayout,
): void {
  k.packRowTiles(pixels, layout.capacity, tiles.values, tiles.offsets, tiles.counts, layout.scratch);
  k.packColumnGroups(pixels, layout.capacity, layout.capacity, groups.values, groups.offsets, groups.counts);
}

/** Multiplications and additions that products() really does: padding counted, blank pixels not. */
export function flopCount(layout: MemoryLayout, memory: ArrayBuffer): number {
  const counts = new Int32Array(memory);
  const sum = (from: number, length: number): number =>
    counts.subarray(from / 4, from / 4 + length).reduce((a, b) => a + b);
  const { layers, rowTiles, columnGroups } = layout;
  const sparseEntries = sum(rowTiles.counts, layout.capacity / 4) + sum(columnGroups.counts, 196);
  const dense = layers.slice(1).map((layer) => 3 * layout.capacity * layer.inputPanels * layer.panels * 64);
  return 2 * (sparseEntries * 32 * layers[0]!.panels + dense.reduce((a, b) => a + b, 0));
}
