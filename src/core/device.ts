/** What is known of the visitor's device: its graphics, and how fast each engine trains a network on it. */
import { engineInfo, type EngineName } from './engines';
import { type Experiment, formatField } from './experiment';

export type GraphicsKind = 'hardware' | 'software' | 'none';

/** What one way to a graphics card leads to here. */
export interface GraphicsDevice {
  readonly kind: GraphicsKind;
  /** Its own name, "" when the browser hides it. */
  readonly renderer: string;
}

/** By WebGL; and by WebGPU, which is often there where WebGL is, and seldom where it is not. */
export interface WebglDevice extends GraphicsDevice {
  /** Left out where nobody has looked: as good as none. */
  readonly webgpu?: GraphicsDevice;
}

/** What an engine would run on; undefined for one of the processor's. */
export function kindFor(engine: EngineName, { kind, webgpu }: WebglDevice): GraphicsKind | undefined {
  const { graphics } = engineInfo(engine);
  return graphics && (graphics === 'webgl' ? kind : (webgpu?.kind ?? 'none'));
}

/** The best that a card can be reached by. */
export const bestKind = ({ kind, webgpu }: WebglDevice): GraphicsKind =>
  webgpu?.kind === 'hardware' ? 'hardware' : kind;

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
