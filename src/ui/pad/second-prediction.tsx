import { useMemo } from 'react';
import type { Prediction } from '../../core/uncertainty';
import { numberPredictionOf, type NumberPrediction, percentInWords } from './prediction';
import type { AnswerSource } from './prediction-view';
import classes from './second-prediction.module.css';

interface SecondPredictionProps {
  /** What the pretrained network makes of the drawing; undefined when there is nothing to say. */
  readonly guess: Prediction | undefined;
  /** What the page answers. */
  readonly answer: NumberPrediction;
  /** Whose answer that is. */
  readonly source: AnswerSource;
  readonly hasCaughtUp: boolean;
}

/**
 * The pretrained network's guess beside that of the visitor's own: as plain as the answer while there is something to
 * catch up with, one quiet line afterwards.
 */
export function SecondPrediction({ guess, answer, source, hasCaughtUp }: SecondPredictionProps) {
  const reading = useMemo(() => numberPredictionOf(guess), [guess]);
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
        {`The pretrained network reads ${agrees ? `${reading.text} too` : `${reading.text} instead`}.`}
      </p>
    );
  }
  return (
    <p className={classes['guess']} {...contract}>
      <span className={classes['digits']} aria-hidden>
        {reading.text}
      </span>
      <span>
        <span className={classes['reader']}>The pretrained network</span>
        {reading.state === 'sure' ? `${percentInWords(reading.confidence)} sure` : 'not sure'}
      </span>
    </p>
  );
}
