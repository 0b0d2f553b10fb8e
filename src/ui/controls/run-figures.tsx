import { Progress } from '@mantine/core';
import { useExperiment } from '../../state/experiment-store';
import { useRun } from '../../state/run-store';
import { Figure } from '../shared/figure';
import { formatCount, formatDuration, formatLoss, formatPercent } from '../shared/number-format';
import { Term } from '../shared/term';
import classes from './controls.module.css';

const NONE = '–';

/** How far the run is and how well it goes, in numbers. */
export function RunFigures() {
  const progress = useRun((run) => run.progress);
  const training = useRun((run) => run.training);
  const validation = useRun((run) => run.validation);
  const engine = useRun((run) => run.engine);
  const epochs = useExperiment(({ experiment }) => experiment.epochs);

  const step = progress?.step ?? 0;
  const epochCount = progress ? Math.round(progress.totalSteps / progress.stepsPerEpoch) : epochs;
  const epoch = progress && Math.min(epochCount, Math.floor(step / progress.stepsPerEpoch) + 1);
  const secondsLeft =
    progress && step > 0 ? (progress.trainSeconds / step) * (progress.totalSteps - step) : undefined;

  return (
    <>
      <Progress
        value={progress ? (100 * step) / progress.totalSteps : 0}
        // It moves ten times a second: to have it glide between would keep the page painting all the time.
        transitionDuration={0}
        aria-label="Training progress"
      />
      <dl className={classes['figures']}>
        <Figure testId="epoch" label={<Term of="epoch">Epoch</Term>} value={epoch ?? 0}>
          {epoch ?? 0} of {epochCount}
        </Figure>
        <Figure testId="step" label={<Term of="step">Step</Term>} value={step}>
          {formatCount(step)}
        </Figure>
        <Figure testId="time-left" label="Time left" value={secondsLeft}>
          {secondsLeft === undefined ? NONE : formatDuration(1000 * secondsLeft)}
        </Figure>
        <Figure testId="loss" label={<Term of="loss">Loss</Term>} value={training?.loss}>
          {training ? formatLoss(training.loss) : NONE}
        </Figure>
        <Figure testId="train-accuracy" label="Training" value={training?.accuracyFraction}>
          {training ? formatPercent(training.accuracyFraction) : NONE}
        </Figure>
        <Figure
          testId="val-accuracy"
          label={<Term of="validation digits">Validation</Term>}
          value={validation?.accuracyFraction}
        >
          {validation ? formatPercent(validation.accuracyFraction) : NONE}
        </Figure>
        <Figure testId="examples-per-second" label="Digits a second" value={progress?.examplesPerSecond}>
          {progress && progress.examplesPerSecond > 0 ? formatCount(progress.examplesPerSecond) : NONE}
        </Figure>
        <Figure testId="train-seconds" label="Time trained" value={progress?.trainSeconds}>
          {progress ? formatDuration(1000 * progress.trainSeconds) : NONE}
        </Figure>
        <Figure testId="engine" label={<Term of="engine">Engine</Term>} value={engine}>
          {engine ?? NONE}
        </Figure>
      </dl>
    </>
  );
}
