/**
 * What the page may ask of the worker. The worker implements these interfaces, and the page holds them through Comlink, so
 * both sides are checked against the same lines. Expected failures are Results; a rejected promise is a bug or a dead worker.
 */
import type { EngineChoice, Experiment } from '../core/experiment';
import type { Result } from '../core/fault';
import type { Evaluation } from '../core/metrics';
import type { KeptDataset } from '../library/dataset-record';
import type { BrowsingApi } from './browsing';
import type { TrainerEvent } from './events';
import type { RunsApi } from './runs';
import type { InsightApi } from './insight';
import type { FineTuningApi } from './fine-tuning';

/** A handful of training digits. */
export interface Samples {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
  /** Their places in the training set, 0..59,999. */
  readonly indices: Uint32Array;
}

export interface OpenOptions {
  /** Where the sprite bundle lies, absolute, with a slash at the end. */
  readonly dataUrl: string;
  /** Where the stored networks lie, likewise. */
  readonly networksUrl: string;
  /** Id of the data set to begin with. */
  readonly data: string;
  /** Fixes the order in which shards are fetched, so that the first epoch finds them as it needs them. */
  readonly seed: number;
}

/** The whole worker: each room of it is one of the interfaces below. */
export interface WorkerApi {
  /** Keeps `listener` for all events. Called once, first. The digits are fetched when data.load() says so. */
  open(options: OpenOptions, listener: (event: TrainerEvent) => void): Promise<void>;
  /** Hands out copies of the current network through this line from now on; the predictor is at its other end. */
  connect(line: MessagePort): Promise<void>;
  /** Resolves at once: the page's sign that this thread still answers. */
  ping(): Promise<void>;
  /** Holds this lock, and this end of a line, for as long as the thread lives; resolves when it does. */
  hold(lock: string, line: MessagePort): Promise<void>;
  readonly data: DataApi;
  readonly trainer: TrainerApi;
  readonly evaluator: EvaluatorApi;
  readonly runs: RunsApi;
  readonly browsing: BrowsingApi;
  readonly insight: InsightApi;
  readonly fineTuning: FineTuningApi;
}

/** What the network on screen takes the pictures of an unlabelled set for. */
export interface Answers {
  /** uint8 [n], 0..9, in the order of the set's file. */
  readonly labels: Uint8Array;
  /** What the file calls them; undefined where it numbers them from 1. */
  readonly ids: readonly string[] | undefined;
}

/** The digits themselves. */
export interface DataApi {
  /** The next run is to learn from this data set; where there is no run on screen, its digits are shown from now on. */
  use(datasetId: string): Promise<void>;
  /** Holds a data set that the browser did not store, for as long as the worker lives. */
  hold(dataset: KeptDataset): Promise<void>;
  /** Reads an unlabelled set by the network on screen. A fault when there is none that has learned, or the set is not here. */
  answers(datasetId: string): Promise<Result<Answers>>;
  /** Fetches those that are not here yet. A run, an evaluation and all else that needs them does so too. */
  load(): Promise<void>;
  /** Only finds out how many bytes there are to fetch, and tells it as progress. */
  measure(): Promise<void>;
  /** `count` digits drawn from what has arrived of the training set; the same ones for the same `draw`. */
  samples(count: number, draw: number): Promise<Samples | undefined>;
}

/** The life of a run. */
export interface TrainerApi {
  /** Starts a run from scratch, ending any other; of a series, or by itself. Returns once it has started or failed to. */
  train(experiment: Experiment, seriesId: string | null): Promise<Result<void>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Holds every run back to so many steps a second, from the next step on; undefined: no longer. */
  setPace(stepsPerSecond: number | undefined): Promise<void>;
  /** Ends the run and keeps the network. */
  stop(): Promise<void>;
  /** Takes the run off the screen; it stays among those that are kept. */
  reset(): Promise<void>;
  /**
   * Has another engine take the run over between two steps, weights, optimiser memory and all. If it cannot open or declines
   * the network, the one in use goes on, and the fault says why. Without a run there is nothing to do.
   */
  switchEngine(choice: EngineChoice): Promise<Result<void>>;
  /**
   * Times engines on the experiment: our own, which "auto" picks from, or every one. Our own are timed once for experiments
   * of a kind and remembered. Resolves when done; what came of it is told as an event. Nothing happens while a run is under
   * way, which it would disturb, and before there are any digits. Training may begin at any time; it ends the benchmark.
   */
  benchmark(experiment: Experiment, everyEngine: boolean): Promise<void>;
}

export interface EvaluatorApi {
  /** The 10,000 test digits through the current network. Undefined while there is none, or when it was overtaken. */
  evaluate(): Promise<Evaluation | undefined>;
}
