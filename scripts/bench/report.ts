/** The numbers as Markdown, to be read here and pasted into README. */
import { describe } from '../bench-lab/contestants/names';
import type { SimdShare } from '../bench-lab/simd-share';
import type { PanelRun } from './panels';
import { type Race, ratio } from './race';
import { ACCURACY, type PageRun } from './time-to-accuracy';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly browser: string;
  readonly webglRenderer: string;
  /** One-minute load averages before and after: other work than ours makes all numbers worse. */
  readonly load: readonly [before: number, after: number];
}

export interface Results {
  readonly date: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly races: readonly Race[];
  readonly simdShares: readonly (SimdShare & { readonly layerSizes: readonly number[] })[];
  readonly pageRuns: readonly PageRun[];
  readonly panels: PanelRun | undefined;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const significant = (value: number): string => (value < 100 ? value.toPrecision(2) : value.toFixed(0));

function raceTable({ standings, absent, layerSizes }: Race): string {
  const ours = standings.filter(({ name }) => describe(name).isOurs);
  const rows = standings.map((standing) => [
    describe(standing.name).label,
    significant(standing.msPerStep),
    ...ours.map((our) => (our === standing ? '1' : significant(ratio(standing, our)))),
    standing.drawsPerStep > 0 ? standing.drawsPerStep.toFixed(0) : '–',
  ]);
  const head = [
    layerSizes.join('-'),
    'ms per step',
    ...ours.map(({ name }) => `times \`${name}\``),
    'draws per step',
  ];
  const missing = absent.map(({ name, reason }) => `Left out: ${name} (${reason})`);
  return [table(head, rows), ...missing].join('\n\n');
}

function shareTable(shares: Results['simdShares']): string {
  const head = ['`simd`', 'ms per step', 'step : products', 'GFLOP/s', 'in cache', 'of that'];
  const rows = shares.map((share) => [
    share.layerSizes.join('-'),
    share.medianMs.toFixed(2),
    share.stepToProducts.toFixed(2),
    share.gflops.toFixed(1),
    share.gflopsInCache.toFixed(1),
    `${(100 * share.shareOfCache).toFixed(0)}%`,
  ]);
  return table(head, rows);
}

/** Of several runs with one engine, that with the median time. */
function medianRun(runs: readonly PageRun[]): PageRun {
  const time = ({ seconds = Infinity }: PageRun): number => seconds;
  return runs.toSorted((a, b) => time(a) - time(b))[Math.floor(runs.length / 2)]!;
}

function pageTable(runs: readonly PageRun[]): string {
  const head = [
    'the page, `preset=standard`',
    `from Train to ${100 * ACCURACY}%`,
    'time trained',
    'accuracy',
  ];
  const engines = [...new Set(runs.map(({ asked }) => asked))];
  const rows = engines.map((name) => {
    const { engine, seconds, trainSeconds, accuracy } = medianRun(runs.filter(({ asked }) => asked === name));
    return [
      name === engine ? `\`${name}\`` : `\`${name}\`, which took \`${engine}\``,
      seconds === undefined ? 'not reached' : `${seconds.toFixed(1)} s`,
      `${trainSeconds.toFixed(1)} s`,
      `${(100 * accuracy).toFixed(2)}%`,
    ];
  });
  return table(head, rows);
}

function panelTable({ openMs, openToClosed, pairs, longTasksMs }: PanelRun): string {
  const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
  return table(
    ['looking inside', ''],
    [
      ...openMs.map(({ panel, ms }) => [`\`${panel}\` opens in`, `${ms.toFixed(0)} ms`]),
      [
        'training speed, all panels open',
        `${percent(openToClosed)} of that with none (${pairs.map(percent).join(', ')})`,
      ],
      [
        'main-thread tasks of 50 ms and more meanwhile',
        longTasksMs.map((ms) => ms.toFixed(0)).join(', ') || 'none',
      ],
    ],
  );
}

export function markdown({ machine, rounds, races, simdShares, pageRuns, panels }: Results): string {
  const { processor, cores, browser, webglRenderer, load } = machine;
  const loads = load.map((value) => value.toFixed(1)).join(' before and ');
  return [
    `${processor}, ${cores} cores; ${browser}; WebGL: ${webglRenderer || 'none'}; load ${loads} after.`,
    `Batches of 128, Adam; medians of ${rounds} interleaved rounds, ratios of laps of the same round.`,
    ...races.map(raceTable),
    ...(simdShares.length > 0 ? [shareTable(simdShares)] : []),
    ...(pageRuns.length > 0 ? [pageTable(pageRuns)] : []),
    ...(panels ? [panelTable(panels)] : []),
  ].join('\n\n');
}
