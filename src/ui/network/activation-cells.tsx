import { Text } from '@mantine/core';
import { useCallback } from 'react';
import { argmax } from '../../core/metrics';
import classes from './drawing-insight.module.css';
import { formatShort, listUnits } from './insight-words';
import { SignedPicture } from './signed-picture';

const COLUMNS = 32;
/** Wide layers get more columns, lest they push everything else off the screen. */
const WIDE_COLUMNS = 64;
const WIDE_FROM = 512;

interface ActivationCellsProps {
  readonly name: string;
  /** float32 [units]. */
  readonly values: Float32Array;
  readonly testId: string;
  /** What the units stand for, if they stand for something; shown under their cells, which are then in one row. */
  readonly meanings?: readonly string[];
}

/** One layer's activations, a cell per unit, row by row. */
export function ActivationCells({ name, values, testId, meanings }: ActivationCellsProps) {
  const columns = Math.min(values.length, values.length > WIDE_FROM ? WIDE_COLUMNS : COLUMNS);
  const rows = Math.ceil(values.length / columns);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const valueAt = useCallback((cell: number) => values[cell] ?? Number.NaN, [values]);
  const active = values.reduce((count, value) => count + (Math.abs(value) > 0.01 * largest ? 1 : 0), 0);
  const strongest = [...values.keys()]
    .slice()
    .sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!))
    .slice(0, 3);
  const words = meanings
    ? `highest for ${meanings[argmax(values, values.length)[0]!]}, ${formatShort(Math.max(...values))}`
    : largest === 0
      ? `all ${values.length} units silent`
      : `${active} of ${values.length} units active, strongest ${listUnits(strongest, 3)}, up to ${formatShort(largest)}`;
  return (
    <div className={classes['layer']} data-testid={testId} data-value={values.join(',')}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <div className={classes['cells']}>
        <SignedPicture
          width={columns}
          height={rows}
          valueAt={valueAt}
          scale={largest}
          label={`${name}: ${words}`}
        />
      </div>
      {meanings && (
        <div className={classes['meanings']} aria-hidden>
          {meanings.map((meaning) => (
            <span key={meaning}>{meaning}</span>
          ))}
        </div>
      )}
      <Text size="xs" className={classes['soft']}>
        {words}
      </Text>
    </div>
  );
}
