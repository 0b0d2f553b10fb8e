import { useMemo } from 'react';
import type { NetworkReading } from '../../protocol/commands';
import { numberReadingOf, type NumberReading, percentInWords } from './reading';
import type { AnswerSource } from './reading-view';
import classes from './second-guess.module.css';

interface SecondGuessProps {
  /** What the ready-trained network makes of the drawing; undefined when there is nothing to say. */
  readonly guess: NetworkReading | undefined;
  /** What the page answers. */
  readonly answer: NumberReading;
  /** Whose answer that is. */
  readonly source: AnswerSource;
  readonly hasCaughtUp: boolean;
}

/**
 * The ready-trained network's guess beside that of the visitor's own: as plain as the answer while there is something to
 * catch up with, one quiet line afterwards.
 */
export function SecondGuess({ guess, answer, source, hasCaughtUp }: SecondGuessProps) {
  const reading = useMemo(() => numberReadingOf(guess), [guess]);
  if (answer.state === 'none') return <p className={classes['quiet']} />;
  if (source === 'reference') {
    return <p className={classes['quiet']}>Press Train, and your own learns to read beside it.</p>;
  }
  if (reading.confidence === undefined) return <p className={classes['quiet']} />;
  const contract = {
    'data-testid': 'reference-prediction',
    'data-value': reading.text,
    'data-confidence': reading.confidence,
  };
  if (hasCaughtUp) {
    const agrees = reading.text === answer.text;
    return (
      <p className={classes['quiet']} {...contract}>
        {`The ready-trained network reads ${agrees ? `${reading.text} too` : `${reading.text} instead`}.`}
      </p>
    );
  }
  return (
    <p className={classes['guess']} {...contract}>
      <span className={classes['digits']} aria-hidden>
        {reading.text}
      </span>
      <span>
        <span className={classes['reader']}>The ready-trained network</span>
        {reading.state === 'sure' ? `${percentInWords(reading.confidence)} sure` : 'not sure'}
      </span>
    </p>
  );
}
