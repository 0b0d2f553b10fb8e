/**
 * Finds out how fast each engine trains a given experiment on this device, by letting it: its batches, variants, dropout and
 * optimiser, as the run will have them. Compiling and first use stand outside (step-cost.ts has the rest), so an engine may
 * take its time to get ready and lose nothing by it.
 */
import type { Batch } from '../core/batch';
import { type EngineTiming, kindFor, type WebglDevice } from '../core/device';
import { engineInfo, type EngineName } from '../core/engines';
import { errorText, type Result } from '../core/fault';
import { parameterCount, type TrainState } from '../core/network';
import type { Engine, EngineConfig, StepHyper } from './engine';
import { readyEngine } from './open-engine';
import { clockStep, stepCost } from './step-cost';

/** A step may hold this thread for so long: a network that takes longer is timed on fewer digits. */
const LONGEST_STEP_MS = 150;
/** Six floating-point operations per parameter and digit; the first step of a wide network is taken with fewer digits. */
const FIRST_STEP_FLOPS = 2e8;
/** A clock with greater steps than this does not tell a step from none. */
const COARSE_CLOCK_MS = 0.5;
/** Enqueueing goes on for so long before messages are let through. */
const BREATHE_MS = 8;

export interface BenchmarkOptions {
  readonly engines: readonly EngineName[];
  readonly device: WebglDevice;
  readonly config: EngineConfig;
  readonly hyper: StepHyper;
  /** What all start from. */
  readonly state: TrainState;
  /** The digits of the next step, config.maxBatchSize of them; made anew for each, as in a run. */
  readonly nextBatch: () => Batch;
  readonly open: (name: EngineName) => Promise<Result<Engine>>;
  /** Ends the benchmark at once: what has been timed so far counts. */
  readonly signal: AbortSignal;
  /** Lets waiting messages through. */
  readonly breathe: () => Promise<void>;
  readonly now?: () => number;
}

/** Why an engine is not even tried here; undefined when it is. */
function declinedUnseen(name: EngineName, device: WebglDevice): string | undefined {
  const { notTimed, graphics } = engineInfo(name);
  if (notTimed !== undefined || !graphics) return notTimed;
  const kind = kindFor(name, device);
  if (kind === 'software') return 'This browser only imitates a graphics card, on the processor.';
  return kind === 'none' ? `This browser offers no ${API_NAMES[graphics]} here.` : undefined;
}

const CLOCK_STANDS = 'This browser’s clock stands still, so nothing can be timed.';

const API_NAMES = { webgl: 'WebGL', webgpu: 'WebGPU' } as const;

/** Times every engine in turn. None can fail the benchmark: what goes wrong is that engine's reason. */
export async function benchmark(options: BenchmarkOptions): Promise<EngineTiming[]> {
  const { engines, device, signal, breathe, now = () => performance.now() } = options;
  const calledOff = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const clockStepMs = clockStep(now);
  const timings: EngineTiming[] = [];
  for (const engine of engines) {
    const declined = declinedUnseen(engine, device);
    if (declined !== undefined) timings.push({ engine, declined });
    else if (clockStepMs === 0) timings.push({ engine, declined: CLOCK_STANDS });
    else if (signal.aborted) timings.push({ engine, cutShort: true });
    else timings.push(await timeOne(engine, { ...options, now, clockStepMs, calledOff }));
    await breathe();
  }
  return timings;
}

interface TimingOptions extends BenchmarkOptions {
  readonly now: () => number;
  readonly clockStepMs: number;
  /** Resolves when the signal is given. */
  readonly calledOff: Promise<undefined>;
}

async function timeOne(name: EngineName, options: TimingOptions): Promise<EngineTiming> {
  const { open, config, state, calledOff } = options;
  const prepare = async (): Promise<Engine | string> => {
    const opened = await open(name);
    if (!opened.ok) return opened.fault.message;
    const engine = opened.value;
    const fault = await readyEngine(engine, config, state);
    if (!fault) return engine;
    engine.dispose();
    return fault.message;
  };
  const preparing = prepare();
  let engine: Engine | undefined;
  try {
    // Whoever presses Train does not wait for a compiler.
    const prepared = await Promise.race([preparing, calledOff]);
    if (typeof prepared === 'string') return { engine: name, declined: prepared };
    if (!prepared) {
      void preparing.then(
        (late) => typeof late !== 'string' && late.dispose(),
        () => undefined,
      );
      return { engine: name, cutShort: true };
    }
    engine = prepared;
    const stepMs = await timeSteps(engine, options);
    return stepMs === undefined
      ? { engine: name, cutShort: true }
      : { engine: name, stepsPerSecond: 1000 / stepMs };
  } catch (error) {
    return { engine: name, declined: `It broke off: ${errorText(error)}` };
  } finally {
    engine?.dispose();
  }
}

/** Milliseconds per step of whole batches. Undefined when called off before anything was known. */
async function timeSteps(engine: Engine, options: TimingOptions): Promise<number | undefined> {
  const { config, hyper, nextBatch, signal, breathe, now, clockStepMs, calledOff } = options;
  const roundOf =
    (digits: number) =>
    async (steps: number): Promise<number | undefined> => {
      const startedAt = now();
      let breathedAt = startedAt;
      for (let step = 0; step < steps; step++) {
        const batch = nextBatch();
        engine.step(digits < batch.count ? { ...batch, count: digits } : batch, hyper);
        if (now() - breathedAt >= BREATHE_MS) {
          await breathe();
          if (signal.aborted) return undefined;
          breathedAt = now();
        }
      }
      const answered = await Promise.race([engine.readMetrics(), calledOff]);
      return answered && now() - startedAt;
    };
  const digits = await affordableDigits(roundOf, config, clockStepMs);
  if (digits === undefined) return undefined;
  const ms = await stepCost({ round: roundOf(digits), clockStepMs });
  return ms === undefined ? undefined : (ms * config.maxBatchSize) / digits;
}

/**
 * How many of a batch's digits to do the steps with: all of them, unless a step would then hold the thread for too long. A
 * wide network is first tried on a few. Undefined when called off.
 */
async function affordableDigits(
  roundOf: (digits: number) => (steps: number) => Promise<number | undefined>,
  { network, maxBatchSize }: EngineConfig,
  clockStepMs: number,
): Promise<number | undefined> {
  const digitFlops = 6 * parameterCount(network.layerSizes);
  const few = Math.min(maxBatchSize, Math.max(1, Math.floor(FIRST_STEP_FLOPS / digitFlops)));
  // In the first step programs are finished and memory is touched for the first time: it tells nothing.
  if ((await roundOf(few)(1)) === undefined) return undefined;
  if (few === maxBatchSize) return few;
  const cost = (digits: number): Promise<number | undefined> => {
    const round = roundOf(digits);
    // A coarse clock sees nothing of a single step.
    return clockStepMs > COARSE_CLOCK_MS ? stepCost({ round, clockStepMs }) : round(1);
  };
  const oneMs = await cost(1);
  const fewMs = await cost(few);
  if (oneMs === undefined || fewMs === undefined) return undefined;
  // The rest is what the answer costs, whatever it is about.
  const wholeMs = (maxBatchSize * (fewMs - oneMs)) / Math.max(1, few - 1);
  return wholeMs <= LONGEST_STEP_MS ? maxBatchSize : few;
}
