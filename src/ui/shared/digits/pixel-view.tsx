import { Button, Text } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { DigitPicture } from '../digit-picture';
import { nextPlace } from './digit-grid';
import classes from './pixel-view.module.css';

const SIDE = 28;
const LINES = Array.from({ length: SIDE }, (_, line) => line);

interface PixelViewProps {
  /** uint8 [784], row-major, 255 = ink. */
  readonly pixels: Uint8Array;
  /** What a screen reader calls the picture. */
  readonly label: string;
}

/** One digit large: pointing at a pixel, or moving to it by key, tells its value, and a table has them all. */
export function PixelView({ pixels, label }: PixelViewProps) {
  const [place, setPlace] = useState<number>();
  // A pixel that is pointed at is seen; one that is reached by key has to be said.
  const [byKeys, setByKeys] = useState(false);
  const [tableShown, setTableShown] = useState(false);

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((SIDE * (event.clientX - box.left)) / box.width);
    const row = Math.floor((SIDE * (event.clientY - box.top)) / box.height);
    if (column >= 0 && column < SIDE && row >= 0 && row < SIDE) {
      setByKeys(false);
      setPlace(row * SIDE + column);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextPlace(place ?? 0, event.key, { columns: SIDE, length: SIDE * SIDE, page: 7 });
    if (next === undefined) return;
    event.preventDefault();
    setByKeys(true);
    setPlace(place === undefined ? 0 : next);
  };

  return (
    <div className={classes['view']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a surface to explore, not a control */}
      <div
        role="application"
        aria-label={`Pixels of ${label}: arrow keys move from one to the next`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys move over the pixels
        tabIndex={0}
        className={classes['surface']}
        data-testid="digit-pixels"
        data-value={pixels.join(',')}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPlace(undefined)}
        onKeyDown={onKeyDown}
        onBlur={() => setPlace(undefined)}
      >
        <DigitPicture pixels={pixels} label={label} />
        {place !== undefined && (
          <span
            className={classes['cursor']}
            style={{
              left: `${(100 * (place % SIDE)) / SIDE}%`,
              top: `${(100 * Math.floor(place / SIDE)) / SIDE}%`,
            }}
          />
        )}
      </div>
      <Text size="sm" role="status" aria-live={byKeys ? 'polite' : 'off'} className={classes['value']}>
        {place === undefined
          ? 'Point at a pixel to see its value.'
          : `Row ${Math.floor(place / SIDE) + 1}, column ${(place % SIDE) + 1}: ${pixels[place]} of 255`}
      </Text>
      <Button
        variant="subtle"
        size="xs"
        aria-expanded={tableShown}
        onClick={() => setTableShown(!tableShown)}
      >
        {tableShown ? 'Hide the pixel values' : 'All pixel values'}
      </Button>
      {tableShown && <PixelTable pixels={pixels} />}
    </div>
  );
}

function PixelTable({ pixels }: { readonly pixels: Uint8Array }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than its place: keys must be able to scroll it
    <div className={classes['scroll']} role="region" aria-label="Pixel values" tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">row</th>
            {LINES.map((column) => (
              <th key={column} scope="col">
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map((row) => (
            <tr key={row}>
              <th scope="row">{row + 1}</th>
              {LINES.map((column) => {
                const value = pixels[row * SIDE + column]!;
                return (
                  <td key={column} data-ink={value > 0 || undefined}>
                    {value}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
