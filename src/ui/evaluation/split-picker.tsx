import { Group, Text } from '@mantine/core';
import type { SplitEvaluation } from '../../protocol/browsing';
import { Choice } from '../shared/choice';
import { formatCount, formatPercent } from '../shared/number-format';
import classes from './evaluation-panel.module.css';

export type ExamSplit = 'validation' | 'test';

const CHOICES: readonly { value: ExamSplit; label: string }[] = [
  { value: 'validation', label: 'Validation digits' },
  { value: 'test', label: 'Test digits' },
];

interface SplitPickerProps {
  /** Of the digits that are shown. */
  readonly splitEvaluation: SplitEvaluation;
  readonly value: ExamSplit;
  /** Whether both have been read. */
  readonly canPick: boolean;
  readonly onPick: (split: ExamSplit) => void;
}

/** Which digits all that stands below is about, and when the network read them. */
export function SplitPicker({ splitEvaluation, value, canPick, onPick }: SplitPickerProps) {
  const { accuracyFraction, exampleCount } = splitEvaluation.evaluation;
  return (
    <Group gap="xs" mt="xs">
      {canPick && <Choice label="Digits shown" choices={CHOICES} value={value} onChange={onPick} />}
      <Text size="sm" className={classes['soft']} data-testid="matrix-accuracy" data-value={accuracyFraction}>
        {formatCount(exampleCount)} {value} digits, read after step {formatCount(splitEvaluation.step)}:{' '}
        {formatPercent(accuracyFraction)} right
      </Text>
    </Group>
  );
}
