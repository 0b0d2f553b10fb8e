/**
 * The engine for machines without a usable GPU: a training step in WebAssembly SIMD, our own kernels, one thread.
 * Start reading here. This file is the algorithm; assembly/ holds the arithmetic; memory-layout.ts says who lies where.
 *
 * One layer is Y = f(X W + b), with a batch of digits as the rows of X. A step is three matrix products per layer and
 * little else, so all that matters is how those run:
 *
 *   forward          Y  = X W       [rows, inputs] [inputs, units]
 *   weight gradient  dW = Xᵀ dY     [inputs, rows] [rows, units]
 *   input gradient   dX = dY Wᵀ     [rows, units] [units, inputs], not for the first layer
 *
 * Panels. All matrices are cut into panels of eight columns (two vectors). In each product the right-hand operand is read
 * panel by panel, row after row, as two vectors; the left-hand one number by number, each splatted over a vector. The layout
 * suits both roles, for products and for their transposes, so nothing is packed before a product. Only W is also
 * needed as Wᵀ, and the optimiser keeps that copy up to date while the panel it has just changed is still in the cache.
 *
 * A panel of the result is the unit of work. As soon as one is finished, it gets what follows: the activation and dropout
 * (forward), the slope of the activation (input gradient), or the optimiser (weight gradient: the whole gradient of a layer
 * never exists, only a panel of it at a time). A panel of 784 x 8 weights is 25 KB and stays in the first-level cache (32 KB
 * on most machines) while the batch streams past it; a panel of a batch of 128 is 4 KB.
 *
 * Tiles. Within a panel the micro-kernels (assembly/tiles.ts, with the reasons for their size) compute 4 x 8 results at a
 * time in registers.
 *
 * Blank pixels. The first layer's input is four fifths zeros. It is kept as lists of what is not (assembly/pixels.ts), and
 * the first layer does about a third of the arithmetic.
 *
 * Padding. Units are rounded up to whole panels. Padded weights start at 0 and stay there, because activatePanel and
 * softmaxLoss set padded activations and gradients to 0, so padded gradients are 0 as well. Rows past the end of a
 * batch are computed up to a whole tile, and never read by anything that crosses rows.
 */
import { ACTIVATIONS } from '../../core/experiment';
import type { TrainState } from '../../core/network';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import { RANDOM_PURPOSE, randomKey } from '../../core/random';
import type { Batch } from '../../core/batch';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine';
import { writeCoefficients } from './coefficients';
import type { Kernels } from './kernels';
import { instantiateKernels } from './kernels';
import type { LayerLayout, MemoryLayout } from './memory-layout';
import { PANEL_WIDTH, planMemory, readState, writeState } from './memory-layout';

/** What init() prepares; one object, so that an engine is either ready or not. */
interface Prepared {
  readonly config: EngineConfig;
  readonly activation: number;
  readonly layout: MemoryLayout;
  readonly kernels: Kernels;
  readonly bytes: Uint8Array;
  readonly floats: Float32Array;
  /** Sum of losses, number correct. */
  readonly metrics: Float64Array;
  readonly kernelCoefficients: Float32Array;
  readonly biasCoefficients: Float32Array;
}

/** Bytes of a row of a panel. */
const ROW_BYTES = PANEL_WIDTH * 4;

export class SimdEngine implements Engine {
  readonly name = 'simd';
  #module: WebAssembly.Module;
  #prepared: Prepared | undefined;
  #stepCount = 0;
  #exampleCount = 0;

  /** module: the compiled kernels, from loadKernels() in a browser. */
  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  get stepCount(): number {
    return this.#stepCount;
  }

