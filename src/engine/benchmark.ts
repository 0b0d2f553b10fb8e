/**
 * Finds out how fast each engine trains a given network on this device, by letting it: one step to warm up, in which
 * programs are compiled and memory is touched for the first time, then as many as its share of the time allows. Rounds of
 * steps grow, since only a long round hides what asking the device for an answer costs; each ends with readMetrics, for
 * steps are merely enqueued and a graphics card that has not answered has not done them.
 */
import type { Batch } from '../core/batch';
import type { EngineName } from '../core/experiment';
import { errorText, type Result } from '../core/fault';
import type { EngineTiming, WebglDevice } from '../core/device';
import { parameterCount, type TrainState } from '../core/network';
import type { Engine, EngineConfig, StepHyper } from './engine';
import { readyEngine } from './open-engine';

/** A click on Train waits no longer than a round. */
const ROUND_MS = 40;
const MAX_ROUND_STEPS = 64;
/** Six per parameter and digit. A wider net is timed on fewer digits, so that no engine can hold this thread for seconds. */
const MAX_STEP_FLOPS = 1e9;
const ENDED_EARLY = 'The benchmark ended before its turn.';
const HYPER: StepHyper = { learningRate: 1e-3, weightDecay: 0, dropout: 0, labelSmoothing: 0 };

export interface BenchmarkOptions {
  readonly engines: readonly EngineName[];
  readonly device: WebglDevice;
  readonly config: EngineConfig;
  /** What all start from. */
  readonly state: TrainState;
  /** The digits of every step, config.maxBatchSize of them. */
  readonly batch: Batch;
  /** For all engines together, from warm-up to last step. Fetching an engine's code comes on top. */
  readonly budgetMs: number;
  readonly open: (name: EngineName) => Promise<Result<Engine>>;
  /** Ends the benchmark early: what has been timed so far counts. */
  readonly signal: AbortSignal;
  /** Lets waiting messages through. */
  readonly breathe: () => Promise<void>;
  readonly now?: () => number;
}

/** Why an engine is not even tried here; undefined when it is. */
function declinedUnseen(name: EngineName, { kind }: WebglDevice): string | undefined {
  if (name === 'tfjs-cpu') return 'Plain JavaScript is the last resort, too slow to be timed.';
  if (name !== 'webgl' && name !== 'tfjs-webgl') return undefined;
  if (kind === 'software') return 'This browser only imitates a graphics card, on the processor.';
  return kind === 'none' ? 'This browser offers no WebGL here.' : undefined;
}

/** Times every engine in turn. None can fail the benchmark: what goes wrong is that engine's reason. */
export async function benchmark(options: BenchmarkOptions): Promise<EngineTiming[]> {
  const { engines, device, signal, breathe } = options;
  const timings: EngineTiming[] = [];
  let leftMs = options.budgetMs;
  for (const [i, engine] of engines.entries()) {
    const unseen = signal.aborted ? ENDED_EARLY : declinedUnseen(engine, device);
    if (unseen !== undefined) {
      timings.push({ engine, declined: unseen });
      continue;
    }
    const toCome = engines.slice(i).filter((name) => declinedUnseen(name, device) === undefined).length;
    const { timing, spentMs } = await timeOne(engine, options, leftMs / toCome);
    timings.push(timing);
    leftMs -= spentMs;
    await breathe();
  }
  return timings;
}

async function timeOne(name: EngineName, options: BenchmarkOptions, shareMs: number) {
  const { now = () => performance.now(), open, config, state } = options;
  let startedAt = now();
  let engine: Engine | undefined;
  const outcome = async (): Promise<EngineTiming> => {
    const opened = await open(name);
    if (!opened.ok) return { engine: name, declined: opened.fault.message };
    engine = opened.value;
    startedAt = now();
    const fault = await readyEngine(engine, config, state);
    if (fault) return { engine: name, declined: fault.message };
    const stepsPerSecond = await timeSteps(engine, options, now, startedAt + shareMs);
    return stepsPerSecond === undefined
      ? { engine: name, declined: ENDED_EARLY }
      : { engine: name, stepsPerSecond };
  };
  const timing = await outcome().catch((error: unknown) => ({
    engine: name,
    declined: `It broke off: ${errorText(error)}`,
  }));
  engine?.dispose();
  return { timing, spentMs: now() - startedAt };
}

/** Steps per second of the fastest round: whatever else the machine does can only slow a round down. */
async function timeSteps(
  engine: Engine,
  { batch, config, signal, breathe }: BenchmarkOptions,
  now: () => number,
  deadline: number,
): Promise<number | undefined> {
  const flopsPerRow = 6 * parameterCount(config.network.layerSizes);
  const count = Math.max(1, Math.min(batch.count, Math.floor(MAX_STEP_FLOPS / flopsPerRow)));
  const part: Batch = { ...batch, count };
  const round = async (steps: number): Promise<number> => {
    const startedAt = now();
    for (let step = 0; step < steps; step++) engine.step(part, HYPER);
    await engine.readMetrics();
    // A clock may be too coarse to notice a step at all.
    return Math.max(0.01, now() - startedAt);
  };
  await round(1);
  let best: number | undefined;
  let steps = 1;
  do {
    await breathe();
    if (signal.aborted) break;
    const stepMs = (await round(steps)) / steps;
    best = Math.max(best ?? 0, 1000 / stepMs);
    const affordable = Math.floor(Math.min(ROUND_MS, deadline - now()) / stepMs);
    steps = Math.min(MAX_ROUND_STEPS, affordable);
  } while (steps >= 1);
  return best === undefined ? undefined : (best * count) / batch.count;
}
