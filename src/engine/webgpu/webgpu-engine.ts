/**
 * The WebGPU engine: the mathematics of engine.ts as a short chain of compute kernels, in which tiles of every matrix product go
 * through the shared memory of a workgroup. For L hidden layers, z = x W + b:
 *
 *   1  gather    bytes of the batch's digits, out of those on the device by index, as their variants       1 kernel
 *   2  forward   a = dropout(f(z))                                                                         L kernels
 *   3  output    z, softmax, cross-entropy, its gradient dz, totals; dz of the last hidden layer           1 kernel
 *   4  backward  dz = (next dz W') * f'(a) * dropout; beside it, the update of the layer above the next    L - 1 kernels
 *   5  update    the first two layers' gradients, and what the optimiser makes of them                     1 kernel
 *
 * 2 L + 2 in all, or 3 where there is no hidden layer. Several steps are handed over at a time.
 *
 * Read on in layout.ts and values.ts (where numbers lie), record.ts (what the device is told of a step), wgsl.ts, product.ts
 * and tile.ts (matrix products), the *-kernel.ts files in the order above, plan.ts (what may be done otherwise, and is measured),
 * learner.ts and reader.ts (who runs the kernels), gpu.ts (the device).
 */
import type { Batch } from '../../core/batch';
import type { Fault } from '../../core/fault';
import { PIXEL_COUNT, type LayerWeights, type TrainState } from '../../core/network';
import { VARIANT_SIZE } from '../../core/variant';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine';
import { Answers } from './answers';
import type { Gpu } from './gpu';
import { parameterLayout } from './layout';
import { Learner, MOST_STEPS } from './learner';
import { NetworkMemory } from './network-memory';
import { type PlanDevice, PlanMemory, type Plans } from './plan-memory';
import { Reader } from './reader';
import { StepTempo } from './step-tempo';
import { unsupported } from './support';

