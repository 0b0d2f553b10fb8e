/**
 * The fused WebGL engine: the mathematics of engine.ts as a short chain of our own programs on tfjs's WebGL context.
 *
 * A "program" is a fragment shader, and one run of it for every texel of some textures is a "draw". To a GPU a draw costs
 * little for its arithmetic and much for being asked, so a step should be few draws; and fetching a texel costs more than
 * the arithmetic on it, so each fetched number should be used many times. The chain, for L hidden layers, x being the
 * pixels, z = [values 1] [W; b] and [x 1] x with a column of ones, so that the bias is one more row of the weights:
 *
 *   1  unpack    bytes -> variants of the digits, blocks of bytes, the column of ones          1 draw
 *   2  forward   a = dropout(f(z))                                                             L draws
 *   3  output    z, softmax, cross-entropy, its gradient dz, totals of loss and right guesses  1 draw
 *   4  backward  dz = (next dz W') * f'(a) * dropout                                           L draws
 *   5  gradient  g = [values 1]' dz                                                            L + 1 draws
 *   6  update    weights and optimiser slots moved, all in one                                 L + 1 draws
 *
 * 4L + 4 in all: 8 for 784-128-10, where tfjs's model.fit takes some 200. It holds for L = 0 too: 784-10 has unpack, output,
 * gradient and update, and program 3 reads the pixels themselves. That is the default plan. A network small
 * enough to leave a large device idle may do better with others (plan.ts): a forward product in parts is one draw more for
 * each layer that has it so, gradient and update fused one fewer, so 784-128-10 has 9 draws with its first layer in parts, 7
 * with its last layer fused, 784-4-10 has 6 with both layers fused, and 784-10 has 3. Whether they pay is measured on the
 * device at hand, once for each shape of network, when it is readied (choose-plan.ts, plan-memory.ts).
 *
 * Nothing is allocated in a step: whatever is read and replaced in the same draw exists twice, and the two take turns.
 *
 * Read on in layout.ts (how matrices lie in textures, and why every product here is one of 4 x 4 blocks), glsl.ts, the
 * *-program.ts files in the order above, forward-draws.ts and update-draws.ts (what a plan
 * changes), chain.ts (who reads from whom), device.ts (what of tfjs is used, what not).
 */
import type { Batch } from '../../core/batch';
import type { Fault } from '../../core/fault';
import { CLASS_COUNT, type LayerWeights, PIXEL_COUNT, type TrainState } from '../../core/network';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine';
import { Chain } from './chain';
import { Device } from './device';
import { ROWS_PER_BLOCK } from './layout';
import { CLASS_BLOCKS } from './output-program';
import type { TrialRun } from './choose-plan';
import { defaultPlan } from './plan';
import { DEFAULT_PLANS, type Plans } from './plan-memory';
import { unsupported } from './support';
import { UPLOAD_BYTES } from './unpack-program';

/** Digits per prediction: enough to keep a GPU busy, few enough not to hold up training steps for long. */
const PREDICT_CHUNK = 512;
/** In measurements, where the numbers do not matter. */
const TRIAL_HYPER: StepHyper = { learningRate: 0, weightDecay: 0, dropout: 0, labelSmoothing: 0 };

export class WebglEngine implements Engine {
  readonly name = 'webgl';
  readonly #plans: Plans;
  #chain: Chain | undefined;
  /** Counts what has been begun by init() and dispose(), so that an init() that had to wait knows whether it still counts. */
  #turn = 0;
  #stepCount = 0;
  /** Examples since the last reading of metrics. */
  #totalCount = 0;
  /** Rows of a batch, each followed by its label; see unpack-program.ts. */
  #staging = new Uint8Array(0);
  #chunk = PREDICT_CHUNK;

  /** tfjs's WebGL backend must be open: see openBackend. Hand the same plans to every engine that may take a run over. */
  constructor(plans: Plans = DEFAULT_PLANS) {
    this.#plans = plans;
  }

  get stepCount(): number {
    return this.#stepCount;
  }

  /** Why this device cannot train `config`, or undefined when it can. */
  supports(config: EngineConfig): Fault | undefined {
    return unsupported(config, new Device().limits());
  }

