import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../core/experiment';
import { PRESETS } from '../../core/presets';
import type { RunRecord } from '../../library/run-record';
import { aRun } from '../../library/testing/runs';
import type { QueuedRun, QueuedStatus } from '../../state/series-queue';
import { metricOf, recordOf, seriesResults } from './series-results';

const at = (accuracyFraction: number, step = 100) => ({ step, loss: 0.1, accuracyFraction });
let next = 0;
function queued(
  changes: Partial<Experiment>,
  accuracy: number | undefined,
  status: QueuedStatus = 'done',
): QueuedRun {
  const experiment = { ...PRESETS.quick.experiment, ...changes };
  const found = accuracy === undefined ? null : at(accuracy);
  const record = aRun(`run ${next++}`, {
    experiment,
    status: 'finished',
    step: 100,
    best: found,
    last: found,
  });
  return { experiment, status, record };
}
const series = (keys: readonly (keyof Experiment)[], runs: readonly QueuedRun[]) => ({ id: 's', keys, runs });

describe('seriesResults', () => {
  it('summarises each value over its seeds, without runs that wait, train or were stopped', () => {
    const runs = [
      queued({ dropout: 0, seed: 1 }, 0.96),
      queued({ dropout: 0, seed: 2 }, 0.98),
      queued({ dropout: 0.5, seed: 1 }, 0.9, 'failed'),
      queued({ dropout: 0.5, seed: 2 }, 0.94),
      queued({ dropout: 0.5, seed: 3 }, 0.1, 'stopped'),
      queued({ dropout: 0.7, seed: 1 }, 0.2, 'training'),
    ];
    const { key, values, lines, isSeedOnly } = seriesResults(series(['seed', 'dropout'], runs), [], 'last');
    expect({ key, values, isSeedOnly }).toEqual({ key: 'dropout', values: [0, 0.5, 0.7], isSeedOnly: false });
    expect(lines).toHaveLength(1);
    expect(lines[0]!.summaries).toMatchObject([
      { value: 0, count: 2, failed: 0, lowest: 0.96, highest: 0.98 },
      { value: 0.5, count: 1, failed: 1, mean: 0.94 },
    ]);
    expect(lines[0]!.summaries[0]!.mean).toBeCloseTo(0.97, 12);
    // Of 0.96 and 0.98: the root of 2 times 0.01 squared.
    expect(lines[0]!.summaries[0]!.deviation).toBeCloseTo(0.0141421356, 9);
  });

  it('has a line for each value of a second setting', () => {
    const runs = [
      queued({ dropout: 0, optimizer: 'sgd' }, 0.9),
      queued({ dropout: 0, optimizer: 'adam' }, 0.95),
      queued({ dropout: 0.5, optimizer: 'sgd' }, 0.8),
    ];
    const { lines } = seriesResults(series(['dropout', 'optimizer'], runs), [], 'best');
    expect(lines.map(({ label, summaries }) => [label, summaries.map(({ mean }) => mean)])).toEqual([
      ['optimiser sgd', [0.9, 0.8]],
      ['optimiser adam', [0.95]],
    ]);
  });

  it('summarises seeds alone as one', () => {
    const runs = [1, 2, 3].map((seed) => queued({ seed }, 0.9 + seed / 100));
    const { isSeedOnly, values, lines } = seriesResults(series(['seed'], runs), [], 'last');
    expect({ isSeedOnly, values }).toEqual({ isSeedOnly: true, values: [1, 2, 3] });
    expect(lines[0]!.summaries).toMatchObject([{ count: 3, lowest: 0.91, highest: 0.93 }]);
    expect(lines[0]!.summaries[0]!.deviation).toBeCloseTo(0.01, 12);
  });
});

describe('what is known of a run', () => {
  const run = queued({}, 0.9);
  const kept = (changes: Partial<RunRecord>) => [{ ...run.record!, ...changes }];

  it('is what the library says, which may know more', () => {
    const records = kept({ name: 'mine', test: at(0.91) });
    expect(metricOf(recordOf(run, records), 'test')).toBe(0.91);
    expect(metricOf(run.record, 'test')).toBeNaN();
    expect(recordOf(run, [])).toBe(run.record);
  });

  it('is not what it has come to when it was trained on', () => {
    const records = kept({ name: 'mine', step: 200, last: at(0.99, 200) });
    expect(recordOf(run, records)).toMatchObject({
      name: 'mine',
      step: 100,
      last: { accuracyFraction: 0.9 },
    });
  });

  it('has test digits only of its last network', () => {
    expect(metricOf(kept({ test: at(0.91, 60) })[0], 'test')).toBeNaN();
  });
});
