/**
 * Where the engine in use lives: chosen, replaced, and timed against others. What a benchmark has told is remembered for as
 * long as this worker lives; what runs have shown is remembered across visits, in the book of rates.
 */
import { ENGINE_NAMES, engineInfo, type EngineName, type GraphicsApi } from '../core/engines';
import type { Experiment } from '../core/experiment';
import { type Result, ok } from '../core/fault';
import {
  type BenchmarkReport,
  benchmarkKey,
  type EngineTiming,
  type GraphicsDevice,
  type WebglDevice,
} from '../core/device';
import { type NetworkSpec, OPTIMIZER_SLOTS, type TrainState, zeroWeights } from '../core/network';
import type { Batch } from '../core/batch';
import { benchmark } from '../engine/benchmark';
import { chooseEngine, type ChosenEngine, OWN_ENGINES } from '../engine/choose';
import type { Engine } from '../engine/engine';
import { detectWebgl } from '../engine/gl-device';
import { openEngine } from '../engine/open-engine';
import { PlanMemory } from '../engine/webgl/plan-memory';
import { detectWebgpu } from '../engine/webgpu/adapter';
import { yieldToMessages } from '../engine/yield-to-messages';
import { inTime } from '../library/in-time';
import { deviceName, RateBook, rateSchema } from '../library/rates';
import { createRepository, indexedDbBackend } from '../library/storage';
import type { TrainerEvent } from '../protocol/events';
import { engineConfig, networkOf, stepHyper } from './engine-config';

/** How long anything waits for what earlier visits have measured, counted from the start of this worker. */
const RATES_LIMIT_MS = 1000;
/** How long anything waits for a browser to say whether it has WebGPU. */
const WEBGPU_LIMIT_MS = 1000;

/** Where engines, and what is known of them, come from; left out but in tests. */
export interface EngineSources {
  readonly open?: typeof openEngine;
  readonly detect?: () => WebglDevice;
  readonly detectWebgpu?: () => Promise<GraphicsDevice>;
  /** Where the rates of runs are kept. device: names it. */
  readonly rates?: (device: () => string) => RateBook;
}

interface EngineRoomOptions extends EngineSources {
  readonly emit: (event: TrainerEvent) => void;
  /** The engine in use draws in a context that is gone. */
  readonly onContextLost: () => void;
}

const storedRates = (device: () => string): RateBook =>
  new RateBook(createRepository(rateSchema, indexedDbBackend('rates')), device);

interface ChooseOptions {
  /** Whether another engine will do when a named one declines the network. */
  readonly allowStandIn: boolean;
  /** Instead of the one that the experiment asks for. */
  readonly engine?: EngineName;
}

interface Timings {
  readonly timings: readonly EngineTiming[];
  readonly complete: boolean;
}

/** A second engine beside the one in use, for changing a copy of the network without risking the network. */
export interface Trial {
  readonly engine: Engine;
  /** The experiment that the network in use was trained by. */
  readonly experiment: Experiment;
  /** False as soon as another network is on its way into use: the copy is then a copy of something gone. */
  isCurrent(): boolean;
  /** Puts the copy in the place of the engine in use, at once and for good. False, and nothing done, when not current. */
  adopt(): boolean;
  /** Frees the copy unless it was adopted. */
  end(): void;
}

export class EngineRoom {
  readonly #options: Omit<Required<EngineRoomOptions>, 'rates'>;
  readonly #rates: RateBook;
  readonly #ratesLoaded: Promise<void>;
  readonly #timings = new Map<string, Timings>();
  readonly #plans = new PlanMemory();
  #engine: Engine | undefined;
  #experiment: Experiment | undefined;
  /** Counts what has been done, or begun, to the engine in use. */
  #changes = 0;
  #device: WebglDevice | undefined;
  #webgpu: GraphicsDevice | undefined;
  #webgpuSought: Promise<void> | undefined;
  #endBenchmark: () => Promise<void> = () => Promise.resolve();

  constructor({ rates = storedRates, ...options }: EngineRoomOptions) {
    this.#options = { open: openEngine, detect: detectWebgl, detectWebgpu, ...options };
    this.#rates = rates(() => deviceName(this.#theDevice().renderer));
    this.#ratesLoaded = inTime(this.#rates.load(), RATES_LIMIT_MS);
  }

  /** The one that holds the current network. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** The shape of that network. */
  get network(): NetworkSpec | undefined {
    return this.#experiment && networkOf(this.#experiment);
  }

