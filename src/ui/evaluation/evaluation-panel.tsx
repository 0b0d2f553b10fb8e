import { Button, Progress, Text } from '@mantine/core';
import { IconChecklist, IconHistory } from '@tabler/icons-react';
import type { Evaluation } from '../../core/metrics';
import { Panel } from '../shared/panel';
import { Placeholder } from '../shared/placeholder';
import classes from './evaluation-panel.module.css';
import { EvaluationWords } from './evaluation-words';
import { Figures } from './figures';
import { Findings } from './findings';

interface EvaluationPanelProps {
  /** The latest evaluation; undefined before the first. */
  readonly evaluation: Evaluation | undefined;
  /** Share of the digits read so far while an evaluation runs, 0..1; undefined when none does. */
  readonly running: number | undefined;
  /** Whether there is a network to evaluate now. */
  readonly canEvaluate: boolean;
  readonly onEvaluate: () => void;
  /** Whether the network has changed since `evaluation`. */
  readonly stale?: boolean;
}

/** The exam: how a network reads digits that it never saw in training, and which ones it mixes up. */
export function EvaluationPanel({
  evaluation,
  running,
  canEvaluate,
  onEvaluate,
  stale = false,
}: EvaluationPanelProps) {
  const unavailable = !canEvaluate || running !== undefined;
  return (
    <Panel
      title="Test on unseen digits"
      about={<EvaluationWords />}
      hint="The 10,000 test digits are touched only when a run ends or you ask."
      actions={
        // Not `disabled`: the focus would fall out of a button that disables itself when pressed.
        <Button
          variant="light"
          leftSection={<IconChecklist size={18} aria-hidden />}
          aria-disabled={unavailable}
          data-disabled={unavailable}
          onClick={() => {
            if (!unavailable) onEvaluate();
          }}
        >
          Evaluate
        </Button>
      }
    >
      <div className={classes['body']}>
        {/* Always there, so that nothing moves when it starts. */}
        <div className={classes['progress']}>
          {running !== undefined && (
            <Progress.Root size="xs">
              <Progress.Section value={running * 100} aria-label="Reading the test digits" />
            </Progress.Root>
          )}
        </div>
        <Figures evaluation={evaluation} />
        {stale && evaluation !== undefined && (
          <Text size="sm" className={classes['stale']}>
            <IconHistory size={18} aria-hidden />
            <span>
              The network has changed since. This is how it did before; press Evaluate to test it as it is
              now.
            </span>
          </Text>
        )}
        {evaluation ? (
          <Findings evaluation={evaluation} />
        ) : (
          <Placeholder data-testid="confusion-matrix" data-value="">
            <Text>
              When a run ends, or you press Evaluate, the network reads 10,000 digits that it has never seen.
              Here you will see how many it got right, and which digits it takes for which.
            </Text>
          </Placeholder>
        )}
      </div>
    </Panel>
  );
}
