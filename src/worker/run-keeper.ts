/**
 * Keeps the run on screen: its record, which grows as it trains, and its networks, in the browser's storage. It saves within
 * seconds of training, at every pause and end, and when the page is about to go; whatever it saves it tells the page. Where
 * storage refuses, the page gets the run to hold instead.
 */
import { MNIST } from '../core/dataset';
import { whatChanged } from '../core/experiment/what-changed';
import { runName } from '../core/experiment/run-name';
import type { Experiment } from '../core/experiment';
import { type Fault, fail, ok, type Result } from '../core/fault';
import type { TrainState } from '../core/network';
import { newId } from '../library/new-id';
import { RUN_COLOUR_COUNT } from '../library/run-colour';
import { holdRun, type HeldRun } from '../library/locks';
import {
  type Curves,
  type RunRecord,
  weightsId,
  type WeightsRecord,
  weightsRecord,
} from '../library/run-record';
import type { RunRepository } from '../library/run-repository';
import type { MetricPoint, TrainerEvent } from '../protocol/events';
import { CurveLog } from './curve-log';

/** Between two savings while it trains, in milliseconds. */
const SAVE_EVERY_MS = 5000;

/** What a run begins with. */
export type Beginning = Pick<
  RunRecord,
  'origin' | 'parentId' | 'seriesId' | 'engine' | 'status' | 'cause'
> & {
  readonly experiment: Experiment;
  readonly step: number;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  /** Instead of one that is drawn. */
  readonly name?: string;
};

export interface KeptRun {
  readonly record: RunRecord;
  readonly state: TrainState;
}

interface KeeperOptions {
  readonly repository: RunRepository;
  readonly emit: (event: TrainerEvent) => void;
  readonly hold?: typeof holdRun;
  readonly now?: () => number;
}

export class RunKeeper {
  readonly #options: Required<KeeperOptions>;
  #record: RunRecord | undefined;
  #curves = new CurveLog();
  #held: HeldRun | undefined;
  #last: TrainState | undefined;
  #best: TrainState | undefined;
  #savedAt = -Infinity;
  #saving: Promise<void> = Promise.resolve();
  #isWaiting = false;

  constructor(options: KeeperOptions) {
    this.#options = { hold: holdRun, now: () => performance.now(), ...options };
  }

  get record(): RunRecord | undefined {
    return this.#record;
  }

  /** The record with its curves as they are now. */
  snapshot(): RunRecord | undefined {
    return this.#record && { ...this.#record, curves: this.#curves.curves() };
  }

  /** The network is that of an earlier step again: what was measured later is forgotten. */
  rolledBack(state: TrainState): void {
    this.#curves = new CurveLog(this.#curves.curves(), state.step);
    this.copied(state, false);
  }

