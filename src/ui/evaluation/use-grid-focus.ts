import { type KeyboardEvent, useState } from 'react';

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell of a square grid; undefined for keys that mean something else. */
export function nextCell(
  { row, column }: Cell,
  key: string,
  toEdge: boolean,
  size: number,
): Cell | undefined {
  const last = size - 1;
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(last, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(last, column + 1) };
    case 'Home':
      return { row: toEdge ? 0 : row, column: 0 };
    case 'End':
      return { row: toEdge ? last : row, column: last };
    default:
      return undefined;
  }
}

/**
 * Roving focus as the ARIA grid pattern has it: the tab key enters the grid at one cell, the arrow keys move from there.
 * Cells are found by their data-row and data-column. https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function useGridFocus(size: number) {
  const [entry, setEntry] = useState<Cell>({ row: 0, column: 0 });
  return {
    tabIndexOf: (row: number, column: number): 0 | -1 =>
      row === entry.row && column === entry.column ? 0 : -1,
    /** Call when a cell gets the focus, however it got it. */
    enter: (row: number, column: number): void => setEntry({ row, column }),
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      if (event.altKey || event.metaKey) return;
      const next = nextCell(entry, event.key, event.ctrlKey, size);
      if (next === undefined) return;
      // Arrow keys would otherwise scroll the page away.
      event.preventDefault();
      event.currentTarget
        .querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`)
        ?.focus();
    },
  };
}
