import { Alert, Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { Experiment } from '../../core/experiment';
import { whatChanged } from '../../core/experiment/what-changed';
import { changeExperiment, useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import { isUnderWay, useSeriesQueue } from '../../state/series-queue';
import { stop } from '../../state/trainer';
import { useTrouble } from '../../state/trouble';

/** "learning rate 0.5 → 0.05" as "learning rate 0.05", for each setting that would change. */
const valuesWanted = (now: Experiment, suggestion: Partial<Experiment>): string[] =>
  whatChanged(now, { ...now, ...suggestion }).map((phrase) => phrase.replace(/ \S+ → /, ' '));

async function apply(suggestion: Partial<Experiment>): Promise<void> {
  // Settings on screen are those of the run on screen: it has to end first. What it has learned is nothing.
  if (isRunning(useRun.getState().status)) await stop();
  changeExperiment(suggestion);
}

/** Says that the run on screen learns nothing, why that is likely, and has a button for what to try instead. */
export function TroubleNote() {
  const trouble = useTrouble(({ trouble }) => trouble);
  const experiment = useExperiment(({ experiment }) => experiment);
  const running = useRun((run) => isRunning(run.status));
  // What its next run has for settings is the series' business.
  const inSeries = useSeriesQueue(({ series }) => isUnderWay(series));
  if (!trouble) return null;
  const wanted = valuesWanted(experiment, trouble.suggestion).join(' and ');
  return (
    <Alert
      color="yellow"
      title="Nothing learned yet"
      icon={<IconBulb aria-hidden />}
      mt="md"
      role="status"
      data-testid="learning-trouble"
      data-value={trouble.kind}
    >
      <p style={{ margin: 0 }}>{trouble.message}</p>
      {!inSeries && wanted !== '' && (
        <Button
          size="sm"
          mt="sm"
          variant="default"
          // The words may be long.
          h="auto"
          mih="2.25rem"
          styles={{ label: { whiteSpace: 'normal' } }}
          onClick={() => void apply(trouble.suggestion)}
        >
          {running ? `Stop, and use ${wanted}` : `Use ${wanted}`}
        </Button>
      )}
      {!running && (
        <p style={{ margin: '0.5rem 0 0' }}>
          {wanted === '' ? 'The settings are changed: press Train again.' : 'Then press Train again.'}
        </p>
      )}
    </Alert>
  );
}