/** In measurements, where the numbers do not matter. */
const TRIAL_HYPER: StepHyper = { learningRate: 0, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
/** All engines of a worker go by the same plans. */
const PLANS = new PlanMemory();

/** A network on the device. */
interface Held {
  readonly memory: NetworkMemory;
  readonly learner: Learner;
  readonly reader: Reader;
}

const free = ({ memory, learner, reader }: Held): void => {
  learner.dispose();
  reader.dispose();
  memory.dispose();
};

export class WebgpuEngine implements Engine {
  readonly name = 'webgpu';
  /** An answer costs more than reading the digits does. */
  readonly digitsPerReading = 5000;
  readonly #gpu: Gpu;
  readonly #plans: Plans;
  readonly #answers: Answers;
  #held: Held | undefined;
  #tempo = new StepTempo();
  /** Counts what has been begun by init() and dispose(), so that an init() that had to wait knows whether it still counts. */
  #turn = 0;
  #stepCount = 0;
  /** Examples and steps since the last reading of metrics. */
  #totalCount = 0;
  #totalSteps = 0;

  constructor(gpu: Gpu, plans: Plans = PLANS) {
    this.#gpu = gpu;
    this.#plans = plans;
    this.#answers = new Answers(gpu);
  }

  get stepCount(): number {
    return this.#stepCount;
  }

  supports(config: EngineConfig): Fault | undefined {
    return unsupported(config, this.#gpu.device.limits);
  }

  /**
   * A network that was here before goes on predicting until the new one is ready to train: compiled, and its plan measured,
   * which takes up to about half a second the first time. Rejects when the device cannot take the network, or when the engine is
   * disposed of or given another network meanwhile.
   */
  async init(config: EngineConfig, state: TrainState): Promise<void> {
    const fault = this.supports(config);
    if (fault) throw new Error(fault.message);
    const turn = ++this.#turn;
    const gpu = this.#gpu;
    const held = await gpu.allocate((): Held => {
      const layout = parameterLayout(config.network.layerSizes);
      const memory = new NetworkMemory(gpu.device, layout, config.optimizer);
      const learner = new Learner(gpu, config, memory);
      return { memory, learner, reader: new Reader(gpu, this.#answers, memory, config.network.activation) };
    });
    try {
      held.memory.load(state);
      await Promise.all([this.#findPlan(config, held), held.reader.compiled()]);
      if (gpu.trouble !== '') throw new Error(gpu.trouble);
      held.memory.load(state);
      if (turn !== this.#turn) {
        throw new Error('WebgpuEngine was told something else while a network was being readied');
      }
    } catch (error) {
      free(held);
      throw error;
    }
    this.#letGo();
    this.#held = held;
    this.#stepCount = state.step;
  }

  async #findPlan(config: EngineConfig, { learner }: Held): Promise<void> {
    const device: PlanDevice = { limits: this.#gpu.device.limits, isImitated: this.#gpu.isImitated };
    const known = this.#plans.known(config, device);
    const blank = blankBatch(config.maxBatchSize);
    const plan =
      known ??
      (await this.#plans.find(config, device, async (name, steps) => {
        await learner.usePlan(name);
        for (let stepIndex = 0; stepIndex < steps; stepIndex++) {
          const mostAtOnce = MOST_STEPS;
          learner.step(blank, TRIAL_HYPER, { stepIndex, keepTotals: false, mostAtOnce, areKept: true });
        }
        learner.flush();
        await this.#answers.read([learner.totals]);
      }));
    await learner.usePlan(plan);
    learner.keepOnlyThisPlan();
  }

  step(batch: Batch, hyper: StepHyper): void {
    this.#require().learner.step(batch, hyper, {
      stepIndex: this.#stepCount,
      keepTotals: this.#totalCount > 0,
      mostAtOnce: this.#tempo.atOnce,
    });
    this.#stepCount++;
    this.#totalSteps++;
    this.#totalCount += batch.count;
  }

  async readMetrics(): Promise<StepMetrics> {
    const exampleCount = this.#totalCount;
    if (exampleCount === 0) {
      this.#tempo.rested();
      return { loss: Number.NaN, accuracyFraction: Number.NaN, exampleCount };
    }
    const steps = this.#totalSteps;
    // The copy is enqueued before this call returns, and the next step starts new totals.
    this.#totalCount = this.#totalSteps = 0;
    const sums = await this.#answers.read([this.#flushed().learner.totals]);
    this.#tempo.answered(steps);
    let loss = 0;
    let right = 0;
    for (let i = 0; i < sums.length; i += 2) {
      loss += sums[i]!;
      right += sums[i + 1]!;
    }
    return { loss: loss / exampleCount, accuracyFraction: right / exampleCount, exampleCount };
  }

  /** Of the network as it is at the time of the call, in one piece. Steps may follow at once. */
  predict(pixels: Uint8Array, count: number): Promise<Float32Array> {
    return this.#flushed().reader.predict(pixels, count);
  }

  async exportState(): Promise<TrainState> {
    const step = this.#stepCount;
    const [weights, ...slots] = await this.#flushed().memory.read(this.#answers);
    return { step, weights: weights!, slots };
  }

  async exportWeights(): Promise<LayerWeights[]> {
    this.#tempo.asked();
    const [weights] = await this.#flushed().memory.read(this.#answers, 1);
    return weights!;
  }

  dispose(): void {
    this.#turn++;
    this.#letGo();
    this.#answers.dispose();
  }

  #letGo(): void {
    if (this.#held) free(this.#held);
    this.#held = undefined;
    this.#totalCount = this.#totalSteps = 0;
    this.#tempo = new StepTempo();
  }

  #require(): Held {
    if (!this.#held) throw new Error('WebgpuEngine is used before init()');
    return this.#held;
  }

  /** With every step so far on its way to the device. */
  #flushed(): Held {
    const held = this.#require();
    held.learner.flush();
    return held;
  }
}

/** Digits that are taken to be on the device, changed in every way: what a step of a run may cost. */
const blankBatch = (count: number): Batch => ({
  pixels: new Uint8Array(PIXEL_COUNT),
  labels: new Uint8Array(count),
  indices: new Uint32Array(count),
  count,
  epoch: 0,
  variants: new Int16Array(count * VARIANT_SIZE),
});
