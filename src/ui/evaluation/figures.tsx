import { Text } from '@mantine/core';
import type { Evaluation } from '../../core/metrics';
import { formatCount, formatLoss, formatPercent } from '../shared/number-format';
import { Term } from '../shared/term';
import classes from './evaluation-panel.module.css';

/** The test's accuracy and loss, large. */
export function Figures({ evaluation }: { readonly evaluation: Evaluation | undefined }) {
  const misread = evaluation && Math.round(evaluation.exampleCount * (1 - evaluation.accuracyFraction));
  return (
    <div className={classes['figures']}>
      <div>
        <Text
          component="p"
          className={classes['accuracy']}
          data-testid="evaluated-accuracy"
          data-value={evaluation?.accuracyFraction ?? ''}
        >
          {evaluation ? formatPercent(evaluation.accuracyFraction) : '–'}
        </Text>
        <Text size="sm" className={classes['soft']}>
          test <Term of="accuracy" />
        </Text>
      </div>
      <div>
        <Text component="p" className={classes['loss']}>
          {evaluation ? formatLoss(evaluation.loss) : '–'}
        </Text>
        <Text size="sm" className={classes['soft']}>
          test <Term of="loss" />
        </Text>
      </div>
      {/* Not a live region: what the test brought is said with the run's other milestones. */}
      <Text>
        {evaluation && misread === 0 && `All ${formatCount(evaluation.exampleCount)} digits read right.`}
        {evaluation &&
          misread !== 0 &&
          `${formatCount(misread ?? 0)} of ${formatCount(evaluation.exampleCount)} digits misread.`}
      </Text>
    </div>
  );
}
