import { Button, Progress, Text } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import type { RunStatus } from '../../protocol/events';
import { MAX_LOSS_FRACTION, type FineTuningReport } from '../../protocol/fine-tuning';
import type { KeptDigit } from '../../state/kept-digit';
import { isRunning, useRun } from '../../state/run-store';
import { startFromPretrained, teach, undoFineTuning, useFineTuning } from '../../state/fine-tuning';
import { formatPercent } from '../shared/number-format';
import { SteadyButton } from '../shared/steady-button';
import classes from './your-digits.module.css';

/** Why there can be no lesson now; undefined when there can. */
function obstacle(
  status: RunStatus,
  hasLearned: boolean,
  canStart: boolean,
  digitCount: number,
): string | undefined {
  if (status === 'training') return 'The network is busy training. When the run has ended, you can teach it.';
  if (status === 'paused')
    return 'The run is paused. Let it end, or press Stop: then you can teach the network.';
  if (!hasLearned)
    return `Train a network first${canStart ? ', or start from the ready-made one' : ''}: then you can teach it your hand.`;
  if (digitCount === 0) return 'Draw a digit, and keep it with one of the numbers below its reading.';
  return undefined;
}

/** Teaches the network the visitor's digits, and says what that did to it. */
export function FineTuningCard({ digits }: { readonly digits: readonly KeptDigit[] }) {
  const status = useRun((run) => run.status);
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  const fraction = useRun((run) => run.fineTuning);
  const { report, canUndo } = useFineTuning();
  const isPretrainedHere = useRun((run) => run.pretrained.state === 'ready');
  const canStart = isPretrainedHere && !hasLearned && !isRunning(status);
  const reason = obstacle(status, hasLearned, canStart, digits.length);
  const running = fraction !== undefined;
  return (
    <div className={classes['fineTuning']}>
      <SteadyButton
        leftSection={<IconSchool size={18} aria-hidden />}
        unavailable={reason !== undefined || running}
        onClick={() => void teach(digits)}
      >
        Teach it
      </SteadyButton>
      {canStart && (
        <Button variant="default" onClick={() => void startFromPretrained()}>
          Start from the ready-made one
        </Button>
      )}
      {canUndo && !running && (
        <Button variant="default" onClick={() => void undoFineTuning()}>
          Undo the lesson
        </Button>
      )}
      <div className={classes['fineTuningWords']}>
        {running && <Progress value={fraction * 100} aria-label="Share of the lesson done" />}
        <Text size="sm" role="status" className={classes['soft']}>
          {running
            ? 'Teaching a copy: your digits, mixed with the old ones so that nothing is forgotten …'
            : reason}
          {!running && report && <Outcome report={report} />}
        </Text>
      </div>
    </div>
  );
}

function Outcome({ report: { before, after, ownCount, isKept } }: { readonly report: FineTuningReport }) {
  const tests = [before, after].map(({ test }) => test.accuracyFraction) as [number, number];
  return (
    <span className={classes['report']} data-testid="lesson" data-value={isKept ? 'kept' : 'undone'}>
      {isKept
        ? 'It has learned. '
        : `It forgot more than ${formatPercent(MAX_LOSS_FRACTION, 1)} of the test digits over this, so the lesson was undone. `}
      <span data-testid="own-right" data-value={`${before.ownRight},${after.ownRight}`}>
        Of your {ownCount} it read {before.ownRight} right before and {after.ownRight} after;{' '}
      </span>
      <span data-testid="lesson-accuracy" data-value={tests.join(',')}>
        of the test digits {formatPercent(tests[0])} before and {formatPercent(tests[1])} after.
      </span>
    </span>
  );
}
