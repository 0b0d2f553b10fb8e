import type { ReactNode } from 'react';
import { Text } from '@mantine/core';
import type { RunStatus } from '../../protocol/events';
import { useBrowsing } from '../../state/browsing';
import { useExperiment } from '../../state/experiment-store';
import { isRunning, type RunState, useRun } from '../../state/run-store';
import { useSeries } from '../../state/series';
import { Bar } from '../shared/bar';
import { Figure } from '../shared/figure';
import { formatDuration, formatLoss, formatPercent } from '../shared/number-format';
import { Panel } from '../shared/panel';
import { Term } from '../shared/term';
import { NO_FIGURE, secondsLeft } from './figures';
import classes from './run-bar.module.css';
import { RunButtons } from './run-buttons';

/** Of what was asked for, as long as that takes; else of what is. */
const WORDS: Readonly<Record<RunStatus | NonNullable<RunState['wish']>, string>> = {
  train: 'Starting …',
  pause: 'Pausing …',
  stop: 'Stopping …',
  idle: 'Starting …',
  loading: 'Loading digits; you can press Train already.',
  ready: 'Ready to train.',
  training: 'Training …',
  paused: 'Paused.',
  finished: 'Finished: the network is yours to try.',
  failed: 'Stopped by a problem.',
};

/** The button, how far the run is, and the few numbers that tell how well it goes. On a phone it is always in view. about: what the panel says of itself, for those who ask. */
export function RunBar({ about }: { readonly about: ReactNode }) {
  const status = useRun((run) => run.status);
  const wish = useRun((run) => run.wish);
  const isWaiting = useRun((run) => run.digitsWait && run.status === 'ready' && !run.wish);
  return (
    <div className={`${classes['bar']} ${isRunning(status) ? classes['training'] : ''}`}>
      <Panel title="Train" about={about}>
        <RunButtons />
        <RunProgress />
        <Text size="sm" className={classes['status']} data-testid="run-status" data-value={status}>
          {isWaiting ? 'Ready: training fetches the digits first.' : WORDS[wish ?? status]}
        </Text>
      </Panel>
    </div>
  );
}

function RunProgress() {
  const progress = useRun((run) => run.progress);
  const training = useRun((run) => run.training);
  const validation = useRun((run) => run.validation);
  const curve = useSeries(({ trainLoss }) => trainLoss);
  const test = useBrowsing(({ evaluations }) => evaluations.test?.evaluation.accuracyFraction);
  const epochs = useExperiment(({ experiment }) => experiment.epochs);

  const step = progress?.step ?? 0;
  const epochCount = progress ? Math.round(progress.totalSteps / progress.stepsPerEpoch) : epochs;
  const epoch = progress && Math.min(epochCount, Math.floor(step / progress.stepsPerEpoch) + 1);
  const done = progress ? step / progress.totalSteps : 0;
  const left = secondsLeft(progress, curve);
  return (
    <>
      <div className={classes['progress']}>
        <Bar
          role="progressbar"
          aria-label="Training progress"
          aria-valuenow={Math.round(100 * done)}
          aria-valuemin={0}
          aria-valuemax={100}
          fraction={done}
          best
        />
      </div>
      <dl className={classes['figures']}>
        <Figure
          className={classes['main']}
          testId="val-accuracy"
          label={<Term of="validation digits">Validation</Term>}
          value={validation?.accuracyFraction}
        >
          {validation ? formatPercent(validation.accuracyFraction) : NO_FIGURE}
        </Figure>
        <Figure
          className={classes['second']}
          testId="test-accuracy"
          label={<Term of="test digits">Test</Term>}
          value={test}
        >
          {test === undefined ? NO_FIGURE : formatPercent(test)}
        </Figure>
        <Figure testId="loss" label={<Term of="loss">Loss</Term>} value={training?.loss}>
          {training ? formatLoss(training.loss) : NO_FIGURE}
        </Figure>
        <Figure testId="epoch" label={<Term of="epoch">Epoch</Term>} value={epoch ?? 0}>
          {epoch ?? 0} of {epochCount}
        </Figure>
        <Figure testId="time-left" label="Time left" value={left}>
          {left === undefined ? NO_FIGURE : formatDuration(1000 * left)}
        </Figure>
      </dl>
    </>
  );
}
