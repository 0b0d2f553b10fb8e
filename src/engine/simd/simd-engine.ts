/**
 * The engine for machines without a usable GPU: a training step in WebAssembly SIMD, our own kernels, one thread.
 * Start reading here; then passes.ts, the algorithm; memory-layout.ts, who lies where; and assembly/, the arithmetic.
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
 * Augmentation. Where a batch asks for variants of its digits, these take their place (assembly/augment.ts) as soon as they have
 * been copied in.
 *
 * Blank pixels. The first layer's input is four fifths zeros. It is kept as lists of what is not (assembly/pixels.ts), and
 * the first layer does about a third of the arithmetic.
 *
 * Padding. Units are rounded up to whole panels. Padded weights start at 0 and stay there, because activatePanel and
 * softmaxLoss set padded activations and gradients to 0, so padded gradients are 0 as well. Rows past the end of a
 * batch are computed up to a whole tile, and never read by anything that crosses rows.
 */
import type { Batch } from '../../core/batch';
import { ACTIVATIONS } from '../../core/experiment';
import type { LayerWeights, TrainState } from '../../core/network';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import { BASIS } from '../../core/spline-basis';
import { VARIANT_SIZE } from '../../core/variant';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine';
import { writeCoefficients } from './coefficients';
import { instantiateKernels } from './kernels';
import { planMemory, readState, readWeights, writeState } from './memory-layout';
import { type Machine, backward, forward, transposeAll } from './passes';

/** What init() prepares; one object, so that an engine is either ready or not. The arrays are views of its memory. */
interface Prepared extends Machine {
  readonly bytes: Uint8Array;
  readonly floats: Float32Array;
  readonly words: Int16Array;
  /** Sum of losses, number correct. */
  readonly metrics: Float64Array;
  readonly kernelCoefficients: Float32Array;
  readonly biasCoefficients: Float32Array;
}

export class SimdEngine implements Engine {
  readonly name = 'simd';
  #module: WebAssembly.Module;
  #prepared: Prepared | undefined;
  #stepCount = 0;
  #exampleCount = 0;

  /** module: the compiled kernels, from openSimdEngine() in a browser. */
  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  get stepCount(): number {
    return this.#stepCount;
  }

  /** Rejects with a RangeError when there is not enough memory. */
  async init(config: EngineConfig, state: TrainState): Promise<void> {
    const layout = planMemory(config);
    // Fresh memory each time: WebAssembly memory can grow but not shrink. The module's compiled code is shared.
    const { kernels, memory } = await instantiateKernels(this.#module, layout.pages);
    const { buffer } = memory;
    const floats = new Float32Array(buffer);
    writeState(floats, layout, state);
    const words = new Int16Array(buffer);
    words.set(BASIS, layout.basis / Int16Array.BYTES_PER_ELEMENT);
    this.#prepared = {
      config,
      layout,
      kernels,
      activation: ACTIVATIONS.indexOf(config.network.activation),
      bytes: new Uint8Array(buffer),
      floats,
      words,
      metrics: new Float64Array(buffer, layout.metrics, 2),
      kernelCoefficients: new Float32Array(buffer, layout.kernelCoefficients, 8),
      biasCoefficients: new Float32Array(buffer, layout.biasCoefficients, 8),
    };
    transposeAll(this.#prepared);
    this.#stepCount = state.step;
    this.#exampleCount = 0;
  }

  step(batch: Batch, hyper: StepHyper): void {
    const p = this.#ready();
    const { layers, capacity, activationStride, labels, metrics } = p.layout;
    const { count } = batch;
    if (count < 1 || count > capacity) throw new RangeError(`A batch of ${count} digits does not fit.`);
    p.bytes.set(batch.pixels.subarray(0, count * PIXEL_COUNT), p.layout.pixels);
    p.bytes.set(batch.labels.subarray(0, count), labels);
    if (batch.variants) augment(p, batch.variants, count);

    forward(p, count, { rate: hyper.dropout, step: this.#stepCount });
    const { output: z, gradient: dz } = layers.at(-1)!;
    const secondZ = z + activationStride;
    const secondDz = dz + activationStride;
    p.kernels.softmaxLoss(z, secondZ, labels, count, hyper.labelSmoothing, dz, secondDz, metrics);

    this.#stepCount++;
    this.#exampleCount += count;
    const { optimizer } = p.config;
    writeCoefficients(p.kernelCoefficients, optimizer, hyper, hyper.weightDecay, this.#stepCount);
    writeCoefficients(p.biasCoefficients, optimizer, hyper, 0, this.#stepCount);
    backward(p, count);
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
    const { capacity, activationStride, probabilities } = p.layout;
    const { output } = p.layout.layers.at(-1)!;
    const result = new Float32Array(count * CLASS_COUNT);
    for (let from = 0; from < count; from += capacity) {
      const rows = Math.min(capacity, count - from);
      p.bytes.set(pixels.subarray(from * PIXEL_COUNT, (from + rows) * PIXEL_COUNT), p.layout.pixels);
      forward(p, rows, { rate: 0, step: this.#stepCount });
      p.kernels.softmaxRows(output, output + activationStride, rows, probabilities);
      const start = probabilities / 4;
      result.set(p.floats.subarray(start, start + rows * CLASS_COUNT), from * CLASS_COUNT);
    }
    return Promise.resolve(result);
  }

  exportState(): Promise<TrainState> {
    const { floats, layout } = this.#ready();
    return Promise.resolve(readState(floats, layout, this.#stepCount));
  }

  exportWeights(): Promise<LayerWeights[]> {
    const { floats, layout } = this.#ready();
    return Promise.resolve(readWeights(floats, layout));
  }

  dispose(): void {
    this.#prepared = undefined;
  }

  #ready(): Prepared {
    if (!this.#prepared) throw new Error('SimdEngine is used before init() or after dispose()');
    return this.#prepared;
  }
}

/** Puts variants in the place of the first `count` digits. */
function augment({ kernels, layout, words }: Prepared, parameters: Int16Array, count: number): void {
  const { pixels, variants, basis, padded } = layout;
  words.set(parameters.subarray(0, count * VARIANT_SIZE), variants / Int16Array.BYTES_PER_ELEMENT);
  kernels.augmentDigits(pixels, count, variants, basis, padded);
}
