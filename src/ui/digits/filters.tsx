import { Chip, Group, Input, NativeSelect, RangeSlider } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Split, SPLITS } from '../../core/splits';
import type { DigitOrder, DigitQuery } from '../../protocol/browsing';
import { useRun } from '../../state/run-store';
import { Choice } from '../shared/choice';
import classes from './digits.module.css';

const SPLIT_CHOICES: readonly { value: Split | 'all'; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'train', label: 'Training' },
  { value: 'validation', label: 'Validation' },
  { value: 'test', label: 'Test' },
];
const OUTCOMES: readonly { value: DigitQuery['outcome']; label: string }[] = [
  { value: 'any', label: 'Any' },
  { value: 'right', label: 'Right' },
  { value: 'wrong', label: 'Wrong' },
];
const ORDERS: readonly { value: DigitOrder; label: string }[] = [
  { value: 'place', label: 'As in the set' },
  { value: 'hardest', label: 'Highest loss first' },
  { value: 'least-sure', label: 'Least sure first' },
  { value: 'most-sure', label: 'Most sure first' },
];

interface FiltersProps {
  readonly query: DigitQuery;
  readonly onChange: (query: DigitQuery) => void;
}

/** Which digits are shown. */
export function Filters({ query, onChange }: FiltersProps) {
  const change = (part: Partial<DigitQuery>): void => onChange({ ...query, ...part });
  const { classNames } = useRun((run) => run.dataset);
  const [split] = query.splits;
  return (
    <div className={classes['filters']}>
      <Filter label="Part of the set">
        <Choice
          label="Part of the set"
          choices={SPLIT_CHOICES}
          value={query.splits.length === 1 ? split! : 'all'}
          onChange={(value) => change({ splits: value === 'all' ? SPLITS : [value] })}
        />
      </Filter>
      <Filter label="How it was read">
        <Choice
          label="How it was read"
          choices={OUTCOMES}
          value={query.outcome}
          onChange={(outcome) => change({ outcome })}
        />
      </Filter>
      <Filter label="Label">
        <Chip.Group
          multiple
          value={query.labels.map(String)}
          onChange={(labels) => change({ labels: labels.map(Number) })}
        >
          <Group gap={4} role="group" aria-label="Label">
            {classNames.map((className, label) => (
              <Chip key={className} value={String(label)} size="xs" radius="sm" variant="light" icon={null}>
                {className}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Filter>
      <ConfidenceFilter value={query.confidence} onChange={(confidence) => change({ confidence })} />
      <NativeSelect
        label="Order"
        size="xs"
        data={[...ORDERS]}
        value={query.order}
        onChange={(event) => change({ order: event.currentTarget.value as DigitOrder })}
      />
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  /** Whether it takes the room that is left in its row. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Filter({ label, wide = false, children }: FilterProps) {
  return (
    <Input.Wrapper
      size="xs"
      label={label}
      labelElement="div"
      className={classes['filter']}
      data-wide={wide || undefined}
    >
      {children}
    </Input.Wrapper>
  );
}

interface ConfidenceFilterProps {
  /** Lowest and highest, 0..1. */
  readonly value: DigitQuery['confidence'];
  readonly onChange: (value: DigitQuery['confidence']) => void;
}

function ConfidenceFilter({ value, onChange }: ConfidenceFilterProps) {
  // While a thumb is dragged nothing is searched.
  const [dragged, setDragged] = useState<[number, number]>([value[0] * 100, value[1] * 100]);
  return (
    <Filter label={`Confidence: ${dragged[0]} to ${dragged[1]}%`} wide>
      <RangeSlider
        size="sm"
        minRange={0}
        label={null}
        thumbFromLabel="Lowest confidence, per cent"
        thumbToLabel="Highest confidence, per cent"
        value={dragged}
        onChange={setDragged}
        onChangeEnd={([lowest, highest]) => onChange([lowest / 100, highest / 100])}
      />
    </Filter>
  );
}
