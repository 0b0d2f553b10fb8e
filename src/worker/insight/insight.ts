/**
 * Looks into the current network for the panels that are open, and for the drawing. While the network trains, all of this
 * together may take 3% of the thread's time: a part for reports, a part for answers to the pen. Only the first
 * report of a panel that has just been opened does not wait.
 */
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import { softmaxRows, forwardPass } from '../../engine/plain/forward-pass';
import { occlusionDrops } from '../../engine/plain/occlusion';
import { pixelContributions } from '../../engine/plain/backward-pass';
import {
  type Arithmetic,
  type DrawingInsight,
  INSIGHT_TOPICS,
  type InsightApi,
  type InsightReport,
  type InsightTopic,
  type LabelledDigits,
  MAP_DIGITS,
  type Occlusion,
  type Place,
  type UnitPlace,
} from '../../protocol/insight';
import type { Session } from '../session';
import { arithmeticOf } from './arithmetic';
import { MapMaker } from './map-maker';
import { canTabulate, findNeighbours, type NeighbourTable, tabulate } from './neighbours';
import { Pace } from '../pace';
import { type OpenReader, type Snapshot, SnapshotTaker } from './snapshot';
import { firstLayerReport, hasHidden, layersReport } from './survey';

const REPORT_SHARE = 0.02;
const PEN_SHARE = 0.01;
/** Between two snapshots of a network that trains. */
const SNAPSHOT_GAP_MS = 1000;
/** How often a network at rest is looked at for whether it is still the same. */
const LOOK_AGAIN_MS = 200;

/** Beside the reports: reading the training digits among which a drawing's neighbours are found. */
type Job = InsightTopic | 'neighbours';
const QUICK: ReadonlySet<Job> = new Set(['first-layer', 'drawing']);

/** It brings a matrix library. */
const importGeometry = () => import('../../core/insight/principal-plane');

export class Insight implements InsightApi {
  readonly #session: Session;
  readonly #taker: SnapshotTaker;
  readonly #loadGeometry: typeof importGeometry;
  readonly #reportPace: Pace;
  readonly #penPace: Pace;
  #topics: ReadonlySet<InsightTopic> = new Set();
  /** For which snapshot each job was last done. A panel whose topic is not in it was opened a moment ago. */
  readonly #done = new Map<Job, Snapshot>();
  #queue: readonly Job[] = ['first-layer', 'drawing', 'map', 'layers', 'neighbours'];
  #snapshot: Snapshot | undefined;
  #mapMaker: MapMaker | undefined;
  #table: NeighbourTable | undefined;
  #running = false;
  #wake: () => void = () => {};

