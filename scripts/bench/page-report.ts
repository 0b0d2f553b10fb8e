/** What was measured on the page, as Markdown tables. */
import { percentile } from '../bench-lab/statistics';
import type { AutoRun } from './auto';
import type { PanelRun } from './panels';
import type { PenRun } from './pen';
import { percent, significant, table } from './table';
import { ACCURACY, type PageRun } from './time-to-accuracy';

const NONE = '–';

/** Of several runs with one engine, that with the median time. */
function medianRun(runs: readonly PageRun[]): PageRun {
  const time = ({ seconds = Infinity }: PageRun): number => seconds;
  return runs.toSorted((a, b) => time(a) - time(b))[Math.floor(runs.length / 2)]!;
}

export function pageTable(runs: readonly PageRun[]): string {
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
      percent(accuracy, 2),
    ];
  });
  return table(head, rows);
}

export function panelTable({ openMs, openToClosed, pairs, longTasksMs }: PanelRun): string {
  return table(
    ['looking inside', ''],
    [
      ...openMs.map(({ panel, ms }) => [`\`${panel}\` opens in`, `${ms.toFixed(0)} ms`]),
      [
        'training speed, all panels open',
        `${percent(openToClosed)} of that with none (${pairs.map((share) => percent(share)).join(', ')})`,
      ],
      [
        'main-thread tasks of 50 ms and more meanwhile',
        longTasksMs.map((ms) => ms.toFixed(0)).join(', ') || 'none',
      ],
    ],
  );
}

/** "4.1 / 12.9 (240)": median, 95th percentile and how many there were. */
function latencyCell(latencies: readonly number[]): string {
  const sorted = latencies.toSorted((a, b) => a - b);
  const [middle, high] = [0.5, 0.95].map((share) => percentile(sorted, share).toFixed(1));
  return `${middle} / ${high} (${sorted.length})`;
}

export function penTable(runs: readonly PenRun[]): string {
  const head = ['pen to answer, ms: median / 95th percentile (answers)', 'while it trains', 'at rest'];
  const rows = runs.map(({ preset, engine, latencies, reason }) => [
    `\`${preset}\`, \`${engine}\``,
    latencies ? latencyCell(latencies.training.answered) : `not here: ${reason}`,
    latencies ? latencyCell(latencies.atRest.answered) : NONE,
  ]);
  return table(head, rows);
}

const speedCell = (speed: number | undefined): string => (speed === undefined ? NONE : significant(speed));

export function autoTable({ began, ended, engines }: AutoRun): string {
  const hasMemory = engines.some(({ remembered }) => remembered !== undefined);
  const head = ['`standard`, steps/s', 'timed', 'trained', 'timed : trained'];
  const rows = engines.map(({ engine, timed, trained, remembered, reason }) => [
    `\`${engine}\``,
    speedCell(timed),
    speedCell(trained),
    timed === undefined || trained === undefined ? NONE : (timed / trained).toFixed(2),
    ...(hasMemory ? [speedCell(remembered)] : []),
    reason,
  ]);
  const choice = began === ended ? `\`${began}\`` : `\`${began}\` first and \`${ended}\` in the end`;
  const speeds = engines.filter(({ trained }) => trained !== undefined);
  const fastest = speeds.toSorted((a, b) => b.trained! - a.trained!)[0];
  const verdict = fastest ? `; \`${fastest.engine}\` trains fastest` : '';
  return [
    table([...head, ...(hasMemory ? ['shown as trained'] : []), ''], rows),
    `\`auto\` takes ${choice}${verdict}.`,
  ].join('\n\n');
}
