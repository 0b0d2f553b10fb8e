import { Button, Text, UnstyledButton } from '@mantine/core';
import { useEffect } from 'react';
import { labelsOf, MNIST } from '../../core/dataset';
import { CLASS_COUNT } from '../../core/network';
import type { Prediction } from '../../core/uncertainty';
import { openYourDigits } from '../../state/your-digits';
import { correctFound, lookInside, readAs } from '../../state/paper-store';
import { BarList } from '../shared/bar-list';
import { DigitPicture } from '../shared/digit-picture';
import classes from './photo-panel.module.css';

const DIGITS = labelsOf(MNIST);

interface FoundDigitProps {
  readonly place: number;
  /** Its plain picture: uint8 [784]. */
  readonly pixels: Uint8Array;
  readonly prediction: Prediction | undefined;
  /** What the visitor says it is. */
  readonly meant: number | undefined;
}

/** One digit of the photo: what the network sees and reads, what it really is, and the way inside. */
export function FoundDigit({ place, pixels, prediction, meant }: FoundDigitProps) {
  useEffect(() => void openYourDigits(), []);
  const read = readAs(prediction, place);
  const row = prediction?.probabilities.subarray(place * CLASS_COUNT, (place + 1) * CLASS_COUNT);
  return (
    <div className={classes['one']} data-testid="photo-selected" data-value={place}>
      <figure className={classes['picture']}>
        <DigitPicture pixels={pixels} label={`Digit ${place + 1} of the photo as 28 by 28 pixels`} />
        <figcaption>What the network sees</figcaption>
      </figure>
      <BarList
        label="How likely each digit is"
        bars={DIGITS.map((digit) => ({
          name: `${digit}`,
          fraction: row?.[digit] ?? 0,
          text: row ? `${Math.round(100 * row[digit]!)}%` : '',
          picked: digit === read,
        }))}
      />
      <div className={classes['correct']} role="group" aria-label="Say what this digit is">
        <Text size="sm" role="status">
          {meant === undefined
            ? 'No, that was a …'
            : `Kept as ${meant === 8 ? 'an' : 'a'} ${meant} among your digits.`}
        </Text>
        <div className={classes['labels']}>
          {DIGITS.map((digit) => (
            <UnstyledButton
              key={digit}
              className={classes['label']}
              aria-label={digit === read ? `Yes, this is a ${digit}` : `No, this is a ${digit}`}
              aria-pressed={digit === meant}
              data-read={digit === read || undefined}
              onClick={() => correctFound(place, digit)}
            >
              {digit}
            </UnstyledButton>
          ))}
        </div>
        <Button size="compact-sm" variant="subtle" onClick={() => lookInside(place)}>
          Look inside
        </Button>
      </div>
    </div>
  );
}
