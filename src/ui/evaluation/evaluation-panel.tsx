import { Progress, Text } from '@mantine/core';
import { IconChecklist, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { SplitEvaluation } from '../../protocol/browsing';
import { useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import { Panel } from '../shared/panel';
import { Placeholder } from '../shared/placeholder';
import { SteadyButton } from '../shared/steady-button';
import classes from './evaluation-panel.module.css';
import { EvaluationWords } from './evaluation-words';
import { Figures } from './figures';
import { Findings } from './findings';
import { type ExamSplit, SplitPicker } from './split-picker';
import { TemperatureNote } from './temperature-note';

interface EvaluationPanelProps {
  /** What the network made of the test digits; undefined before the first evaluation. */
  readonly test: SplitEvaluation | undefined;
  /** What it made of the validation digits when they were last read. */
  readonly validation: SplitEvaluation | undefined;
  /** Share of the test digits read so far while an evaluation runs, 0..1; undefined when none does. */
  readonly running: number | undefined;
  /** What calibrates the current network's confidence; undefined before it is known. */
  readonly temperature?: number | undefined;
  /** Whether there is a network to evaluate now. */
  readonly canEvaluate: boolean;
  readonly onEvaluate: () => void;
  /** Whether the network has changed since `test`. */
  readonly stale?: boolean;
}

/** Whichever was read last, unless the visitor picked the other one. */
function splitToShow(
  picked: ExamSplit | undefined,
  { test, validation }: Pick<EvaluationPanelProps, 'test' | 'validation'>,
): ExamSplit {
  if (!test) return 'validation';
  if (!validation) return 'test';
  return picked ?? (test.step >= validation.step ? 'test' : 'validation');
}

/** The exam: how a network reads digits that it never saw in training, and which ones it mixes up. */
export function EvaluationPanel(props: EvaluationPanelProps) {
  const { test, validation, running, temperature, canEvaluate, onEvaluate, stale = false } = props;
  const { splits } = useRun((run) => run.dataset);
  const [picked, setPicked] = useState<ExamSplit>();
  const split = splitToShow(picked, props);
  const splitEvaluation = split === 'test' ? test : validation;
  return (
    <Panel
      title="Test on unseen digits"
      about={<EvaluationWords />}
      hint="The 10,000 test digits are touched only when a run ends or you ask."
      actions={
        <SteadyButton
          variant="light"
          leftSection={<IconChecklist size={18} aria-hidden />}
          unavailable={!canEvaluate || running !== undefined}
          onClick={() => {
            setPicked('test');
            onEvaluate();
          }}
        >
          Evaluate
        </SteadyButton>
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
        <Figures evaluation={test?.evaluation} />
        {temperature !== undefined && <TemperatureNote temperature={temperature} />}
        {stale && (
          <Text size="sm" className={classes['stale']}>
            <IconHistory size={18} aria-hidden />
            <span>
              The network has changed since. This is how it did before; press Evaluate to test it as it is
              now.
            </span>
          </Text>
        )}
        {splitEvaluation ? (
          <>
            <SplitPicker
              splitEvaluation={splitEvaluation}
              value={split}
              canPick={test !== undefined && validation !== undefined}
              onPick={setPicked}
            />
            <Findings splitEvaluation={splitEvaluation} />
          </>
        ) : (
          <Placeholder data-testid="confusion-matrix" data-value="">
            <Text>
              While the network trains, you will see here which digits it takes for which: first on the{' '}
              {formatCount(splits.validation.count)} validation digits, and when a run ends, or you press
              Evaluate, on the {formatCount(splits.test.count)} test digits.
            </Text>
          </Placeholder>
        )}
      </div>
    </Panel>
  );
}
