/**
 * Keeps the run on screen: its record, which grows as it trains, and its networks, in the browser's storage. It saves within
 * seconds of training, at every pause and end, and when the page is about to go; whatever it saves it tells the page. Where
 * storage refuses, the page gets the run to hold instead.
 */
import { whatChanged } from '../core/experiment/what-changed';
import { runName } from '../core/experiment/run-name';
import type { Experiment } from '../core/experiment';
import { type Fault, fail, ok, type Result } from '../core/fault';
import type { TrainState } from '../core/network';
import { newId } from '../library/new-id';
import { RUN_COLOUR_COUNT } from '../library/run-colour';
import { inTime } from '../library/in-time';
import { holdRun, type HeldRun } from '../library/locks';
import { MAX_NAME_LENGTH, type RunRecord, weightsId, type WeightsRole } from '../library/run-record';
import type { RunRepository } from '../library/run-repository';
import { STORAGE_SILENT } from '../library/storage-fault';
import type { MetricPoint, TrainerEvent } from '../protocol/events';
import { CurveLog } from './curve-log';
import { RunWriter } from './run-writer';

/** The longest time that nothing of a run is saved while it trains, in milliseconds: so much can be lost. */
const SAVE_WITHIN_MS = 5000;
/** Copies come so far apart, or less: one that is not saved waits for the next. Storing takes its time too. */
const COPIES_APART_MS = 2500;
/** How long a run that begins waits to hear which others are kept. */
const LIST_LIMIT_MS = 1000;
/** How long a kept run may take to be read. */
const READ_LIMIT_MS = 10_000;

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
  readonly #writer: RunWriter;
  #curves = new CurveLog();
  #held: HeldRun | undefined;
  #last: TrainState | undefined;
  /** As long as it is not stored. */
  #best: TrainState | undefined;
  #savedAt = -Infinity;
  /** Settles when what was asked for last is stored, or cannot be soon. */
  #saved: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = { hold: holdRun, now: () => performance.now(), ...options };
    this.#writer = new RunWriter(options.repository, options.emit);
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
    const id = newId();
    const listed = await inTime(this.#options.repository.listRuns(), LIST_LIMIT_MS);
    const others = listed?.ok ? listed.value.records : [];
    await this.#hold(id);
    const at = Date.now();
    this.#curves = new CurveLog();
    this.#last = this.#best = undefined;
    // The first copy, after half a second, is stored at once.
    this.#savedAt = -Infinity;
    this.#record = {
      version: 2,
      id,
      name:
        name ??
        runName(
          id,
          others.map((run) => run.name),
        ),
      // The one that the latest runs have not.
      colour: leastUsed(others.slice(0, RUN_COLOUR_COUNT - 1)),
      createdAt: at,
      updatedAt: at,
      pinned: false,
      hidden: false,
      imported: null,
      datasetId: beginning.experiment.data,
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

  /** Makes the record of a new run that has ended with a network that came of another one's. */
  async beginWith(
    parent: RunRecord,
    state: TrainState,
    own: Pick<RunRecord, 'origin' | 'cause' | 'name'>,
  ): Promise<RunRecord> {
    const { experiment, engine, totalSteps, stepsPerEpoch, trainSeconds, temperature, curves } = parent;
    await this.begin({
      experiment,
      engine,
      totalSteps,
      stepsPerEpoch,
      step: state.step,
      parentId: parent.id,
      seriesId: null,
      status: 'finished',
      ...own,
      name: own.name.slice(0, MAX_NAME_LENGTH),
    });
    this.copied(state, false);
    this.#curves = new CurveLog(curves, state.step);
    this.update({ trainSeconds, temperature, curves: this.#curves.curves() });
    return this.#record!;
  }

  /** The record of a kept run of which something holds. Undefined also where storage does not answer. */
  async find(holds: (run: RunRecord) => boolean): Promise<RunRecord | undefined> {
    const listed = await inTime(this.#options.repository.listRuns(), LIST_LIMIT_MS);
    return listed?.ok ? listed.value.records.find(holds) : undefined;
  }

  /** Reads a kept run and one of its networks. A fault when it is not there or damaged, or storage does not answer. */
  async peek(id: string, role: WeightsRole = 'last'): Promise<Result<KeptRun>> {
    const current = this.snapshot();
    // Storage may have refused it.
    if (role === 'best' && this.#best && current?.id === id)
      return ok({ record: current, state: this.#best });
    // What was asked to be saved before is there to be read.
    const reading = this.#saved.then(() => this.#read(id, role));
    return (await inTime(reading, READ_LIMIT_MS)) ?? fail(STORAGE_SILENT);
  }

  async #read(id: string, role: WeightsRole): Promise<Result<KeptRun>> {
    const { repository } = this.#options;
    const record = await repository.readRun(id);
    if (!record.ok) return record;
    const weights = await repository.readWeights(weightsId(id, role));
    if (!weights.ok) return weights;
    if (!record.value) return fail(NOT_THERE);
    if (!weights.value) return fail(role === 'best' ? NO_BEST : NOT_THERE);
    this.#writer.knows(id);
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

  /** Takes a run up that was read, or that the page held; wasKept: it has been stored before. */
  async takeUp({ record, state }: KeptRun, wasKept = false): Promise<void> {
    if (wasKept) this.#writer.knows(record.id);
    await this.#hold(record.id);
    this.#record = record;
    this.#curves = new CurveLog(record.curves, state.step);
    this.#last = state;
    this.#best = undefined;
    this.#savedAt = this.#options.now();
  }

  /** Lets go of the run: it is kept as it was last saved. */
  letGo(): void {
    this.#release();
    this.#record = undefined;
    this.#last = this.#best = undefined;
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
    if (this.#options.now() - this.#savedAt >= SAVE_WITHIN_MS - COPIES_APART_MS) void this.save();
  }

  /** Saves the run as it is now. Resolves when that is done, or storage takes too long for anybody to wait. */
  async save(): Promise<void> {
    const current = this.snapshot();
    if (!current || !this.#last || this.#last.step === 0) return;
    this.#savedAt = this.#options.now();
    const best = this.#best;
    const record = { ...current, updatedAt: Date.now() };
    const saved = this.#writer.write({ record, state: this.#last, best });
    this.#saved = saved;
    if ((await saved) && this.#best === best) this.#best = undefined;
  }

  /** Another tab may have the run once it is stored as it is. */
  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held) void this.#saved.then(() => held.release());
  }

  async #hold(id: string): Promise<void> {
    if (id === this.#record?.id && this.#held) return;
    this.#release();
    const held = await this.#options.hold(id);
    this.#held = held.ok ? held.value : undefined;
  }
}

const NOT_THERE: Fault = {
  code: 'run-corrupt',
  message: 'This run is not kept here any more.',
  remedy: 'dismiss',
};

const NO_BEST: Fault = {
  code: 'run-corrupt',
  message: 'The network of this run’s best epoch is not kept here.',
  remedy: 'dismiss',
};

/** The first of the colours that is used least often. */
function leastUsed(runs: readonly RunRecord[]): number {
  const counts = Array.from(
    { length: RUN_COLOUR_COUNT },
    (_, colour) => runs.filter((run) => run.colour === colour).length,
  );
  return counts.indexOf(Math.min(...counts));
}
