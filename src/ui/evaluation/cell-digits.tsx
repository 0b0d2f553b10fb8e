import { CloseButton, Group, Title } from '@mantine/core';
import type { Split } from '../../core/splits';
import { DigitExplorer } from '../shared/digits/digit-explorer';
import { ANY_DIGIT } from '../shared/digits/use-digit-query';
import type { Cell } from './confusion-table';

interface CellDigitsProps {
  readonly split: Split;
  readonly cell: Cell;
  readonly onClose: () => void;
}

/** The digits of one square of the confusion matrix. */
export function CellDigits({ split, cell, onClose }: CellDigitsProps) {
  const { row: truth, column: guess } = cell;
  const name = truth === guess ? `${truth}s read right` : `${truth}s read as ${guess}`;
  return (
    <div data-testid="cell-digits" data-value={`${truth},${guess}`}>
      <Group justify="space-between" gap="xs">
        <Title order={4} size="h5">
          {name}
        </Title>
        <CloseButton aria-label="Close the digits of this square" onClick={onClose} />
      </Group>
      <DigitExplorer
        query={{ ...ANY_DIGIT, splits: [split], labels: [truth], predicted: [guess], order: 'least-sure' }}
        label={name}
        emptyWords="No digit was read so."
        height={250}
      />
    </div>
  );
}
