/**
 * The engine for machines without a usable GPU: a training step in WebAssembly SIMD, our own kernels.
 * Start reading here; then passes.ts, the algorithm; memory-layout.ts, who lies where; and assembly/, the arithmetic.
 *
 * Threads. Where the page may share memory between threads, others help with the shares of each phase (passes.ts; thread-board.ts
 * tells how they come to terms), if that is faster here (thread-choice.ts). Not a bit of any result depends on it. A thread that
 * is lost in the middle of a share could still write where it pleases, so the engine then moves to a copy of the memory, does
 * what was left undone, and goes on by itself.
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
 * Zeros. What a product has on its left is mostly zeros in the first layer (blank pixels), and about half of them behind ReLUs.
 * It is kept as lists of what is not (assembly/lists.ts), so that a step for MNIST does a third of the arithmetic.
 *
 * A few panels of the result are computed together, and as soon as they are finished, get what follows: the activation and dropout
 * (forward), the slope of the activation (input gradient), or the optimiser (weight gradient: the whole gradient of a layer
 * never exists, only 112 rows of some panels at a time). Tiles within them are computed in registers (assembly/tiles.ts, with
 * the reasons for their size).
 *
 * Augmentation. Where a batch asks for variants of its digits, these take their place (assembly/augment.ts) as soon as they have
 * been copied in.
 *
 * Padding. Units are rounded up to whole panels. Padded weights start at 0 and stay there, because activatePanel and
 * softmaxLoss set padded activations and gradients to 0, so padded gradients are 0 as well. Rows past the end of a
 * batch are computed up to a whole tile, and never read by anything that crosses rows.
 */
import type { Batch } from '../../core/batch';
import { ACTIVATIONS } from '../../core/experiment';
import type { LayerWeights, TrainState } from '../../core/network';
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import { VARIANT_SIZE } from '../../core/variant';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine';
import { writeCoefficients } from './coefficients';
import { Crew, finishPhase, type StartHelper } from './crew';
import { instantiateKernels, kernelsOver, sharedMemory } from './kernels';
import { headShares, transposeAll } from './backward-phases';
import { planMemory } from './memory-layout';
import { type Machine, type Pass, type Passes, passesOf, runPhase } from './passes';
import { readState, readWeights, writeConstants, writeState } from './state-copy';
import { ThreadChoice, type ThreadMemory } from './thread-choice';

/** What init() prepares; one object, so that an engine is either ready or not. The arrays are views of its memory. */
interface Prepared extends Machine {
  readonly passes: Passes;
  readonly bytes: Uint8Array;
  readonly floats: Float32Array;
  readonly words: Int16Array;
  /** Sum of losses, number correct. */
  readonly metrics: Float64Array;
  /** The same for each share of the head. */
  readonly shareMetrics: Float64Array;
  readonly kernelCoefficients: Float32Array;
  readonly biasCoefficients: Float32Array;
  /** Those who help; undefined for an engine that works alone. */
  readonly crew: Crew | undefined;
  readonly choice: ThreadChoice | undefined;
}

/** What is the same for all passes that only read. */
const READING = { dropout: 0, labelSmoothing: 0, isAugmented: false, isTraining: false } as const;

/** What an engine needs to have help. The module it is made with must then be a build for shared memory. */
export interface ThreadOptions {
  readonly start: StartHelper;
  /** Numbers of threads to choose from, ascending, from 1. */
  readonly candidates: readonly number[];
  /** What has been found for such a network; it is written to. */
  readonly memoryOf: (config: EngineConfig) => ThreadMemory;
}

export class SimdEngine implements Engine {
  readonly name = 'simd';
  readonly #module: WebAssembly.Module;
  readonly #threadOptions: ThreadOptions | undefined;
  #prepared: Prepared | undefined;
  #stepCount = 0;
  #exampleCount = 0;
  /** How many threads do the pass under way. */
  #threads = 1;