  async init(config: EngineConfig, state: TrainState): Promise<void> {
    const layout = planMemory(config);
    // Fresh memory each time: WebAssembly memory can grow but not shrink. The module's compiled code is shared.
    const { kernels, memory } = await instantiateKernels(this.#module, layout.pages);
    const floats = new Float32Array(memory.buffer);
    writeState(floats, layout, state);
    this.#prepared = {
      config,
      activation: ACTIVATIONS.indexOf(config.network.activation),
      layout,
      kernels,
      bytes: new Uint8Array(memory.buffer),
      floats,
      metrics: new Float64Array(memory.buffer, layout.metrics, 2),
      kernelCoefficients: new Float32Array(memory.buffer, layout.kernelCoefficients, 8),
      biasCoefficients: new Float32Array(memory.buffer, layout.biasCoefficients, 8),
    };
    for (const layer of layout.layers.slice(1)) {
      for (let panel = 0; panel < layer.panels; panel++) this.#transpose(this.#prepared, layer, panel);
    }
    this.#stepCount = state.step;
    this.#exampleCount = 0;
  }

  step(batch: Batch, hyper: StepHyper): void {
    const p = this.#ready();
    const { kernels, layout } = p;
    const { layers, rowTiles, columnGroups } = layout;
    const { count } = batch;
    if (count < 1 || count > layout.capacity)
      throw new RangeError(`A batch of ${count} digits does not fit.`);
    p.bytes.set(batch.pixels.subarray(0, count * PIXEL_COUNT), layout.pixels);
    p.bytes.set(batch.labels.subarray(0, count), layout.labels);
    const groups = columnGroups;
    kernels.packRowTiles(
      layout.pixels,
      count,
      rowTiles.values,
      rowTiles.offsets,
      rowTiles.counts,
      layout.scratch,
    );
    kernels.packColumnGroups(
      layout.pixels,
      count,
      layout.capacity,
      groups.values,
      groups.offsets,
      groups.counts,
    );

    this.#forward(p, count, hyper.dropout);
    const { output, gradient } = layers.at(-1)!;
    kernels.softmaxLoss(
      output,
      output + layout.activationStride,
      layout.labels,
      count,
      hyper.labelSmoothing,
      gradient,
      gradient + layout.activationStride,
      layout.metrics,
    );
    this.#stepCount++;
    this.#exampleCount += count;
    const { optimizer } = p.config;
    writeCoefficients(p.kernelCoefficients, optimizer, hyper, hyper.weightDecay, this.#stepCount);
    writeCoefficients(p.biasCoefficients, optimizer, hyper, 0, this.#stepCount);
    for (let index = layers.length - 1; index >= 0; index--) {
      const layer = layers[index]!;
      const below = layers[index - 1];
      if (below) this.#inputGradient(p, layer, below, count);
      this.#updateLayer(p, layer, below, count);
    }
  }

  readMetrics(): Promise<StepMetrics> {
    const { metrics } = this.#ready();
    const exampleCount = this.#exampleCount;
    const result = {
      loss: metrics[0]! / exampleCount,
      accuracyFraction: metrics[1]! / exampleCount,
      exampleCount,
    };
    metrics.fill(0);
    this.#exampleCount = 0;
    return Promise.resolve(result);
  }

  predict(pixels: Uint8Array, count: number): Promise<Float32Array> {
    const p = this.#ready();
    const { kernels, layout } = p;
    const { rowTiles } = layout;
    const { output } = layout.layers.at(-1)!;
    const result = new Float32Array(count * CLASS_COUNT);
    for (let from = 0; from < count; from += layout.capacity) {
      const rows = Math.min(layout.capacity, count - from);
      p.bytes.set(pixels.subarray(from * PIXEL_COUNT, (from + rows) * PIXEL_COUNT), layout.pixels);
      kernels.packRowTiles(
        layout.pixels,
        rows,
        rowTiles.values,
        rowTiles.offsets,
        rowTiles.counts,
        layout.scratch,
      );
      this.#forward(p, rows, 0);
      kernels.softmaxRows(output, output + layout.activationStride, rows, layout.probabilities);
      const start = layout.probabilities / 4;
      result.set(p.floats.subarray(start, start + rows * CLASS_COUNT), from * CLASS_COUNT);
    }
    return Promise.resolve(result);
  }

  exportState(): Promise<TrainState> {
    const { floats, layout } = this.#ready();
    return Promise.resolve(readState(floats, layout, this.#stepCount));
  }

  dispose(): void {
    this.#prepared = undefined;
  }

  #ready(): Prepared {
    if (!this.#prepared) throw new Error('The engine is not initialised.');
    return this.#prepared;
  }

  /** Y = f(X W + b) for every layer, from the packed pixels to the logits. */
  #forward(p: Prepared, rows: number, dropout: number): void {
    const { kernels, layout } = p;
    const { layers, rowTiles, activationStride } = layout;
    // A unit is dropped when its 24 random bits are less than rate * 2^24.
    const threshold = Math.ceil(dropout * 0x1000000);
    for (let index = 0; index < layers.length; index++) {
      const layer = layers[index]!;
      const hidden = index < layers.length - 1;
      const key =
        threshold > 0 ? randomKey(p.config.seed, RANDOM_PURPOSE.dropout, this.#stepCount, index) : 0;
      for (let panel = 0; panel < layer.panels; panel++) {
        const kernel = layer.weights.kernel + panel * layer.kernelStride;
        const bias = layer.weights.bias + panel * ROW_BYTES;
        const out = layer.output + panel * activationStride;
        if (index === 0) {
          kernels.multiplyPixels(rowTiles.values, rowTiles.offsets, rowTiles.counts, rows, kernel, bias, out);
        } else {
          const input = layers[index - 1]!.output;
          kernels.multiplyPanel(input, activationStride, layer.inputPanels, rows, kernel, bias, out);
        }
        if (hidden) {
          const slope = layer.slope + panel * activationStride;
          const unit = panel * PANEL_WIDTH;
          const scale = 1 / (1 - dropout);
          kernels.activatePanel(p.activation, out, slope, rows, unit, layer.units, threshold, scale, key);
        }
      }
    }
  }

  /** dX = dY Wᵀ, times the slope of the layer below: that layer's dY. */
  #inputGradient(p: Prepared, layer: LayerLayout, below: LayerLayout, rows: number): void {
    const { kernels, layout } = p;
    const stride = layout.activationStride;
    for (let panel = 0; panel < below.panels; panel++) {
      const transposed = layer.transposed + panel * layer.transposedStride;
      const out = below.gradient + panel * stride;
      kernels.multiplyPanel(layer.gradient, stride, layer.panels, rows, transposed, layout.zeros, out);
      kernels.multiplyElements(out, below.slope + panel * stride, rows * ROW_BYTES);
    }
  }

  /** dW = Xᵀ dY and the bias's gradient, panel by panel, each consumed by the optimiser at once. */
  #updateLayer(p: Prepared, layer: LayerLayout, below: LayerLayout | undefined, rows: number): void {
    const { kernels, layout } = p;
    const { values, offsets, counts } = layout.columnGroups;
    const { kernelGradient, biasGradient, activationStride, zeros } = layout;
    for (let panel = 0; panel < layer.panels; panel++) {
      const gradient = layer.gradient + panel * activationStride;
      if (below) {
        kernels.outerPanel(below.output, activationStride, layer.inputPanels, rows, gradient, kernelGradient);
      } else {
        kernels.outerPixels(values, offsets, counts, layout.capacity, gradient, zeros, kernelGradient);
      }
      kernels.sumRows(gradient, rows, biasGradient);
      this.#update(p, layer, 'kernel', panel * layer.kernelStride, layer.kernelStride);
      this.#update(p, layer, 'bias', panel * ROW_BYTES, ROW_BYTES);
      if (below) this.#transpose(p, layer, panel);
    }
  }

  /** One optimiser step on `bytes` of the kernel or bias, from `at`, with the gradient just computed. */
  #update(p: Prepared, layer: LayerLayout, part: 'kernel' | 'bias', at: number, bytes: number): void {
    const { kernels, layout, config } = p;
    const kernel = part === 'kernel';
    const coefficients = kernel ? layout.kernelCoefficients : layout.biasCoefficients;
    const gradient = kernel ? layout.kernelGradient : layout.biasGradient;
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

  #transpose(p: Prepared, layer: LayerLayout, panel: number): void {
    const kernel = layer.weights.kernel + panel * layer.kernelStride;
    const block = layer.transposed + panel * PANEL_WIDTH * ROW_BYTES;
    p.kernels.transposePanel(kernel, layer.inputPanels * PANEL_WIDTH, block, layer.transposedStride);
  }
}
