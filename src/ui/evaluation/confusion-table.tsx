import { labelsOf, MNIST } from '../../core/dataset';
import { Text, VisuallyHidden } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import { useRun } from '../../state/run-store';
import { CLASS_COUNT } from '../../core/network';
import { cellPercent, cellSentence, FULL_ERROR_SHARE, shareOfTruth, tintPercent } from './confusions';
import classes from './confusion-table.module.css';
import { useGridFocus } from './use-grid-focus';

interface ConfusionTableProps {
  /** uint32 [10, 10], rows true, columns read. */
  readonly matrix: Uint32Array;
  /** Whether squares hold counts, or shares of their row. */
  readonly unit: 'count' | 'percent';
  /** The square whose digits are shown. */
  readonly chosen: Cell | undefined;
  readonly onChoose: (cell: Cell) => void;
}

export interface Cell {
  /** The true digit. */
  readonly row: number;
  /** What it was read as. */
  readonly column: number;
}

const DIGITS = labelsOf(MNIST);

/**
 * The confusion matrix: which digit was read as which. Pointing at a cell, or moving to it by key, says it in words; a click
 * or the enter key chooses it.
 */
export function ConfusionTable({ matrix, unit, chosen, onChoose }: ConfusionTableProps) {
  const names = useRun((run) => run.dataset.classNames);
  const { tabIndexOf, enter, onKeyDown } = useGridFocus(CLASS_COUNT);
  const [pointed, setPointed] = useState<Cell>();
  const [focused, setFocused] = useState<Cell>();
  const active = pointed ?? focused;

  const renderCell = (row: number, column: number) => {
    const count = matrix[row * CLASS_COUNT + column]!;
    const share = shareOfTruth(matrix, row, column);
    const isRight = row === column;
    const tint = tintPercent(share, isRight ? 1 : FULL_ERROR_SHARE);
    return (
      <td
        key={column}
        className={classes[isRight ? 'right' : 'wrong']}
        style={{ '--tint': `${tint.toFixed(1)}%` } as CSSProperties}
        data-row={row}
        data-column={column}
        tabIndex={tabIndexOf(row, column)}
        aria-selected={chosen?.row === row && chosen.column === column}
        aria-label={cellSentence(matrix, row, column, names)}
        onPointerEnter={() => setPointed({ row, column })}
        onClick={() => onChoose({ row, column })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onChoose({ row, column });
        }}
        onFocus={() => {
          enter(row, column);
          setFocused({ row, column });
        }}
      >
        <span>{count > 0 && (unit === 'count' ? count : cellPercent(share))}</span>
      </td>
    );
  };

  return (
    <div className={classes['block']}>
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the ARIA pattern for roving focus
        role="grid"
        aria-readonly
        data-testid="confusion-matrix"
        data-value={matrix.join(',')}
        className={classes['matrix']}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setPointed(undefined)}
        onBlur={() => setFocused(undefined)}
      >
        <caption>
          <VisuallyHidden>
            Confusion matrix: how often each true digit, one per row, was read as each digit, one per column
          </VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className={classes['axis']} data-side="row">
              true
            </th>
            <th scope="colgroup" colSpan={CLASS_COUNT} className={classes['axis']}>
              read as
            </th>
          </tr>
          <tr>
            {DIGITS.map((digit) => (
              <th key={digit} scope="col" data-active={active?.column === digit || undefined}>
                {digit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DIGITS.map((row) => (
            <tr key={row}>
              <th scope="row" data-active={active?.row === row || undefined}>
                {row}
              </th>
              {DIGITS.map((column) => renderCell(row, column))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* Not a live region: each cell's own label says the same to a screen reader. */}
      <Text size="sm" className={classes['detail']} data-quiet={active === undefined || undefined}>
        {active === undefined
          ? 'Point at a square to read it; choose it, by click or Enter, to see its digits.'
          : `${cellSentence(matrix, active.row, active.column, names)}.`}
      </Text>
      <Text size="xs" className={classes['legend']}>
        <span>
          <span className={classes['key']} data-kind="right" /> read right
        </span>
        <span>
          <span className={classes['key']} data-kind="wrong" /> misread, up to 1 in 20 or more
        </span>
      </Text>
    </div>
  );
}
