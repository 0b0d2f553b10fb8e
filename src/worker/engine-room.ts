/**
 * Where the engine in use lives: chosen, replaced, and timed against others. What benchmarks have told is remembered by net
 * size for as long as this worker lives; a page opened later measures anew, which takes less than half a second, and a
 * machine on battery or with other work to do is not what it was yesterday.
 */
import { ENGINE_CHOICES, type EngineName, type Experiment } from '../core/experiment';
import { type Result, ok } from '../core/fault';
import { type BenchmarkReport, benchmarkKey, type WebglDevice } from '../core/device';
import { type NetworkSpec, OPTIMIZER_SLOTS, type TrainState, zeroWeights } from '../core/network';
import type { Batch } from '../core/batch';
import { chooseEngine } from '../engine/choose';
import type { Engine } from '../engine/engine';
import { detectWebgl } from '../engine/gl-device';
import { openEngine } from '../engine/open-engine';
import { benchmark } from '../engine/benchmark';
import type { TrainerEvent } from '../protocol/events';
import { engineConfig, networkOf } from './engine-config';
import { yieldToMessages } from '../engine/yield-to-messages';

/** The engines that "auto" picks from; the others only stand in. */
const OWN: readonly EngineName[] = ['simd', 'webgl'];
const ALL = ENGINE_CHOICES.filter((choice) => choice !== 'auto');
/** For our own engines, before the first run: finding the graphics card and compiling come on top, under half a second in all. */
const OWN_BUDGET_MS = 160;
const ALL_BUDGET_MS = 1200;

interface EngineRoomOptions {
  readonly emit: (event: TrainerEvent) => void;
  /** The engine in use draws in a context that is gone. */
  readonly onContextLost: () => void;
  readonly open?: typeof openEngine;
  readonly detect?: () => WebglDevice;
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
  readonly #options: Required<EngineRoomOptions>;
  readonly #reports = new Map<string, BenchmarkReport>();
  #engine: Engine | undefined;
  #experiment: Experiment | undefined;
  /** Counts what has been done, or begun, to the engine in use. */
  #changes = 0;
  #device: WebglDevice | undefined;
  #endBenchmark: () => Promise<void> = () => Promise.resolve();

  constructor(options: EngineRoomOptions) {
    this.#options = { open: openEngine, detect: detectWebgl, ...options };
  }

  /** The one that holds the current network. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** The shape of that network. */
  get network(): NetworkSpec | undefined {
    return this.#experiment && networkOf(this.#experiment);
  }

  /**
   * Readies the engine that the experiment asks for. The one in use is let go only once the new one holds `state`. With
   * allowStandIn, another engine will do when a named one declines the network.
   */
  async choose(
    experiment: Experiment,
    state: TrainState,
    { allowStandIn }: { readonly allowStandIn: boolean },
  ): Promise<Result<Engine>> {
    this.#changes++;
    await this.#endBenchmark();
    const old = this.#engine;
    const chosen = await chooseEngine({
      choice: experiment.engine,
      config: engineConfig(experiment),
      state,
      device: () => this.#theDevice(),
      timings: this.#reports.get(benchmarkKey(experiment))?.timings ?? [],
      allowStandIn,
      open: (name) => (old?.name === name ? Promise.resolve(ok(old)) : this.#open(name)),
    });
    if (!chosen.ok) return chosen;
    const { engine, note } = chosen.value;
    if (engine !== old) old?.dispose();
    this.#engine = engine;
    this.#experiment = experiment;
    this.#options.emit({ type: 'engine', name: engine.name, note });
    return ok(engine);
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
   * Times engines on the experiment's network: our own, from memory if they have been timed before; with everyEngine, all
   * of them and afresh. choose() ends it early.
   */
  async benchmark(experiment: Experiment, batch: Batch, everyEngine: boolean): Promise<BenchmarkReport> {
    await this.#endBenchmark();
    const known = this.#reports.get(benchmarkKey(experiment));
    if (known?.complete && !everyEngine) return known;

    const calledOff = new AbortController();
    const running = this.#benchmark(experiment, batch, everyEngine, calledOff.signal);
    this.#endBenchmark = async () => {
      calledOff.abort();
      await running;
    };
    return running;
  }

  async #benchmark(
    experiment: Experiment,
    batch: Batch,
    everyEngine: boolean,
    signal: AbortSignal,
  ): Promise<BenchmarkReport> {
    const { hidden, batchSize, optimizer } = experiment;
    const config = engineConfig(experiment);
    const device = this.#theDevice();
    const zeros = () => zeroWeights(config.network.layerSizes);
    const timings = await benchmark({
      engines: everyEngine ? ALL : OWN,
      device,
      config,
      // Random weights would take longer to draw than a benchmark may last, and train no slower.
      state: { step: 0, weights: zeros(), slots: OPTIMIZER_SLOTS[optimizer].map(zeros) },
      batch,
      budgetMs: everyEngine ? ALL_BUDGET_MS : OWN_BUDGET_MS,
      open: (name) => this.#open(name),
      signal,
      breathe: yieldToMessages,
    });
    const key = benchmarkKey(experiment);
    const report = { device, key, hidden, batchSize, timings, complete: !signal.aborted };
    // Half a benchmark tells more than none, but not more than a whole one.
    if (report.complete || !this.#reports.get(key)?.complete) this.#reports.set(key, report);
    return report;
  }

  #theDevice(): WebglDevice {
    this.#device ??= this.#options.detect();
    return this.#device;
  }

  #open(name: EngineName): Promise<Result<Engine>> {
    return this.#options.open(name, this.#onContextLost);
  }

  /** One and the same function for every engine: a context tells it once. */
  readonly #onContextLost = (): void => {
    const name = this.#engine?.name;
    if (name === 'webgl' || name === 'tfjs-webgl') this.#options.onContextLost();
  };
}
