import { Button, Text } from '@mantine/core';
import { useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import {
  isUnderWay,
  type Series,
  stopSeries,
  stopSeriesRun,
  trainSeries,
  useSeriesQueue,
} from '../../state/series-queue';
import { Panel } from '../shared/panel';
import { QueueTable } from './queue-table';
import { ResultsView } from './results-view';
import { SeriesForm } from './series-form';
import { valuesOf } from './series-plan';
import { SeriesWords } from './series-words';
import classes from './series.module.css';

/** "Run 3 of 9 trains: learning rate 0.004." */
function stateWords({ runs, keys }: Series): string {
  const training = runs.findIndex(({ status }) => status === 'training');
  if (training !== -1) {
    return `Run ${training + 1} of ${runs.length} trains: ${valuesOf(runs[training]!.experiment, keys)}.`;
  }
  const counts = (['done', 'stopped', 'failed', 'left-out'] as const).flatMap((status) => {
    const count = runs.filter((run) => run.status === status).length;
    return count === 0 ? [] : [`${count} ${status === 'left-out' ? 'left out' : status}`];
  });
  return `The series has ended: ${counts.join(', ')}.`;
}

function obstacleOf(underWay: boolean, running: boolean): string | undefined {
  if (underWay) return 'It goes on in a hidden tab too, but not when the page is closed.';
  return running ? 'A run is under way: the series can begin when it has ended.' : undefined;
}

/** Several runs that differ in one setting or two, trained one after another and compared. */
export function SeriesPanel() {
  const base = useExperiment(({ experiment }) => experiment);
  const running = useRun((run) => isRunning(run.status));
  const series = useSeriesQueue(({ series }) => series);
  const underWay = isUnderWay(series);
  return (
    <Panel
      title="A series of runs"
      about={<SeriesWords />}
      hint="Train with several values of a setting, or several seeds, one run after another, and compare. All else is as in the settings."
    >
      <SeriesForm
        base={base}
        locked={underWay}
        obstacle={obstacleOf(underWay, running)}
        onTrain={(keys, experiments) => void trainSeries(keys, experiments)}
      />
      {series && (
        <>
          <Text
            size="sm"
            role="status"
            data-testid="series-state"
            data-value={underWay ? 'training' : 'ended'}
          >
            {stateWords(series)}
          </Text>
          {underWay && (
            <div className={classes['buttons']}>
              <Button size="sm" variant="default" onClick={() => void stopSeriesRun()}>
                End this run
              </Button>
              <Button size="sm" variant="default" onClick={() => void stopSeries()}>
                End the series
              </Button>
            </div>
          )}
          <QueueTable series={series} />
          {series.runs.some(({ status }) => status === 'done' || status === 'failed') && (
            <ResultsView series={series} />
          )}
        </>
      )}
    </Panel>
  );
}
