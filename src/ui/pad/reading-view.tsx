import { VisuallyHidden } from '@mantine/core';
import { type Reading, readingWords } from './reading';
import classes from './reading-view.module.css';
import { useSettled } from './use-settled';

const SPEAK_AFTER_MS = 900;

interface ReadingViewProps {
  readonly reading: Reading;
  /** Said in the reading's place while there is none. */
  readonly placeholder: string;
}

/** The digit that the network reads, large, and how sure it is, in words. Keeps its size whatever it says. */
export function ReadingView({ reading, placeholder }: ReadingViewProps) {
  const some = reading.state !== 'none';
  const words = readingWords(reading);
  const spoken = useSettled(words, SPEAK_AFTER_MS);
  return (
    <div
      className={classes['reading']}
      data-testid="prediction"
      data-value={some ? reading.digit : ''}
      data-confidence={some ? reading.confidence : ''}
      data-state={reading.state}
    >
      <span className={classes['digit']} aria-hidden>
        {some && reading.digit}
      </span>
      <span className={classes['words']}>{some ? words : placeholder}</span>
      <VisuallyHidden aria-live="polite">{spoken}</VisuallyHidden>
    </div>
  );
}
