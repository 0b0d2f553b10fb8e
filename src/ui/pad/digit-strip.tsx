import { VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import { DigitPicture } from '../shared/digit-picture';
import classes from './digit-strip.module.css';
import { percent, type Reading } from './prediction';

interface DigitStripProps {
  /** The number's digits from left to right, each uint8 [784], 255 = ink. */
  readonly pictures: readonly Uint8Array[];
  /** What each is read as; may be shorter for a moment while the newest is being read. */
  readonly readings: readonly Reading[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}

/** The digits of a number one by one: what the network sees of each, reads it as, and how sure it is. One is selected. */
export function DigitStrip({ pictures, readings, selected, onSelect }: DigitStripProps) {
  const name = useId();
  return (
    <fieldset className={classes['strip']}>
      <VisuallyHidden component="legend">Which digit the bars are about</VisuallyHidden>
      {pictures.map((pixels, index) => {
        const reading = readings[index];
        const known = reading !== undefined && reading.state !== 'none' ? reading : undefined;
        return (
          <label
            // oxlint-disable-next-line react/no-array-index-key -- a digit is its place in the number
            key={index}
            className={classes['digit']}
            data-testid={`digit-${index}`}
            data-value={known?.digit ?? ''}
            data-confidence={known?.confidence ?? ''}
            data-state={known?.state ?? 'none'}
          >
            <input
              type="radio"
              name={name}
              className={classes['radio']}
              checked={index === selected}
              onChange={() => onSelect(index)}
            />
            <DigitPicture pixels={pixels} label={`Digit ${index + 1}`} />
            <span className={classes['value']}>{known?.digit ?? '?'}</span>
            <span className={classes['share']}>{known ? percent(known.confidence) : ''}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