  /** Makes the record of a new run, which is held by this tab from now on. Nothing is stored before it has learned. */
  async begin({ name, ...beginning }: Beginning): Promise<RunRecord> {
    // What was asked to be saved of the run before is about that run.
    await this.#saving;
    const id = newId();
    const listed = await this.#options.repository.listRuns();
    const taken = listed.ok ? listed.value.records.map((run) => run.name) : [];
    const colours = listed.ok ? listed.value.records.map((run) => run.colour) : [];
    await this.#hold(id);
    const at = Date.now();
    this.#curves = new CurveLog();
    this.#last = this.#best = undefined;
    // The first copy, after half a second, is stored at once.
    this.#savedAt = -Infinity;
    this.#record = {
      version: 2,
      id,
      name: name ?? runName(id, taken),
      // The one that the latest runs have not.
      colour: leastUsed(colours.slice(0, RUN_COLOUR_COUNT - 1)),
      createdAt: at,
      updatedAt: at,
      pinned: false,
      hidden: false,
      datasetId: MNIST.id,
      began: beginning.experiment,
      changes: [],
      trainSeconds: 0,
      temperature: 1,
      best: null,
      last: null,
      test: null,
      stopping: { epoch: 0, best: null },
      curves: this.#curves.curves(),
      ...beginning,
    };
    return this.#record;
  }

  /** Reads a kept run. A fault when it is not there or damaged. */
  async peek(id: string): Promise<Result<KeptRun>> {
    const { repository } = this.#options;
    // What was asked to be saved before is there to be read.
    await this.#saving;
    const record = await repository.readRun(id);
    if (!record.ok) return record;
    const weights = await repository.readWeights(weightsId(id, 'last'));
    if (!weights.ok) return weights;
    if (!record.value || !weights.value) return fail(NOT_THERE);
    return ok({ record: record.value, state: weights.value.state });
  }

  /** Reads a kept run to take it up: a fault also when another tab trains it. */
  async read(id: string): Promise<Result<KeptRun>> {
    if (id !== this.#record?.id) {
      const held = await this.#options.hold(id);
      if (!held.ok) return held;
      held.value.release();
    }
    return this.peek(id);
  }

  /** Takes a run up that was read, or that the page held. */
  async takeUp({ record, state }: KeptRun): Promise<void> {
    await this.#saving;
    await this.#hold(record.id);
    this.#record = record;
    this.#curves = new CurveLog(record.curves, state.step);
    this.#last = state;
    this.#best = undefined;
    this.#savedAt = this.#options.now();
  }

  /** Lets go of the run: it is kept as it was last saved. */
  letGo(): void {
    this.#held?.release();
    this.#held = undefined;
    this.#record = undefined;
    this.#last = this.#best = undefined;
  }

  /** Goes on with the curves of another run, as of a step. */
  withCurves(curves: Curves, step: number): void {
    this.#curves = new CurveLog(curves, step);
    this.update({ curves: this.#curves.curves() });
  }

  trained(point: MetricPoint, seconds: number): void {
    this.#curves.training(point, seconds);
  }

  validated(point: MetricPoint, seconds: number): void {
    this.#curves.validation(point, seconds);
    const { best } = this.#record ?? {};
    const isBest = !best || point.accuracyFraction > best.accuracyFraction;
    this.update({ last: point, ...(isBest ? { best: point } : {}) });
  }

  /** What has become of the run. It is stored with the next saving. */
  update(changes: Partial<RunRecord>): void {
    if (this.#record) this.#record = { ...this.#record, ...changes };
  }

  /** Settings were changed on the way: the record remembers where. */
  changed(step: number, experiment: Experiment, changes: Partial<Experiment>): void {
    const { record } = this;
    if (!record || whatChanged(record.experiment, experiment, { all: true }).length === 0) return;
    // Whatever is changed between two steps is one change: a number is typed digit by digit.
    const last = record.changes.at(-1);
    const earlier = last?.step === step ? record.changes.slice(0, -1) : record.changes;
    const together = last?.step === step ? { ...last.changes, ...changes } : changes;
    this.update({ experiment, changes: [...earlier, { step, changes: together }] });
  }

  /** A copy of the network was made. The keeper reads it, and nobody changes it. */
  copied(state: TrainState, isBest: boolean): void {
    this.#last = state;
    if (isBest) this.#best = state;
    this.update({ step: state.step });
  }

  /** Saves unless it was done a moment ago. Nobody waits for it. */
  saveNowAndThen(): void {
    if (this.#options.now() - this.#savedAt >= SAVE_EVERY_MS) void this.save();
  }

  /** Saves the run as it is now. Resolves when that is done; what is asked for meanwhile is one saving more. */
  save(): Promise<void> {
    if (!this.#isWaiting) {
      this.#isWaiting = true;
      this.#saving = this.#saving.then(() => {
        this.#isWaiting = false;
        return this.#save();
      });
    }
    return this.#saving;
  }

  async #save(): Promise<void> {
    const { repository, emit, now } = this.#options;
    if (!this.#record || !this.#last || this.#last.step === 0) return;
    this.#savedAt = now();
    const record = { ...this.#record, updatedAt: Date.now(), curves: this.#curves.curves() };
    const state = this.#last;
    const weights: WeightsRecord[] = [weightsRecord(record.id, 'last', state)];
    // Its optimiser's memory would be of no use: nobody trains on from there.
    if (this.#best) weights.push(weightsRecord(record.id, 'best', { ...this.#best, slots: [] }));
    const best = this.#best;
    const saved = await repository.saveRun(record, weights);
    if (saved.ok && this.#best === best) this.#best = undefined;
    emit(saved.ok ? { type: 'run', record } : { type: 'unkept', run: { record, state }, fault: saved.fault });
  }

  async #hold(id: string): Promise<void> {
    if (id === this.#record?.id && this.#held) return;
    this.#held?.release();
    const held = await this.#options.hold(id);
    this.#held = held.ok ? held.value : undefined;
  }
}

const NOT_THERE: Fault = {
  code: 'run-corrupt',
  message: 'This run is not kept here any more.',
  remedy: 'dismiss',
};

/** The first of the colours that is used least often. */
function leastUsed(colours: readonly number[]): number {
  const counts = Array.from(
    { length: RUN_COLOUR_COUNT },
    (_, colour) => colours.filter((used) => used === colour).length,
  );
  return counts.indexOf(Math.min(...counts));
}
