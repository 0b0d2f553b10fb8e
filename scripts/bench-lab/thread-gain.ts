/** How much faster the SIMD engine's steps are with threads than without: some of each in turn, over and over. In Node. */
import type { Batch } from '../../src/core/batch';
import { initialState } from '../../src/core/initial-weights';
import type { EngineConfig } from '../../src/engine/engine';
import { SimdEngine } from '../../src/engine/simd/simd-engine';
import { nodeHelpers } from '../threads/node-helper';
import { median } from './statistics';
import { time } from './time';

const WARM_UP_ROUNDS = 5;
/** Steps before each turn that do not count: the other engine's turn has put the helpers to sleep and filled the caches. */
const WAKING_STEPS = 3;
const HYPER = { learningRate: 0.001, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
const ARRIVAL_MS = 10_000;

export interface ThreadGain {
  /** Milliseconds per step, the fastest of all rounds. */
  readonly aloneMs: number;
  readonly togetherMs: number;
  /** How many times as fast: the median of pairs of rounds measured next to each other. */
  readonly gain: number;
  /** The same of the two fastest rounds: what the machine can do when nobody else uses it. */
  readonly gainAtBest: number;
}

/** own, shared: the same build of the kernels for memory of one thread, and of several. */
export async function measureThreadGain(
  { own, shared }: { readonly own: WebAssembly.Module; readonly shared: WebAssembly.Module },
  layerSizes: readonly number[],
  batch: Batch,
  { threads, rounds }: { readonly threads: number; readonly rounds: number },
): Promise<ThreadGain> {
  const network = { layerSizes, activation: 'relu' } as const;
  const config: EngineConfig = { network, optimizer: 'adam', maxBatchSize: batch.count, seed: 1 };
  const { start } = await nodeHelpers();
  // It takes the number for found already.
  const options = { start, candidates: [1, threads], memoryOf: () => ({ threads }) };
  const alone = new SimdEngine(own);
  const together = new SimdEngine(shared, options);
  for (const engine of [alone, together]) await engine.init(config, initialState(network, 'adam', 1));
  for (let waitedMs = 0; together.threads < threads && waitedMs < ARRIVAL_MS; waitedMs += 10)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const turnOf = (engine: SimdEngine): number => {
    for (let step = 0; step < WAKING_STEPS; step++) engine.step(batch, HYPER);
    return time(() => engine.step(batch, HYPER));
  };
  const measured = Array.from({ length: rounds + WARM_UP_ROUNDS }, () => ({
    alone: turnOf(alone),
    together: turnOf(together),
  })).slice(WARM_UP_ROUNDS);
  if (together.working < threads) throw new Error('threads were lost on the way');
  together.dispose();
  const aloneMs = Math.min(...measured.map((round) => round.alone)) / 1e3;
  const togetherMs = Math.min(...measured.map((round) => round.together)) / 1e3;
  const gain = median(measured.map((round) => round.alone / round.together));
  return { aloneMs, togetherMs, gain, gainAtBest: aloneMs / togetherMs };
}