  /** module: the compiled kernels, from openSimdEngine() in a browser. threads: left out for one thread. */
  constructor(module: WebAssembly.Module, threads?: ThreadOptions) {
    this.#module = module;
    this.#threadOptions = threads;
  }

  get stepCount(): number {
    return this.#stepCount;
  }

  /** How many threads it trains with, a trial of another number aside. */
  get threads(): number {
    const { crew, choice } = this.#prepared ?? {};
    return choice && crew?.isReady(choice.threads) ? choice.threads : 1;
  }

  /** How many threads did the latest pass. */
  get working(): number {
    return this.#threads;
  }

  /** Rejects with a RangeError when there is not enough memory. */
  async init(config: EngineConfig, state: TrainState): Promise<void> {
    const prepared = this.#threadOptions
      ? this.#prepareShared(config, this.#threadOptions)
      : await this.#prepareAlone(config);
    const { floats, layout } = prepared;
    writeState(floats, layout, state);
    writeConstants(floats.buffer, layout);
    transposeAll(prepared);
    this.#prepared?.crew?.dismiss();
    this.#prepared = prepared;
    this.#stepCount = state.step;
    this.#exampleCount = 0;
  }

  step(batch: Batch, hyper: StepHyper): void {
    const { layout, choice, passes } = this.#ready();
    const { capacity } = layout;
    const { count } = batch;
    if (count < 1 || count > capacity) throw new RangeError(`A batch of ${count} digits does not fit.`);
    this.#engage(choice?.next() ?? 1);
    const pass = {
      rows: count,
      dropout: hyper.dropout,
      labelSmoothing: hyper.labelSmoothing,
      step: this.#stepCount,
      isAugmented: batch.variants !== undefined,
      isTraining: true,
    };
    copyDigits(this.#ready(), batch);
    this.#run(0, pass, batch);
    for (let phase = 1; phase < passes.forwardCount; phase++) this.#run(phase, pass);
    const p = this.#ready();
    addMetrics(p, count);
    this.#stepCount++;
    this.#exampleCount += count;
    const { optimizer } = p.config;
    writeCoefficients(p.kernelCoefficients, optimizer, hyper, hyper.weightDecay, this.#stepCount);
    writeCoefficients(p.biasCoefficients, optimizer, hyper, 0, this.#stepCount);
    for (let phase = passes.forwardCount; phase < passes.phases.length; phase++) this.#run(phase, pass);
    choice?.stepped(count);
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
    const { layout, passes } = this.#ready();
    const { capacity, activationStride, probabilities } = layout;
    const { output } = layout.layers.at(-1)!;
    const result = new Float32Array(count * CLASS_COUNT);
    this.#engage(this.threads);
    for (let from = 0; from < count; from += capacity) {
      const rows = Math.min(capacity, count - from);
      const chunk = pixels.subarray(from * PIXEL_COUNT, (from + rows) * PIXEL_COUNT);
      this.#ready().bytes.set(chunk, layout.pixels);
      const pass = { ...READING, rows, step: this.#stepCount };
      for (let phase = 0; phase < passes.forwardCount; phase++) this.#run(phase, pass);
      const p = this.#ready();
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
    this.#prepared?.crew?.dismiss();
    this.#prepared = undefined;
  }

  /** So many threads are to do the next pass, if they are all there. */
  #engage(threads: number): void {
    const { crew, choice } = this.#ready();
    if (crew?.takeLateness()) choice?.doubt();
    this.#threads = crew?.isReady(threads) ? threads : 1;
    crew?.setThreads(this.#threads);
  }

  /** Does a phase of a pass. batch: what had been copied in, where the phase changes that in place. */
  #run(phase: number, pass: Pass, batch?: Batch): void {
    const { crew, passes } = this.#ready();
    if (!crew || this.#threads === 1) runPhase(passes.phases[phase]!, pass);
    else if (!crew.run(phase, pass)) this.#finishAlone(crew, phase, pass, batch);
  }

  /** From here on without the others, one of whom was lost with a share of a phase. */
  #finishAlone(crew: Crew, phase: number, pass: Pass, batch: Batch | undefined): void {
    crew.dismiss();
    const lost = this.#ready();
    const memory = sharedMemory(lost.layout.pages);
    const bytes = new Uint8Array(memory.buffer);
    bytes.set(lost.bytes);
    const prepared = prepare(lost, kernelsOver(this.#module, memory), memory.buffer);
    this.#prepared = prepared;
    this.#threads = 1;
    if (batch) {
      copyDigits(prepared, batch);
      runPhase(prepared.passes.phases[phase]!, pass);
    } else {
      finishPhase(prepared, bytes, phase, pass);
    }
  }

  async #prepareAlone(config: EngineConfig): Promise<Prepared> {
    const layout = planMemory(config);
    // Fresh memory each time: WebAssembly memory can grow but not shrink. The module's compiled code is shared.
    const { kernels, memory } = await instantiateKernels(this.#module, layout.pages);
    return prepare({ config, layout }, kernels, memory.buffer);
  }

  #prepareShared(config: EngineConfig, { candidates, memoryOf, start }: ThreadOptions): Prepared {
    const helpers = candidates.at(-1)! - 1;
    const layout = planMemory(config, helpers);
    const memory = sharedMemory(layout.pages);
    const kernels = kernelsOver(this.#module, memory);
    const alone = prepare({ config, layout }, kernels, memory.buffer);
    const order = { module: this.#module, memory, config, helpers };
    const crew = new Crew({ order, layout, passes: alone.passes, start });
    const isReady = (threads: number): boolean => crew.isReady(threads);
    return { ...alone, crew, choice: new ThreadChoice({ candidates, memory: memoryOf(config), isReady }) };
  }

  #ready(): Prepared {
    if (!this.#prepared) throw new Error('SimdEngine is used before init() or after dispose()');
    return this.#prepared;
  }
}

/** An engine's machine over its memory, without help. */
function prepare(
  { config, layout }: Pick<Machine, 'config' | 'layout'>,
  kernels: Machine['kernels'],
  buffer: ArrayBufferLike,
): Prepared {
  const activation = ACTIVATIONS.indexOf(config.network.activation);
  const machine = { config, layout, kernels, activation };
  return {
    ...machine,
    passes: passesOf(machine),
    bytes: new Uint8Array(buffer),
    floats: new Float32Array(buffer),
    words: new Int16Array(buffer),
    metrics: new Float64Array(buffer, layout.metrics, 2),
    shareMetrics: new Float64Array(buffer, layout.shareMetrics, 2 * headShares(layout.capacity)),
    kernelCoefficients: new Float32Array(buffer, layout.kernelCoefficients, 8),
    biasCoefficients: new Float32Array(buffer, layout.biasCoefficients, 8),
    crew: undefined,
    choice: undefined,
  };
}

/** Adds up what the shares of the head have found, always in the same order. */
function addMetrics({ metrics, shareMetrics }: Prepared, rows: number): void {
  for (let share = 0; share < headShares(rows); share++) {
    metrics[0]! += shareMetrics[2 * share]!;
    metrics[1]! += shareMetrics[2 * share + 1]!;
  }
}

/** Copies in a batch: digits, labels, and the variants that are to take the digits' place. */
function copyDigits({ bytes, words, layout }: Prepared, { pixels, labels, variants, count }: Batch): void {
  bytes.set(pixels.subarray(0, count * PIXEL_COUNT), layout.pixels);
  bytes.set(labels.subarray(0, count), layout.labels);
  if (!variants) return;
  const parameters = variants.subarray(0, count * VARIANT_SIZE);
  words.set(parameters, layout.variants / Int16Array.BYTES_PER_ELEMENT);
}
