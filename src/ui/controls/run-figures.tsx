import { useRun } from '../../state/run-store';
import { Figure } from '../shared/figure';
import { formatCount, formatDuration, formatPercent } from '../shared/number-format';
import { Term } from '../shared/term';
import classes from './controls.module.css';
import { NO_FIGURE } from './figures';

/** The numbers of a run that few ask for. */
export function RunFigures() {
  const progress = useRun((run) => run.progress);
  const training = useRun((run) => run.training);
  const engine = useRun((run) => run.engine);
  const step = progress?.step ?? 0;
  const threads = progress?.threads ?? 1;
  return (
    <dl className={classes['figures']}>
      <Figure testId="step" label={<Term of="step">Step</Term>} value={step}>
        {formatCount(step)}
      </Figure>
      <Figure testId="train-accuracy" label="Training" value={training?.accuracyFraction}>
        {training ? formatPercent(training.accuracyFraction) : NO_FIGURE}
      </Figure>
      <Figure testId="engine" label={<Term of="engine">Engine</Term>} value={engine}>
        {engine ?? NO_FIGURE}
        {threads > 1 && `, ${threads} threads`}
      </Figure>
      <Figure testId="examples-per-second" label="Digits a second" value={progress?.examplesPerSecond}>
        {progress && progress.examplesPerSecond > 0 ? formatCount(progress.examplesPerSecond) : NO_FIGURE}
      </Figure>
      <Figure testId="train-seconds" label="Time trained" value={progress?.trainSeconds}>
        {progress ? formatDuration(1000 * progress.trainSeconds) : NO_FIGURE}
      </Figure>
    </dl>
  );
}
