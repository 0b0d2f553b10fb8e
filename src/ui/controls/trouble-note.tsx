import { Button, Paper, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { Experiment } from '../../core/experiment';
import { whatChanged } from '../../core/experiment/what-changed';
import { changeExperiment, useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import { isUnderWay, useSeriesQueue } from '../../state/series-queue';
import { stop } from '../../state/stop';
import { useTrouble } from '../../state/trouble';
import classes from './run-notes.module.css';

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
    <Paper
      component="section"
      aria-label="Nothing learned yet"
      className={classes['trouble']}
      data-testid="learning-trouble"
      data-value={trouble.kind}
    >
      <Text size="sm" role="status">
        <IconBulb size={18} className={classes['bulb']} aria-hidden />
        {trouble.message}
      </Text>
      {!inSeries && wanted !== '' && (
        <Button
          size="sm"
          variant="light"
          classNames={{ root: classes['suggestion'] ?? '', label: classes['words'] ?? '' }}
          onClick={() => void apply(trouble.suggestion)}
        >
          {running ? `End it, and use ${wanted}` : `Use ${wanted}`}
        </Button>
      )}
      {!inSeries && !running && (
        <Text size="sm">
          {wanted === '' ? 'The settings are changed: press Train again.' : 'Then press Train again.'}
        </Text>
      )}
    </Paper>
  );
}
