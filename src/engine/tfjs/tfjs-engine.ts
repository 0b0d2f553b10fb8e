/**
 * The reference engine: the mathematics of engine.ts in plain tfjs operations on whichever tfjs backend is open, with
 * gradients by tfjs's own automatic differentiation. Made to be obviously right; other engines are tested against it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LayerWeights, TrainState } from '../../core/network';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import type { Batch } from '../../core/batch';
import { applyVariant } from '../../core/variant';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine';
import type { TfjsEngineName } from './backend';
import { type LayerVariables, logits } from './dense';
import { applyUpdate } from './optimizers';

const PREDICT_CHUNK = 1000;

function variables(layer: LayerWeights): LayerVariables {
  const units = layer.bias.length;
  return {
    // Copied: tfjs's CPU backend would otherwise keep the caller's arrays.
    kernel: tf.variable(tf.tensor2d(layer.kernel.slice(), [layer.kernel.length / units, units])),
    bias: tf.variable(tf.tensor1d(layer.bias.slice())),
  };
}

export class TfjsEngine implements Engine {
  readonly name: TfjsEngineName;
  #config: EngineConfig | undefined;
  #stepCount = 0;
  #layers: LayerVariables[] = [];
  /** slots[s][layer], as in TrainState. */
  #slots: LayerVariables[][] = [];
  /** float32 [2] on the device: sum of losses and number of right guesses since the last reading. */
  #totals: tf.Tensor1D | undefined;
  #totalCount = 0;
  // Reused by every step. Safe although tfjs may keep a reference: each step's operations run before step() returns.
  #variants = new Uint8Array(0);
  #pixels = new Float32Array(0);
  #targets = new Float32Array(0);
  #labels = new Int32Array(0);

  /** The named backend must be open: see openBackend. */
  constructor(name: TfjsEngineName) {
    this.name = name;
  }

  get stepCount(): number {
    return this.#stepCount;
  }

  init(config: EngineConfig, state: TrainState): Promise<void> {
    this.#activate();
    this.dispose();
    this.#config = config;
    this.#stepCount = state.step;
    tf.tidy(() => {
      this.#layers = state.weights.map(variables);
      this.#slots = state.slots.map((slot) => slot.map(variables));
    });
    this.#variants = new Uint8Array(config.maxBatchSize * PIXEL_COUNT);
    this.#pixels = new Float32Array(config.maxBatchSize * PIXEL_COUNT);
    this.#targets = new Float32Array(config.maxBatchSize * CLASS_COUNT);
    this.#labels = new Int32Array(config.maxBatchSize);
    this.#totals = tf.zeros([2]);
    return Promise.resolve();
  }

  step(batch: Batch, hyper: StepHyper): void {
    const config = this.#requireConfig();
    this.#activate();
    tf.tidy(() => {
      const { x, targets, labels } = this.#upload(batch, hyper.labelSmoothing);
      const dropout = { rate: hyper.dropout, seed: config.seed, step: this.#stepCount };
      let rightCount: tf.Tensor | undefined;
      const { value: loss, grads } = tf.variableGrads(() => {
        const scores = logits(x, this.#layers, config.network.activation, dropout);
        // Kept: variableGrads disposes whatever its function does not return.
        rightCount = tf.keep(tf.sum(tf.cast(tf.equal(tf.argMax(scores, 1), labels), 'float32')));
        return tf.neg(tf.div(tf.sum(tf.mul(targets, tf.logSoftmax(scores))), batch.count));
      });
      this.#stepCount++;
      this.#update(grads, hyper);

      const stepTotals = tf.stack([tf.mul(loss, batch.count), rightCount!]);
      rightCount!.dispose();
      const totals = tf.keep(tf.add(this.#totals!, stepTotals));
      this.#totals!.dispose();
      this.#totals = totals as tf.Tensor1D;
    });
    this.#totalCount += batch.count;
  }

  async readMetrics(): Promise<StepMetrics> {
    const exampleCount = this.#totalCount;
    const totals = this.#totals!;
    this.#activate();
    this.#totals = tf.zeros([2]);
    this.#totalCount = 0;
    const [lossSum, rightCount] = await totals.data();
    totals.dispose();
    return { loss: lossSum! / exampleCount, accuracyFraction: rightCount! / exampleCount, exampleCount };
  }

  async predict(pixels: Uint8Array, count: number): Promise<Float32Array> {
    const { activation } = this.#requireConfig().network;
    const probabilities = new Float32Array(count * CLASS_COUNT);
    for (let start = 0; start < count; start += PREDICT_CHUNK) {
      const rows = Math.min(PREDICT_CHUNK, count - start);
      const scaled = new Float32Array(rows * PIXEL_COUNT);
      for (let i = 0; i < scaled.length; i++) scaled[i] = pixels[start * PIXEL_COUNT + i]! / 255;
      this.#activate();
      const chunk = tf.tidy(() =>
        tf.softmax(logits(tf.tensor2d(scaled, [rows, PIXEL_COUNT]), this.#layers, activation)),
      );
      probabilities.set(await chunk.data(), start * CLASS_COUNT);
      chunk.dispose();
    }
    return probabilities;
  }

  async exportState(): Promise<TrainState> {
    const step = this.#stepCount;
    this.#activate();
    const weights = copies(this.#layers);
    const slots = this.#slots.map(copies);
    return { step, weights: await weights, slots: await Promise.all(slots) };
  }

  exportWeights(): Promise<LayerWeights[]> {
    this.#activate();
    return copies(this.#layers);
  }

  dispose(): void {
    for (const { kernel, bias } of [this.#layers, ...this.#slots].flat()) tf.dispose([kernel, bias]);
    this.#layers = [];
    this.#slots = [];
    this.#totals?.dispose();
    this.#totals = undefined;
    this.#totalCount = 0;
  }

  /** tfjs has one current backend for all; another engine may have opened its own since. Immediate: ours is open. */
  #activate(): void {
    const backend = this.name.replace('tfjs-', '');
    if (tf.getBackend() !== backend) void tf.setBackend(backend);
  }

  #requireConfig(): EngineConfig {
    if (!this.#config) throw new Error('TfjsEngine is used before init()');
    return this.#config;
  }

  #upload(batch: Batch, labelSmoothing: number) {
    const { count } = batch;
    const shared = labelSmoothing / CLASS_COUNT;
    const bytes = this.#augmented(batch);
    for (let i = 0; i < count * PIXEL_COUNT; i++) this.#pixels[i] = bytes[i]! / 255;
    this.#targets.fill(shared, 0, count * CLASS_COUNT);
    for (let i = 0; i < count; i++) {
      this.#labels[i] = batch.labels[i]!;
      this.#targets[i * CLASS_COUNT + batch.labels[i]!] = 1 - labelSmoothing + shared;
    }
    return {
      x: tf.tensor2d(this.#pixels.subarray(0, count * PIXEL_COUNT), [count, PIXEL_COUNT]),
      targets: tf.tensor2d(this.#targets.subarray(0, count * CLASS_COUNT), [count, CLASS_COUNT]),
      labels: tf.tensor1d(this.#labels.subarray(0, count), 'int32'),
    };
  }

  /** The pixels to train on: those of the digits, or of the variants that the batch asks for. */
  #augmented({ pixels, variants, count }: Batch): Uint8Array {
    if (!variants) return pixels;
    for (let at = 0, row = 0; row < count; row++, at += PIXEL_COUNT) {
      applyVariant(variants, row, pixels, at, this.#variants, at);
    }
    return this.#variants;
  }

  #update(grads: tf.NamedTensorMap, { learningRate, weightDecay }: StepHyper): void {
    const { optimizer } = this.#requireConfig();
    this.#layers.forEach((layer, l) => {
      for (const part of ['kernel', 'bias'] as const) {
        applyUpdate(
          optimizer,
          layer[part],
          grads[layer[part].name]!,
          this.#slots.map((slot) => slot[l]![part]),
          { learningRate, weightDecay: part === 'kernel' ? weightDecay : 0, stepNumber: this.#stepCount },
        );
      }
    });
  }
}

/** Copies of variables as they are now: clones pin their values, which steps taken during the reading replace. */
function copies(layers: readonly LayerVariables[]): Promise<LayerWeights[]> {
  const pinned = layers.map(({ kernel, bias }) => [tf.clone(kernel), tf.clone(bias)] as const);
  return Promise.all(
    pinned.map(async ([kernel, bias]) => {
      const [kernelData, biasData] = await Promise.all([kernel.data(), bias.data()]);
      tf.dispose([kernel, bias]);
      return { kernel: Float32Array.from(kernelData), bias: Float32Array.from(biasData) };
    }),
  );
}
