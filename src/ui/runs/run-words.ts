/** What is said of a kept run. */
import { MNIST } from '../../core/dataset';
import { changeWords, settingWords, whatChanged } from '../../core/experiment/what-changed';
import type { DatasetRecord } from '../../library/dataset-record';
import type { RunRecord } from '../../library/run-record';
import { formatCount } from '../shared/number-format';

/** What a run that is kept as training is, when nobody trains it: the page went away under it. */
export type ShownStatus = RunRecord['status'] | 'interrupted';

export const shownStatus = ({ status }: RunRecord, isCurrent: boolean): ShownStatus =>
  status === 'training' && !isCurrent ? 'interrupted' : status;

const STATUS_WORDS: Readonly<Record<ShownStatus, string>> = {
  training: 'in training',
  interrupted: 'interrupted',
  paused: 'paused',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
};

/** "interrupted at step 1,290". */
export function statusWords(run: RunRecord, isCurrent: boolean): string {
  const status = shownStatus(run, isCurrent);
  const at = status === 'finished' || status === 'training' ? '' : ` at step ${formatCount(run.step)}`;
  return STATUS_WORDS[status] + at;
}

/** "2 of 4 epochs": whole ones. */
export function epochWords({ step, stepsPerEpoch, totalSteps }: RunRecord): string {
  const [done, all] = [Math.floor(step / stepsPerEpoch), Math.round(totalSteps / stepsPerEpoch)];
  return all === 0
    ? `${formatCount(done)} epochs`
    : `${formatCount(done)} of ${formatCount(all)} ${all === 1 ? 'epoch' : 'epochs'}`;
}

/**
 * How a run differs from another, and what was changed on its way: "unlike Calm Otter: dropout 0 → 0.2; from step 1,200 on:
 * learning rate 0.004 → 0.001". Without another, the settings that say most.
 */
export function differenceOf(run: RunRecord, base: RunRecord | undefined): string {
  const onTheWay = changeWords(run.began, run.changes);
  return [ownWords(run, base), ...onTheWay].join('; ');
}

function ownWords({ experiment }: RunRecord, base: RunRecord | undefined): string {
  if (!base) {
    const { hidden, optimizer, learningRate } = experiment;
    return [settingWords('hidden', hidden), optimizer, settingWords('learningRate', learningRate)].join(', ');
  }
  const differences = whatChanged(base.experiment, experiment);
  if (differences.length === 0) return `the same settings as ${base.name}`;
  return `unlike ${base.name}: ${differences.join(', ')}`;
}

/** What a run learned from, where that is not MNIST: the name of the data set, if it is kept here; "" otherwise. */
export function dataWords({ experiment: { data } }: RunRecord, datasets: readonly DatasetRecord[]): string {
  if (data === MNIST.id) return '';
  const name = datasets.find(({ id }) => id === data)?.name;
  return `learned from ${name ?? `${data}, which is not kept here`}`;
}

/** For each run of a series: "series 2, run 3 of 5". Series are numbered from the oldest on. */
export function seriesWords(records: readonly RunRecord[]): ReadonlyMap<string, string> {
  const series = new Map<string, string[]>();
  for (const { id, seriesId } of records.slice().sort((a, b) => a.createdAt - b.createdAt)) {
    if (seriesId === null) continue;
    const ids = series.get(seriesId) ?? [];
    series.set(seriesId, ids);
    ids.push(id);
  }
  return new Map(
    [...series.values()].flatMap((ids, number) =>
      ids.map((id, place) => [id, `series ${number + 1}, run ${place + 1} of ${ids.length}`] as const),
    ),
  );
}

/** Whether the network of a run's best epoch is kept beside another that it came to later. */
export const hasOtherBest = ({ stopping: { best }, stepsPerEpoch, step }: RunRecord): boolean =>
  best !== null && best.epoch * stepsPerEpoch !== step;

const ORIGIN_WORDS: Readonly<Record<RunRecord['origin'], string>> = {
  trained: '',
  'fine-tuned': 'fine-tuned',
  pretrained: 'began with the pretrained network',
  imported: 'from a file',
};

/** Where it comes from, when it was not just trained; "" otherwise. */
export const originWords = ({ origin, imported }: RunRecord): string =>
  imported ? `from ${imported.fileName}` : ORIGIN_WORDS[origin];

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** "28 Nov 2026, 14:03". at: milliseconds since 1970. */
export const dateWords = (at: number): string => DAY.format(at);

/** Decimal units, as browsers and disks count: "850 MB", "1.2 GB", "12 kB". */
export function formatBytes(sizeBytes: number): string {
  const [unit, name] =
    sizeBytes >= 999_500_000 ? [1e9, 'GB'] : sizeBytes >= 999_500 ? [1e6, 'MB'] : [1e3, 'kB'];
  const size = sizeBytes / unit;
  const text = new Intl.NumberFormat('en-GB', { maximumFractionDigits: size < 9.95 ? 1 : 0 }).format(size);
  return `${text} ${name}`;
}
