import { memo, useLayoutEffect, useRef } from 'react';
import { type FoundDigits, NO_GUESS } from '../../../protocol/browsing';
import classes from './digit-grid.module.css';
import { captionOf, digitSentence } from './digit-words';
import { CAPTION_HEIGHT, paintRow, PICTURE, type RowLook } from './paint-row';
import type { PixelBlocks } from './pixel-blocks';

interface DigitRowProps {
  readonly found: FoundDigits;
  readonly blocks: PixelBlocks;
  /** Counted from 0. */
  readonly row: number;
  readonly columns: number;
  readonly look: RowLook;
  /** Place in the list of the digit that is picked out; -1 when it is in another row. */
  readonly chosen: number;
  readonly cellId: (place: number) => string;
}

/** One row of the grid: a canvas that shows it, and a cell per digit that says it and can be pointed at. */
export const DigitRow = memo(function DigitRow(props: DigitRowProps) {
  const { found, blocks, row, columns, look, chosen, cellId } = props;
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const start = row * columns;
  const count = Math.min(columns, found.indices.length - start);

  useLayoutEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas || count <= 0) return;
    let gone = false;
    const paint = (): boolean => {
      const digits = [];
      for (let place = start; place < start + count; place++) {
        const pixels = blocks.peek(place);
        if (!pixels) return false;
        const guess = found.guesses[place]!;
        const isWrong = guess !== NO_GUESS && guess !== found.labels[place];
        digits.push({ pixels, caption: captionOf(found, place), isWrong });
      }
      paintRow(canvas, digits, look);
      canvas.dataset['painted'] = '';
      return true;
    };
    if (!paint()) {
      void blocks.load(start, count).then(() => {
        if (!gone) paint();
      });
    }
    return () => {
      gone = true;
    };
  }, [found, blocks, start, count, look]);

  return (
    <>
      <canvas
        ref={canvasRef}
        aria-hidden
        className={classes['picture']}
        style={{ width: count * look.pitch, height: PICTURE + CAPTION_HEIGHT }}
      />
      {Array.from({ length: Math.max(0, count) }, (_, column) => {
        const place = start + column;
        return (
          <div
            key={column}
            id={cellId(place)}
            role="gridcell"
            aria-colindex={column + 1}
            aria-selected={place === chosen}
            aria-label={digitSentence(found, place)}
            className={classes['cell']}
            data-place={place}
            style={{ left: column * look.pitch }}
          />
        );
      })}
    </>
  );
});
