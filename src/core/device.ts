/** What is known of the visitor's device: its graphics, and how fast each engine trains a network on it. */
import type { EngineName } from './engines';
import { type Experiment, formatField } from './experiment';

export type WebglKind = 'hardware' | 'software' | 'none';

export interface WebglDevice {
  readonly kind: WebglKind;
  /** The renderer's own name, "" when the browser hides it. */
  readonly renderer: string;
}

/** How one engine did in a benchmark: its speed, one plain sentence about why it has none, or that there was no time. */
export type EngineTiming =
  | { readonly engine: EngineName; readonly stepsPerSecond: number }
  | { readonly engine: EngineName; readonly declined: string }
  | { readonly engine: EngineName; readonly cutShort: true };

/** Steps per second of real runs, by engine. */
export type TrainedRates = Readonly<Partial<Record<EngineName, number>>>;

export interface BenchmarkReport {
  readonly device: WebglDevice;
  /** What it is about, as benchmarkKey names it. */
  readonly key: string;
  readonly hidden: readonly number[];
  readonly batchSize: number;
  /** Empty when there was no benchmark yet. */
  readonly timings: readonly EngineTiming[];
  /** Of the latest run of such an experiment on each engine, of earlier visits too: what was trained tells more than what was timed. */
  readonly trained: TrainedRates;
  /** Whether every engine had its turn. */
  readonly complete: boolean;
}

/** What an experiment's speed depends on. */
type Workload = Pick<
  Experiment,
  'hidden' | 'batchSize' | 'activation' | 'optimizer' | 'dropout' | 'augment' | 'augmentStrength'
>;

/** Experiments with the same key train at the same speed. */
export function benchmarkKey(experiment: Workload): string {
  const { hidden, batchSize, activation, optimizer, dropout, augment, augmentStrength } = experiment;
  const extras = [dropout > 0 ? ' dropout' : '', augment && augmentStrength > 0 ? ' augmented' : ''];
  return `${formatField(hidden)} by ${batchSize} ${activation} ${optimizer}${extras.join('')}`;
}

/** Engines that were timed, the fastest first. */
export const fastestFirst = (timings: readonly EngineTiming[]) =>
  timings
    .filter((timing) => 'stepsPerSecond' in timing)
    .slice()
    .sort((a, b) => b.stepsPerSecond - a.stepsPerSecond);