  /**
   * A network that was here before goes on predicting until the new one is ready to train: compiled, and its plan measured,
   * which takes up to about 0.1 s the first time. Rejects when the device cannot take the network, or when the engine is
   * disposed of or given another network meanwhile.
   */
  async init(config: EngineConfig, state: TrainState): Promise<void> {
    const fault = this.supports(config);
    if (fault) throw new Error(fault.message);
    const turn = ++this.#turn;
    const chunk = Math.max(PREDICT_CHUNK, config.maxBatchSize);
    const device = new Device();
    const known = this.#plans.known(config, device.renderer());
    const startedAt = performance.now();
    try {
      const plain = defaultPlan(config.network.layerSizes);
      const chain = new Chain(device, config, state, known ?? plain, chunk);
      await device.compiled();
      if (!known) {
        const builtInMs = performance.now() - startedAt;
        const run = trialOf(chain, config.maxBatchSize);
        await chain.usePlan(await this.#plans.find(config, { run, builtInMs }));
        chain.load(state);
      }
      if (turn !== this.#turn) {
        throw new Error('WebglEngine was told something else while a network was being readied');
      }
      this.dispose();
      this.#chain = chain;
    } catch (error) {
      device.dispose();
      throw error;
    }
    this.#chunk = chunk;
    this.#staging = new Uint8Array(chunk * UPLOAD_BYTES);
    this.#stepCount = state.step;
  }

  step(batch: Batch, hyper: StepHyper): void {
    const chain = this.#requireChain();
    this.#stage(batch.pixels, 0, batch.count);
    for (let row = 0; row < batch.count; row++) {
      this.#staging[row * UPLOAD_BYTES + PIXEL_COUNT] = batch.labels[row]!;
    }
    chain.upload(this.#staging, batch.count, batch.variants);
    chain.step(batch.count, this.#stepCount, hyper, this.#totalCount > 0);
    this.#stepCount++;
    this.#totalCount += batch.count;
  }

  async readMetrics(): Promise<StepMetrics> {
    const exampleCount = this.#totalCount;
    if (exampleCount === 0) return { loss: Number.NaN, accuracyFraction: Number.NaN, exampleCount };
    // The copy is enqueued before this call returns, and the next step starts new totals.
    this.#totalCount = 0;
    const { lossSum, rightCount } = await this.#requireChain().readTotals();
    return { loss: lossSum / exampleCount, accuracyFraction: rightCount / exampleCount, exampleCount };
  }

  /** Steps may be taken between two chunks of a long prediction; each chunk sees the weights of its moment. */
  async predict(pixels: Uint8Array, count: number): Promise<Float32Array> {
    const result = new Float32Array(count * CLASS_COUNT);
    for (let start = 0; start < count; start += this.#chunk) {
      const rows = Math.min(this.#chunk, count - start);
      const chain = this.#requireChain();
      this.#stage(pixels, start, rows);
      chain.upload(this.#staging, rows);
      const texels = await chain.predict(rows);
      const layerSize = texels.length / ROWS_PER_BLOCK;
      for (let row = 0; row < rows; row++) {
        const block = Math.floor(row / ROWS_PER_BLOCK) * 4 * CLASS_BLOCKS;
        const from = (row % ROWS_PER_BLOCK) * layerSize + block;
        result.set(texels.subarray(from, from + CLASS_COUNT), (start + row) * CLASS_COUNT);
      }
    }
    return result;
  }

  async exportState(): Promise<TrainState> {
    const step = this.#stepCount;
    const [weights, ...slots] = await this.#requireChain().readParameters();
    return { step, weights: weights!, slots };
  }

  async exportWeights(): Promise<LayerWeights[]> {
    const [weights] = await this.#requireChain().readParameters(1);
    return weights!;
  }

  dispose(): void {
    this.#turn++;
    this.#chain?.dispose();
    this.#chain = undefined;
    this.#totalCount = 0;
  }

  #requireChain(): Chain {
    if (!this.#chain) throw new Error('WebglEngine is used before init()');
    return this.#chain;
  }

  #stage(pixels: Uint8Array, start: number, count: number): void {
    for (let row = 0; row < count; row++) {
      const from = (start + row) * PIXEL_COUNT;
      this.#staging.set(pixels.subarray(from, from + PIXEL_COUNT), row * UPLOAD_BYTES);
    }
  }
}

/** Steps of `count` blank digits, which take as long as any. */
function trialOf(chain: Chain, count: number): TrialRun {
  const rows = new Uint8Array(count * UPLOAD_BYTES);
  return async (plan, steps) => {
    await chain.usePlan(plan);
    for (let step = 0; step < steps; step++) {
      chain.upload(rows, count);
      chain.step(count, step, TRIAL_HYPER, false);
    }
    await chain.readTotals();
  };
}
