/**
 * The mathematics of engine.ts once more, as naive loops over float64: slow, short, and sharing nothing with any engine but
 * the random numbers. For tests only.
 */
import type { Batch } from '../../core/batch';
import type { Activation, Optimizer } from '../../core/experiment';
import type { LayerWeights, TrainState } from '../../core/network';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../../core/random';
import type { EngineConfig, StepHyper } from '../engine';

interface PlainLayer {
  readonly inputs: number;
  readonly units: number;
  kernel: Float64Array;
  bias: Float64Array;
}
export type PlainGradient = Pick<PlainLayer, 'kernel' | 'bias'>;

const ACTIVATE: Record<Activation, (z: number) => number> = {
  relu: (z) => Math.max(0, z),
  leakyRelu: (z) => (z > 0 ? z : 0.2 * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
};
const DERIVATIVE: Record<Activation, (z: number) => number> = {
  relu: (z) => (z > 0 ? 1 : 0),
  leakyRelu: (z) => (z > 0 ? 1 : 0.2),
  elu: (z) => (z > 0 ? 1 : Math.exp(z)),
  tanh: (z) => 1 / Math.cosh(z) ** 2,
  sigmoid: (z) => 1 / (2 + Math.exp(z) + Math.exp(-z)),
};

const plainLayer = ({ kernel, bias }: LayerWeights): PlainLayer => ({
  inputs: kernel.length / bias.length,
  units: bias.length,
  kernel: Float64Array.from(kernel),
  bias: Float64Array.from(bias),
});

export class PlainNetwork {
  readonly layers: PlainLayer[];
  readonly slots: PlainLayer[][];
  #config: EngineConfig;
  #stepCount: number;

  constructor(config: EngineConfig, state: TrainState) {
    this.#config = config;
    this.#stepCount = state.step;
    this.layers = state.weights.map(plainLayer);
    this.slots = state.slots.map((slot) => slot.map(plainLayer));
  }

  /** One optimiser step. Returns the batch's mean loss before it. */
  step(batch: Batch, hyper: StepHyper): number {
    const { loss, gradients } = this.gradients(batch, hyper);
    this.#stepCount++;
    this.layers.forEach((layer, l) => {
      for (const part of ['kernel', 'bias'] as const) {
        const slots = this.slots.map((slot) => slot[l]![part]);
        const decay = part === 'kernel' ? hyper.weightDecay : 0;
        this.#update(layer[part], gradients[l]![part], slots, hyper.learningRate, decay);
      }
    });
    return loss;
  }

  gradients(batch: Batch, hyper: StepHyper): { loss: number; gradients: PlainGradient[] } {
    const gradients = this.layers.map(({ kernel, bias }) => ({
      kernel: new Float64Array(kernel.length),
      bias: new Float64Array(bias.length),
    }));
    let loss = 0;
    for (let row = 0; row < batch.count; row++) {
      loss += this.#backpropagate(batch, row, hyper, gradients) / batch.count;
    }
    return { loss, gradients };
  }

  /** Class probabilities of one digit. */
  probabilities(pixels: Uint8Array): number[] {
    const { logits } = this.#forward(pixels, 0, 0);
    const sum = logits.reduce((total, z) => total + Math.exp(z), 0);
    return [...logits].map((z) => Math.exp(z) / sum);
  }

  /** What each layer puts out for one digit: of the hidden ones after the activation, of the last the logits. */
  outputs(pixels: Uint8Array): Float64Array[] {
    const { inputs, logits } = this.#forward(pixels, 0, 0);
    return [...inputs.slice(1), logits];
  }

  #forward(pixels: Uint8Array, row: number, dropout: number) {
    const { activation } = this.#config.network;
    const inputs: Float64Array[] = [Float64Array.from(pixels, (byte) => byte / 255)];
    const slopes: Float64Array[] = [];
    let logits = new Float64Array(0);
    this.layers.forEach(({ kernel, bias, units }, l) => {
      const z = bias.slice();
      inputs[l]!.forEach((x, i) => {
        if (x !== 0) for (let u = 0; u < units; u++) z[u]! += x * kernel[i * units + u]!;
      });
      if (l === this.layers.length - 1) {
        logits = z;
        return;
      }
      const key = randomKey(this.#config.seed, RANDOM_PURPOSE.dropout, this.#stepCount, l);
      const factor = z.map((_, u) =>
        dropout > 0 && randomUniform(key, row * units + u) < dropout ? 0 : 1 / (1 - dropout),
      );
      inputs.push(z.map((value, u) => ACTIVATE[activation](value) * factor[u]!));
      slopes.push(z.map((value, u) => DERIVATIVE[activation](value) * factor[u]!));
    });
    return { inputs, slopes, logits };
  }

  /** Adds one digit's gradients, and returns its loss. */
  #backpropagate(batch: Batch, row: number, hyper: StepHyper, gradients: readonly PlainGradient[]): number {
    const pixels = batch.pixels.subarray(row * 784, (row + 1) * 784);
    const { inputs, slopes, logits } = this.#forward(pixels, row, hyper.dropout);
    const logSum = Math.log(logits.reduce((total, z) => total + Math.exp(z), 0));
    const target = (u: number): number =>
      (batch.labels[row] === u ? 1 - hyper.labelSmoothing : 0) + hyper.labelSmoothing / 10;
    const loss = logits.reduce((sum, z, u) => sum - target(u) * (z - logSum), 0);

    let dz = logits.map((z, u) => (Math.exp(z - logSum) - target(u)) / batch.count);
    for (let l = this.layers.length - 1; l >= 0; l--) {
      const { kernel, units } = this.layers[l]!;
      const x = inputs[l]!;
      const gradient = gradients[l]!;
      x.forEach((xi, i) => {
        if (xi !== 0) dz.forEach((d, u) => (gradient.kernel[i * units + u]! += xi * d));
      });
      dz.forEach((d, u) => (gradient.bias[u]! += d));
      if (l === 0) break;
      const current = dz;
      dz = slopes[l - 1]!.map(
        (slope, i) => slope * current.reduce((sum, d, u) => sum + d * kernel[i * units + u]!, 0),
      );
    }
    return loss;
  }

  #update(w: Float64Array, g: Float64Array, slots: Float64Array[], rate: number, decay: number): void {
    const t = this.#stepCount;
    const optimizer: Optimizer = this.#config.optimizer;
    const [first, second] = slots as [Float64Array, Float64Array];
    const firstScale = 1 / (1 - 0.9 ** t);
    const secondScale = 1 / (1 - 0.999 ** t);
    for (let i = 0; i < w.length; i++) {
      const gi = g[i]! + (optimizer === 'adamw' ? 0 : decay * w[i]!);
      if (optimizer === 'sgd') w[i]! -= rate * gi;
      if (optimizer === 'momentum') {
        first[i] = 0.9 * first[i]! + gi;
        w[i]! -= rate * first[i]!;
      }
      if (optimizer === 'rmsprop') {
        first[i] = 0.9 * first[i]! + 0.1 * gi * gi;
        w[i]! -= (rate * gi) / Math.sqrt(first[i]! + 1e-7);
      }
      if (optimizer === 'adam' || optimizer === 'adamw') {
        first[i] = 0.9 * first[i]! + 0.1 * gi;
        second[i] = 0.999 * second[i]! + 0.001 * gi * gi;
        if (optimizer === 'adamw') w[i]! -= rate * decay * w[i]!;
        w[i]! -= (rate * first[i]! * firstScale) / (Math.sqrt(second[i]! * secondScale) + 1e-7);
      }
    }
  }
}