  /** Readies the engine that the experiment asks for. The one in use is let go only once the new one holds `state`. */
  async choose(
    experiment: Experiment,
    state: TrainState,
    { allowStandIn, engine: named }: ChooseOptions,
  ): Promise<Result<ChosenEngine>> {
    this.#changes++;
    await this.#endBenchmark();
    await this.#whatIsKnown();
    const old = this.#engine;
    const chosen = await chooseEngine({
      choice: named ?? experiment.engine,
      config: engineConfig(experiment),
      state,
      device: () => this.#theDevice(),
      known: this.#reportOf(experiment),
      allowStandIn,
      open: (name) => (old?.name === name ? Promise.resolve(ok(old)) : this.#open(name)),
    });
    if (!chosen.ok) return chosen;
    const { engine, note, isStandIn } = chosen.value;
    if (engine !== old) old?.dispose();
    this.#engine = engine;
    this.#experiment = experiment;
    this.#options.emit({ type: 'engine', name: engine.name, note, isStandIn });
    return chosen;
  }

  /** Remembers how fast a run of the experiment was on an engine, and tells. */
  enterRate(experiment: Experiment, engine: EngineName, stepsPerSecond: number): void {
    this.#rates.enter(experiment, engine, stepsPerSecond);
    this.#tell(experiment);
  }

  /** Frees the engine in use and the network with it. */
  clear(): void {
    this.#changes++;
    this.#engine?.dispose();
    this.#engine = undefined;
    this.#experiment = undefined;
  }

  /** Opens another engine of the kind in use. It is still to be given a network. Undefined while none is in use. */
  async openTrial(): Promise<Result<Trial> | undefined> {
    const experiment = this.#experiment;
    const inUse = this.#engine;
    if (!inUse || !experiment) return undefined;
    const changes = this.#changes;
    const opened = await this.#open(inUse.name);
    if (!opened.ok) return opened;
    const engine = opened.value;
    const isCurrent = (): boolean => changes === this.#changes;
    return ok({
      engine,
      experiment,
      isCurrent,
      adopt: () => {
        if (!isCurrent()) return false;
        this.#changes++;
        this.#engine?.dispose();
        this.#engine = engine;
        return true;
      },
      end: () => {
        if (this.#engine !== engine) engine.dispose();
      },
    });
  }

  /**
   * Times engines on the experiment and tells what came of it: our own, from memory if they have been timed before; with
   * everyEngine, all of them and afresh. choose() ends it early.
   */
  async benchmark(experiment: Experiment, nextBatch: () => Batch, everyEngine: boolean): Promise<void> {
    await this.#endBenchmark();
    await this.#whatIsKnown();
    const known = this.#timings.get(benchmarkKey(experiment));
    if (!known?.complete || everyEngine) {
      const calledOff = new AbortController();
      const running = this.#benchmark(experiment, nextBatch, everyEngine, calledOff.signal);
      this.#endBenchmark = async () => {
        calledOff.abort();
        await running;
      };
      await running;
    }
    this.#tell(experiment);
  }

  async #benchmark(
    experiment: Experiment,
    nextBatch: () => Batch,
    everyEngine: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const config = engineConfig(experiment);
    const zeros = () => zeroWeights(config.network.layerSizes);
    const timings = await benchmark({
      engines: everyEngine ? ENGINE_NAMES : OWN_ENGINES,
      device: this.#theDevice(),
      config,
      hyper: stepHyper(experiment, experiment.learningRate),
      // Random weights would take longer to draw than a benchmark should, and train no slower.
      state: { step: 0, weights: zeros(), slots: OPTIMIZER_SLOTS[experiment.optimizer].map(zeros) },
      nextBatch,
      open: (name) => this.#open(name),
      signal,
      breathe: yieldToMessages,
    });
    const key = benchmarkKey(experiment);
    const complete = !timings.some((timing) => 'cutShort' in timing);
    // Half a benchmark tells more than none, but not more than a whole one.
    if (complete || !this.#timings.get(key)?.complete) this.#timings.set(key, { timings, complete });
  }

  /** All that is known of the engines' speeds on an experiment. */
  #reportOf(experiment: Experiment): BenchmarkReport {
    const { hidden, batchSize } = experiment;
    const key = benchmarkKey(experiment);
    const { timings, complete } = this.#timings.get(key) ?? { timings: [], complete: false };
    const trained = this.#rates.trained(experiment);
    return { device: this.#theDevice(), key, hidden, batchSize, timings, trained, complete };
  }

  #tell(experiment: Experiment): void {
    this.#options.emit({ type: 'speeds', report: this.#reportOf(experiment) });
  }

  /** Waits for what other visits have measured, and for what WebGPU there is. */
  async #whatIsKnown(): Promise<void> {
    this.#webgpuSought ??= this.#options.detectWebgpu().then((found) => {
      this.#webgpu = found;
    });
    await Promise.all([this.#ratesLoaded, inTime(this.#webgpuSought, WEBGPU_LIMIT_MS)]);
  }

  #theDevice(): WebglDevice {
    this.#device ??= this.#options.detect();
    return this.#webgpu ? { ...this.#device, webgpu: this.#webgpu } : this.#device;
  }

  #open(name: EngineName): Promise<Result<Engine>> {
    return this.#options.open(name, this.#onContextLost, this.#plans);
  }

  /** One and the same function for every engine: a context tells it once. */
  readonly #onContextLost = (graphics: GraphicsApi): void => {
    const name = this.#engine?.name;
    if (name && engineInfo(name).graphics === graphics) this.#options.onContextLost();
  };
}
