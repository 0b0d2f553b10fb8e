/**
 * What every room of the worker shares: the digits, the engine that holds the current network, where the run stands, and
 * the way to tell the page.
 */
import { firstEpochShardOrder } from '../core/epoch-order';
import { MNIST } from '../core/dataset';
import { commandFailed, fail, ok, type Result } from '../core/fault';
import type { NetworkCause, NetworkIdentity } from '../core/network-identity';
import type { Split } from '../core/splits';
import type { DigitSource } from '../dataset/digit-source';
import { DigitStore } from '../dataset/digit-store';
import { ownDigits } from '../dataset/own-digits';
import type { Engine } from '../engine/engine';
import type { OpenOptions } from '../protocol/commands';
import type { RunStatus, TrainerEvent } from '../protocol/events';
import { asDataset, type KeptDataset } from '../library/dataset-record';
import { createDatasetRepository, type DatasetRepository } from '../library/dataset-repository';
import { createRunRepository, type RunRepository } from '../library/run-repository';
import { EngineRoom, type EngineSources } from './engine-room';
import { RunKeeper } from './run-keeper';
import { CopyLine } from './copy-line';
import { CONTEXT_LOST, datasetMissing, loadingBroke, noLabels } from './faults';
import { Evaluations } from './evaluations';

/** How long the news of a lost graphics context may take. */
const CONTEXT_NEWS_MS = 200;

export class Session {
  readonly engines: EngineRoom;
  /** What the current network made of the digits. */
  readonly evaluations = new Evaluations((splitEvaluation) => {
    const network = this.identify(splitEvaluation.step);
    if (network) this.emit({ type: 'evaluated', network, splitEvaluation });
  });
  readonly keeper: RunKeeper;
  readonly copyLine = new CopyLine(this);
  #listener: (event: TrainerEvent) => void = () => {};
  readonly #datasets: DatasetRepository;
  #mnist: DigitSource | undefined;
  #digits: DigitSource | undefined;
  /** Data sets that could not be stored, by id: they live as long as this thread. */
  readonly #unkept = new Map<string, KeptDataset>();
  /** The data set that was wished for last while there was no run, and whether it is here. */
  #wished: string = MNIST.id;
  #following: Promise<void> = Promise.resolve();
  #status: RunStatus = 'idle';
  #shardOrder: Uint32Array = new Uint32Array();
  #seed = 0;
  #isContextLost = false;
  #networksUrl = '';
  #networkNumber = 0;
  #cause: NetworkCause = 'training';
  #temperature = 1;

  /** All for tests. */
  constructor(
    repository: RunRepository = createRunRepository(),
    engines: EngineSources = {},
    datasets: DatasetRepository = createDatasetRepository(),
  ) {
    this.#datasets = datasets;
    this.keeper = new RunKeeper({ repository, emit: this.emit });
    this.engines = new EngineRoom({
      ...engines,
      emit: this.emit,
      onContextLost: () => {
        this.#isContextLost = true;
        this.#graphicsDied();
      },
    });
  }

  open(options: OpenOptions, listener: (event: TrainerEvent) => void): void {
    this.#listener = listener;
    this.setStatus('loading');
    this.#networksUrl = options.networksUrl;
    const mnist = new DigitStore({
      baseUrl: options.dataUrl,
      onProgress: () => {
        if (this.digits === mnist) this.#reportData();
      },
    });
    this.#mnist = this.#digits = mnist;
    this.prioritise(options.seed);
    this.emit({ type: 'dataset', dataset: mnist.dataset });
    void this.follow(options.data);
  }

  /** One and the same function for as long as the session lives. */
  readonly emit = (event: TrainerEvent): void => this.#listener(event);

  get status(): RunStatus {
    return this.#status;
  }

  setStatus(status: RunStatus): void {
    this.#status = status;
    this.emit({ type: 'status', status });
  }

