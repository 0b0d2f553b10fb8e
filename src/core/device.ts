/** What is known of the visitor's machine: its graphics, and how fast each engine trains a network on it. */
import type { EngineName, Experiment } from './experiment';

export type WebglKind = 'hardware' | 'software' | 'none';

export interface WebglDevice {
  readonly kind: WebglKind;
  /** The renderer's own name, "" when the browser hides it. */
  readonly renderer: string;
}

/** How one engine did: its speed, or one plain sentence about why it has none. */
export type EngineTiming =
  | { readonly engine: EngineName; readonly stepsPerSecond: number }
  | { readonly engine: EngineName; readonly declined: string };

export interface BenchmarkReport {
  readonly device: WebglDevice;
  /** What was trained, as benchmarkKey names it. */
  readonly key: string;
  readonly hidden: readonly number[];
  readonly batchSize: number;
  readonly timings: readonly EngineTiming[];
  /** False when the benchmark was called off before every engine had its turn. */
  readonly complete: boolean;
}

/** Experiments with the same key run at the same speed, near enough: speed is a matter of sizes. */
export const benchmarkKey = ({ hidden, batchSize }: Pick<Experiment, 'hidden' | 'batchSize'>): string =>
  `${hidden.join('-')} by ${batchSize}`;

/** Engines that were timed, the fastest first. */
export const fastestFirst = (timings: readonly EngineTiming[]) =>
  timings
    .filter((timing) => 'stepsPerSecond' in timing)
    .toSorted((a, b) => b.stepsPerSecond - a.stepsPerSecond);