  /** loadGeometry: for tests. */
  constructor(session: Session, openReader: OpenReader, loadGeometry = importGeometry) {
    this.#session = session;
    this.#loadGeometry = loadGeometry;
    this.#taker = new SnapshotTaker(session, openReader);
    const isTraining = () => session.status === 'training';
    this.#reportPace = new Pace({
      share: REPORT_SHARE,
      isThrottled: () => isTraining() && !this.#someoneWaits(),
    });
    this.#penPace = new Pace({ share: PEN_SHARE, isThrottled: isTraining });
  }

  watch(topics: readonly InsightTopic[]): Promise<void> {
    this.#topics = new Set(topics);
    for (const topic of INSIGHT_TOPICS) if (!this.#topics.has(topic)) this.#done.delete(topic);
    this.#wake();
    if (!this.#running) void this.#watchOn();
    return Promise.resolve();
  }

  async mapDigits(): Promise<LabelledDigits> {
    const { digits } = this.#session;
    await digits.whenValidation();
    const { pixels, labels } = digits.validation;
    return { pixels: pixels.slice(0, MAP_DIGITS * PIXEL_COUNT), labels: labels.slice(0, MAP_DIGITS) };
  }

  explain(pixels: Uint8Array): Promise<DrawingInsight | undefined> {
    return this.#answer((snapshot) => explainDrawing(snapshot, pixels));
  }

  occlude(pixels: Uint8Array, classIndex: number): Promise<Occlusion | undefined> {
    return this.#answer(function* ({ run, step }) {
      return { step, classIndex, drops: yield* occlusionDrops(run, pixels, classIndex) };
    });
  }

  place(pixels: Uint8Array): Promise<Place | undefined> {
    const maker = this.#mapMaker;
    const table = this.#table;
    return this.#answer(function* () {
      const place = maker?.place(pixels);
      if (!place) return undefined;
      return { ...place, neighbours: table ? yield* findNeighbours(table, pixels) : [] };
    });
  }

  arithmetic(pixels: Uint8Array, unit: UnitPlace | undefined): Promise<Arithmetic | undefined> {
    return this.#answer((snapshot) => arithmeticOf(snapshot, this.#session.temperature, pixels, unit));
  }

  /** Answers the pen from the snapshot at hand. */
  async #answer<T>(question: (snapshot: Snapshot) => Generator<void, T>): Promise<T | undefined> {
    const snapshot = this.#snapshot;
    if (!snapshot) return undefined;
    // A later snapshot may lie in the memory of this one.
    return this.#penPace.run(question(snapshot), () => snapshot === this.#snapshot);
  }

  /** Goes on for as long as a panel is open. */
  async #watchOn(): Promise<void> {
    this.#running = true;
    let takenAtMs = -Infinity;
    try {
      while (this.#topics.size > 0) {
        const training = this.#session.status === 'training';
        const gapMs = training ? takenAtMs + SNAPSHOT_GAP_MS - performance.now() : 0;
        const isOfAnother = this.#snapshot?.networkNumber !== this.#session.networkNumber;
        if ((gapMs <= 0 || isOfAnother) && this.#taker.isStale(this.#snapshot)) {
          takenAtMs = performance.now();
          await this.#takeSnapshot();
        }
        const job = this.#nextJob();
        if (job) await this.#do(job, this.#snapshot!);
        else await this.#rest(gapMs > 0 ? gapMs : LOOK_AGAIN_MS);
      }
    } finally {
      this.#running = false;
      this.#forget();
    }
  }

  /** What is to be done for the snapshot: first for panels that show nothing yet, then in turn, the quick jobs always first. */
  #nextJob(): Job | undefined {
    const { digits } = this.#session;
    const isDue = (job: Job): boolean => {
      if (!this.#snapshot || this.#done.get(job) === this.#snapshot) return false;
      if (job !== 'neighbours') return this.#topics.has(job);
      return hasHidden(this.#snapshot) && this.#done.has('map') && canTabulate(digits);
    };
    const due = this.#queue.filter(isDue);
    return due.find((job) => !this.#done.has(job)) ?? due[0];
  }

  async #do(job: Job, snapshot: Snapshot): Promise<void> {
    const topic = job === 'neighbours' ? 'map' : job;
    const isWanted = () => this.#topics.has(topic) && snapshot.networkNumber === this.#session.networkNumber;
    // Code that does not arrive, this time, ends nothing: it is asked for again with the next snapshot.
    const work = await this.#start(job, snapshot).catch(() => undefined);
    const report = work && (await this.#reportPace.run(work, isWanted));
    // Done or dropped: either way it is the others' turn.
    if (!QUICK.has(job)) this.#queue = [...this.#queue.filter((other) => other !== job), job];
    if (isWanted()) this.#done.set(job, snapshot);
    if (report) this.#session.emit({ type: 'insight', report });
  }

  async #takeSnapshot(): Promise<void> {
    await this.#reportPace.turn();
    const startedAt = performance.now();
    try {
      this.#snapshot = await this.#taker.take();
    } catch {
      // An engine that has lost its device. The run will find out and say so; there is nothing to look into.
      this.#snapshot = undefined;
    }
    this.#reportPace.charge(performance.now() - startedAt);
  }

  async #start(job: Job, snapshot: Snapshot): Promise<Generator<void, InsightReport>> {
    const { digits } = this.#session;
    switch (job) {
      case 'first-layer':
        return firstLayerReport(snapshot);
      case 'layers':
        return layersReport(snapshot, digits.validation);
      case 'drawing':
        return drawingReport(snapshot);
      case 'map':
        this.#mapMaker ??= new MapMaker(await this.#loadGeometry());
        return this.#mapMaker.report(snapshot, digits.validation);
      case 'neighbours':
        return this.#tabulate(snapshot);
    }
  }

  *#tabulate(snapshot: Snapshot): Generator<void, InsightReport> {
    this.#table = yield* tabulate(snapshot, this.#session.digits);
    // The page may ask again.
    return yield* drawingReport(snapshot);
  }

  /** Whether a panel has been opened that shows nothing yet. */
  #someoneWaits(): boolean {
    return [...this.#topics].some((topic) => !this.#done.has(topic));
  }

  #rest(restMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, restMs);
    });
  }

  #forget(): void {
    this.#snapshot = undefined;
    this.#mapMaker = undefined;
    this.#table = undefined;
    this.#done.clear();
  }
}

function* explainDrawing(snapshot: Snapshot, pixels: Uint8Array): Generator<void, DrawingInsight> {
  const { weights, network, step } = snapshot;
  const pass = forwardPass(weights, network.activation, pixels, 1);
  const contributions = new Float32Array(CLASS_COUNT * PIXEL_COUNT);
  for (let classIndex = 0; classIndex < CLASS_COUNT; classIndex++) {
    yield;
    const ofClass = pixelContributions(weights, network.activation, pixels, pass, classIndex);
    contributions.set(ofClass, classIndex * PIXEL_COUNT);
  }
  const { hidden, logits } = pass;
  return { step, hidden, logits, probabilities: softmaxRows(logits, CLASS_COUNT), contributions };
}

// Nothing to compute: the page asks for what it wants to know of its drawing.
// oxlint-disable-next-line require-yield
function* drawingReport({ step }: Snapshot): Generator<void, InsightReport> {
  return { topic: 'drawing', step };
}