  /** Those of the run on screen; without one, of the data set that the next run is to learn from. */
  get digits(): DigitSource {
    if (!this.#digits) throw new Error('open() comes first');
    return this.#digits;
  }

  /** The digits of a data set. Those of MNIST may still have to be loaded. A fault when the set is not here, or damaged. */
  async digitsOf(id: string): Promise<Result<DigitSource>> {
    if (id === this.digits.dataset.id) return ok(this.digits);
    if (id === MNIST.id) return ok(this.#mnist!);
    const found = await this.readDataset(id);
    if (!found.ok) return found;
    const { record, digits } = found.value;
    return record.kind === 'labelled'
      ? ok(ownDigits(asDataset(record), digits.pixels, digits.labels))
      : fail(noLabels(record.name));
  }

  /** A data set that was brought in, with or without labels. */
  async readDataset(id: string): Promise<Result<KeptDataset>> {
    const unkept = this.#unkept.get(id);
    if (unkept) return ok(unkept);
    const found = await this.#datasets.read(id);
    if (!found.ok) return found;
    return found.value ? ok(found.value) : fail(datasetMissing(id));
  }

  /** Holds a data set that could not be stored. */
  holdDataset(kept: KeptDataset): void {
    this.#unkept.set(kept.record.id, kept);
  }

  /** From now on these are the digits that are shown, and that the network on screen is tried on. */
  useDigits(digits: DigitSource): void {
    if (digits === this.digits) return;
    this.#digits = digits;
    this.prioritise(this.#seed);
    this.emit({ type: 'dataset', dataset: digits.dataset });
    this.#reportData();
  }

  /** The next run is to learn from this data set: without a run on screen, it is the one to be shown. */
  follow(id: string): Promise<void> {
    this.#wished = id;
    this.#following = this.#follow(id);
    return this.#following;
  }

  async #follow(id: string): Promise<void> {
    if (this.keeper.record || id === this.digits.dataset.id) return;
    const found = await this.digitsOf(id);
    if (id !== this.#wished || this.keeper.record) return;
    if (found.ok) this.useDigits(found.value);
    else this.emit({ type: 'fault', fault: found.fault });
  }

  /** Fetches what is missing. */
  async loadDigits(): Promise<void> {
    await this.#following;
    const loaded = await this.digits.load().catch((error: unknown) => fail(loadingBroke(error)));
    if (!loaded.ok) this.emit({ type: 'fault', fault: loaded.fault });
  }

  /** Fetches no digits. Training, which fetches them, may begin. */
  async measureDigits(): Promise<void> {
    await this.#following;
    const measured = await this.digits.measure();
    if (!measured.ok) this.emit({ type: 'fault', fault: measured.fault });
    else if (this.#status === 'loading') this.setStatus('ready');
  }

  /** Resolves when all digits of these splits are in memory. */
  async whenHere(splits: readonly Split[]): Promise<void> {
    const { digits } = this;
    if (splits.includes('train')) {
      const shards = Array.from({ length: digits.trainShardCount }, (_, shard) => shard);
      await Promise.all(shards.map((shard) => digits.whenTrainShard(shard)));
    }
    if (splits.includes('validation')) await digits.whenValidation();
    if (splits.includes('test')) await digits.whenTest();
  }

  /** The training shards in the order in which the first epoch wants them. */
  get shardOrder(): Uint32Array {
    return this.#shardOrder;
  }

  /** Has the shards come in the order in which a run with this seed will want them. */
  prioritise(seed: number): void {
    this.#seed = seed;
    this.#shardOrder = firstEpochShardOrder(seed, this.digits.trainShardCount);
    this.digits.prioritise([...this.#shardOrder]);
  }

  /** Whether the first batch and the validation digits are here. */
  get canTrain(): boolean {
    return this.digits.isValidationHere && this.digits.isTrainShardHere(this.#shardOrder[0]!);
  }

  /** The engine that holds a network that has learned something. */
  get trainedEngine(): Engine | undefined {
    const { engine } = this.engines;
    return engine && engine.stepCount > 0 ? engine : undefined;
  }

  /** Counts networks: what is computed for one network is worthless for the next. */
  get networkNumber(): number {
    return this.#networkNumber;
  }

  /** Another network is in use, that of the run that the keeper has, or none. */
  networkReplaced(cause: NetworkCause): void {
    const record = this.keeper.snapshot();
    this.#networkNumber++;
    this.#cause = cause;
    this.evaluations.clear();
    this.#temperature = record?.temperature ?? 1;
    this.emit({ type: 'replaced', network: this.identify(this.engines.engine?.stepCount ?? 0), record });
    this.copyLine.replaced();
  }

  /** Of the network that has learned something, as it is now. */
  get identity(): NetworkIdentity | undefined {
    return this.trainedEngine && this.identify(this.trainedEngine.stepCount);
  }

  /** The network in use at a step of its training. Undefined while there is no run. */
  identify(step: number): NetworkIdentity | undefined {
    const { record } = this.keeper;
    return record && { runId: record.id, step, cause: this.#cause };
  }

  /** Whether the network in use drew in a graphics context that is gone. */
  get isContextLost(): boolean {
    return this.#isContextLost;
  }

  /** Where the stored networks lie. */
  get networksUrl(): string {
    return this.#networksUrl;
  }

  /** What calibrates the current network's confidence, as of its latest validation. */
  get temperature(): number {
    return this.#temperature;
  }

  calibrated(temperature: number): void {
    this.#temperature = temperature;
    this.keeper.update({ temperature });
    const network = this.identity;
    if (network) this.emit({ type: 'calibrated', network, temperature });
  }

  /**
   * Asks something of the current network. Undefined when there is none that has learned, or when it was replaced, or
   * its graphics died, while it was answering, be it by an answer or by an error. isCurrent tells a long question whether to go on.
   */
  async ask<T>(question: (engine: Engine, isCurrent: () => boolean) => Promise<T>): Promise<T | undefined> {
    const engine = this.trainedEngine;
    if (!engine) return undefined;
    const network = this.#networkNumber;
    const isCurrent = (): boolean => network === this.#networkNumber && engine === this.engines.engine;
    try {
      const answer = await question(engine, isCurrent);
      return isCurrent() ? answer : undefined;
    } catch (error) {
      if (!isCurrent() || (await this.graphicsHaveDied())) return undefined;
      throw error;
    }
  }

  /** Whether an engine that has broken did so for its graphics are gone: it may notice a moment before the browser says so. */
  async graphicsHaveDied(): Promise<boolean> {
    if (!this.#isContextLost) await new Promise((resolve) => setTimeout(resolve, CONTEXT_NEWS_MS));
    return this.#isContextLost;
  }

  /** Something that nobody here waited for has met a bug. Where graphics died that is the better word for it, and told. */
  async brokeUnseen(reason: unknown): Promise<void> {
    if (!(await this.graphicsHaveDied())) this.emit({ type: 'fault', fault: commandFailed(reason) });
  }

  /** This thread lives on, and what was copied last is kept; but the page is told at once, however slow storage is. */
  #graphicsDied(): void {
    void this.keeper.save();
    this.setStatus('failed');
    this.emit({ type: 'fault', fault: CONTEXT_LOST });
  }

  #reportData(): void {
    const { loadedBytes, totalBytes } = this.digits.progress;
    const { canTrain } = this;
    this.emit({ type: 'data', progress: { loadedBytes, totalBytes, canTrain } });
    if (this.#status === 'loading' && canTrain) this.setStatus('ready');
  }
}
