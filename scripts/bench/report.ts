/** The numbers as Markdown, to be read here and pasted into README. */
import { describe } from '../bench-lab/contestants/names';
import type { Devices } from '../bench-lab/devices';
import type { SimdShare } from '../bench-lab/simd-share';
import type { AutoRun } from './auto';
import { autoTable, pageTable, panelTable, penTable } from './page-report';
import type { PanelRun } from './panels';
import type { PenRun } from './pen';
import { type Race, ratio } from './race';
import { percent, significant, table } from './table';
import type { PageRun } from './time-to-accuracy';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly browser: string;
  readonly devices: Devices;
  /** Whether the pages were cross-origin isolated, as the browser says of the lab. */
  readonly isIsolated: boolean;
  /** One-minute load averages before and after: other work than ours makes all numbers worse. */
  readonly load: readonly [before: number, after: number];
}

/** What a stage measured that was not asked for is empty or undefined. */
export interface Results {
  readonly date: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly races: readonly Race[];
  readonly simdShares: readonly (SimdShare & { readonly layerSizes: readonly number[] })[];
  readonly pageRuns: readonly PageRun[];
  readonly panels: PanelRun | undefined;
  readonly pen: readonly PenRun[];
  readonly auto: AutoRun | undefined;
}

const NONE = '–';

export function raceTable({ standings, absent, layerSizes }: Race): string {
  const ours = standings.filter(({ name }) => describe(name).isOurs);
  const rows = standings.map((standing) => [
    describe(standing.name).label,
    significant(standing.msPerStep),
    ...ours.map((our) => (our === standing ? '1' : significant(ratio(standing, our)))),
    standing.drawsPerStep > 0 ? standing.drawsPerStep.toFixed(0) : NONE,
  ]);
  const head = [
    layerSizes.join('-'),
    'ms per step',
    ...ours.map(({ name }) => `times \`${name}\``),
    'draws per step',
  ];
  const missing = absent.map(({ name, reason }) => [
    describe(name).label,
    `not here: ${reason}`,
    ...ours.map(() => NONE),
    NONE,
  ]);
  return table(head, [...rows, ...missing]);
}

function shareTable(shares: Results['simdShares']): string {
  const head = ['`simd`', 'ms per step', 'step : products', 'GFLOP/s', 'in cache', 'of that'];
  const rows = shares.map((share) => [
    share.layerSizes.join('-'),
    share.medianMs.toFixed(2),
    share.stepToProducts.toFixed(2),
    share.gflops.toFixed(1),
    share.gflopsInCache.toFixed(1),
    percent(share.shareOfCache),
  ]);
  return table(head, rows);
}

function machineLine({ processor, cores, browser, devices, isIsolated, load }: Machine): string {
  const loads = load.map((value) => value.toFixed(1)).join(' before and ');
  const { webgl, webgpu } = devices;
  const graphics = `WebGL: ${webgl.renderer || webgl.kind}; WebGPU: ${webgpu.renderer || webgpu.kind}`;
  return `${processor}, ${cores} cores; ${browser}; ${graphics}; ${isIsolated ? 'isolated pages, with threads for who uses them' : 'pages that are not isolated, without threads'}; load ${loads} after.`;
}

export function markdown({
  machine,
  rounds,
  races,
  simdShares,
  pageRuns,
  panels,
  pen,
  auto,
}: Results): string {
  return [
    machineLine(machine),
    ...(races.length > 0
      ? [`Batches of 128, Adam; medians of ${rounds} interleaved rounds, ratios of laps of the same round.`]
      : []),
    ...races.map(raceTable),
    ...(simdShares.length > 0 ? [shareTable(simdShares)] : []),
    ...(pageRuns.length > 0 ? [pageTable(pageRuns)] : []),
    ...(panels ? [panelTable(panels)] : []),
    ...(pen.length > 0 ? [penTable(pen)] : []),
    ...(auto ? [autoTable(auto)] : []),
  ].join('\n\n');
}
