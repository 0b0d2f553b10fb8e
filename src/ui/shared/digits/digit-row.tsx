import { memo, useCallback, useEffect, useState } from 'react';
import { type FoundDigits, NO_PREDICTION } from '../../../protocol/browsing';
import { SharpCanvas } from '../painted-canvas';
import classes from './digit-grid.module.css';
import { useRun } from '../../../state/run-store';
import { captionOf, digitSentence } from './digit-words';
import { CAPTION_HEIGHT, type GridLook, PICTURE } from './grid-look';
import { paintRow } from './paint-row';
import type { PixelBlocks } from './pixel-blocks';

/** A row that stays for this long has come to rest: what flies past has pictures only. */
const REST_MS = 80;

interface Span {
  readonly found: FoundDigits;
  /** Place in the list of the row's first digit. */
  readonly start: number;
  readonly count: number;
}

interface DigitRowProps extends Span {
  readonly blocks: PixelBlocks;
  readonly look: GridLook;
  /** Place in the list of the digit that is picked out; -1 when it is in another row. */
  readonly chosen: number;
  readonly cellId: (place: number) => string;
}

/** One row of the grid: a canvas that shows it and, once it rests, captions and cells to point at and to hear of. */
export const DigitRow = memo(function DigitRow(props: DigitRowProps) {
  const { found, start, count, blocks, look, chosen, cellId } = props;
  const [rested, setRested] = useState<Span>();
  const isResting = rested?.found === found && rested.start === start && rested.count === count;

  useEffect(() => {
    const timer = setTimeout(() => setRested({ found, start, count }), REST_MS);
    return () => clearTimeout(timer);
  }, [found, start, count]);

  const paint = useCallback(
    (context: CanvasRenderingContext2D, density: number) => {
      let gone = false;
      const paintIfHere = (): boolean => {
        const digits = [];
        for (let place = start; place < start + count; place++) {
          const pixels = blocks.peek(place);
          if (!pixels) return false;
          const guess = found.predicted[place]!;
          const isWrong = guess !== NO_PREDICTION && guess !== found.labels[place];
          digits.push({ pixels, caption: isResting ? captionOf(found, place) : '', isWrong });
        }
        paintRow(context, density, digits, look, isResting);
        context.canvas.dataset['painted'] = '';
        return true;
      };
      if (!paintIfHere()) {
        void blocks.load(start, count).then(() => {
          if (!gone) paintIfHere();
        });
      }
      return () => {
        gone = true;
      };
    },
    [found, blocks, start, count, look, isResting],
  );
  const size = { width: (count - 1) * look.pitch + PICTURE, height: PICTURE + CAPTION_HEIGHT };

  return (
    <>
      <SharpCanvas {...size} style={size} paint={paint} aria-hidden className={classes['picture']} />
      {rested && (
        // What is left of another row must not be pointed at.
        <div role="presentation" className={classes['cells']} data-passing={!isResting || undefined}>
          <Cells {...rested} pitch={look.pitch} chosen={chosen} cellId={cellId} />
        </div>
      )}
    </>
  );
});

interface CellsProps extends Span, Pick<DigitRowProps, 'chosen' | 'cellId'> {
  readonly pitch: number;
}

const Cells = memo(function Cells({ found, start, count, pitch, chosen, cellId }: CellsProps) {
  const dataset = useRun((run) => run.dataset);
  return Array.from({ length: count }, (_, column) => {
    const place = start + column;
    return (
      <div
        key={column}
        id={cellId(place)}
        role="gridcell"
        aria-colindex={column + 1}
        aria-selected={place === chosen}
        aria-label={digitSentence(found, place, dataset)}
        className={classes['cell']}
        data-place={place}
        style={{ left: column * pitch }}
      />
    );
  });
});
