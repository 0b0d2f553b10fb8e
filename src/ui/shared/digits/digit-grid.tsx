import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef } from 'react';
import type { FoundDigits } from '../../../protocol/browsing';
import { useBrowsing } from '../../../state/browsing';
import { useAppearance } from '../colour-scheme';
import classes from './digit-grid.module.css';
import { DigitRow } from './digit-row';
import { CAPTION_HEIGHT, columnsIn, gridLook, PICTURE } from './grid-look';
import { PixelBlocks } from './pixel-blocks';

const ROW_HEIGHT = PICTURE + CAPTION_HEIGHT + 4;
/** Rows drawn above and below what can be seen. */
const OVERSCAN = 3;

interface DigitGridProps {
  readonly found: FoundDigits;
  /** Changes when `found` answers another question: the list then starts at its top. */
  readonly listKey: string;
  /** Names the grid for screen readers. */
  readonly label: string;
  /** Number of the digit that is picked out. */
  readonly chosen: number | undefined;
  /** Hears the place in the list of the digit that was picked out. */
  readonly onChoose: (place: number) => void;
}

/** Where a key leads from a place in a list of `length`, laid out in rows of `columns`; undefined for other keys. */
export function nextPlace(
  place: number,
  key: string,
  { columns, length, page }: { readonly columns: number; readonly length: number; readonly page: number },
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * page,
    PageDown: columns * page,
    Home: -length,
    End: length,
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  return Math.min(length - 1, Math.max(0, place + step));
}

/**
 * A list of digits, however long, in rows as wide as there is room: only the rows in view exist. One stop for the tab key;
 * arrow keys move from digit to digit. Whoever holds it says how high it may get: --grid-height. https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function DigitGrid({ found, listKey, label, chosen, onChoose }: DigitGridProps) {
  const desk = useBrowsing(({ desk }) => desk);
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const scrollRef = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, scrollRef);
  const appearance = useAppearance();
  const look = useMemo(() => gridLook(appearance, width), [appearance, width]);
  const id = useId();
  const length = found.indices.length;
  const columns = columnsIn(width);
  const rowCount = width === 0 ? 0 : Math.ceil(length / columns);
  const blocks = useMemo(
    () => new PixelBlocks(found.indices, (indices) => desk?.pixels(indices) ?? new Promise(() => {})),
    [found, desk],
  );
  // oxlint-disable-next-line react/incompatible-library -- only this component uses what it returns
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  useEffect(() => {
    scrollRef.current?.scrollTo({ top: 0 });
  }, [listKey]);

  const items = rows.getVirtualItems();
  // Rows that scroll out lend their elements to those that scroll in: making a canvas costs more than repainting one.
  const slots = Math.max(
    items.length,
    Math.ceil((rows.scrollRect?.height ?? 0) / ROW_HEIGHT) + 2 * OVERSCAN + 1,
  );
  const chosenPlace = chosen === undefined ? -1 : found.indices.indexOf(chosen);
  const cellId = useMemo(() => (place: number) => `${id}-${place}`, [id]);
  const choose = (place: number): void => {
    rows.scrollToIndex(Math.floor(place / columns), { align: 'auto' });
    onChoose(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.ctrlKey || length === 0) return;
    const page = Math.max(1, Math.floor(scrollRef.current!.clientHeight / ROW_HEIGHT) - 1);
    const isEnter = event.key === 'Enter' || event.key === ' ';
    const next = isEnter
      ? Math.max(0, chosenPlace)
      : nextPlace(chosenPlace, event.key, { columns, length, page });
    if (next === undefined) return;
    event.preventDefault();
    choose(chosenPlace < 0 ? 0 : next);
  };
  const onClick = (event: MouseEvent): void => {
    const place = (event.target as HTMLElement).dataset['place'];
    if (place !== undefined) onChoose(Number(place));
  };

  return (
    <div
      ref={ref}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rowCount}
      aria-colcount={columns}
      aria-activedescendant={chosenPlace < 0 ? undefined : cellId(chosenPlace)}
      className={classes['grid']}
      // As high as its rows, up to what there is room for; one row before its width is known.
      style={{ height: `min(${Math.max(1, rowCount) * ROW_HEIGHT}px, var(--grid-height))` }}
      data-testid="digit-grid"
      data-value={length}
      data-columns={columns}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {items
          // Those beyond the end are of a longer list, until the next measurement.
          .filter(({ index }) => index < rowCount)
          .map(({ index: row, start }) => (
            <div
              key={row % slots}
              role="row"
              aria-rowindex={row + 1}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <DigitRow
                found={found}
                blocks={blocks}
                start={row * columns}
                count={Math.min(columns, length - row * columns)}
                look={look}
                chosen={Math.floor(chosenPlace / columns) === row ? chosenPlace : -1}
                cellId={cellId}
              />
            </div>
          ))}
      </div>
    </div>
  );
}
