import { VisuallyHidden } from '@mantine/core';
import { numberWords, type NumberPrediction } from './prediction';
import classes from './prediction-view.module.css';
import { useSettled } from './use-settled';

const SPEAK_AFTER_MS = 900;

/** Whose answer it is: the visitor's own network's or the pretrained one's. */
export type AnswerSource = 'own' | 'reference';

const READERS: Readonly<Record<AnswerSource, string>> = {
  own: 'Your network',
  reference: 'The pretrained network',
};

interface PredictionViewProps {
  readonly reading: NumberPrediction;
  readonly source: AnswerSource;
  /** Said in the reading's place while there is none. */
  readonly placeholder: string;
}

/** The number that the network reads, large, how sure it is, in words, and which network it was. */
export function PredictionView({ reading, source, placeholder }: PredictionViewProps) {
  const some = reading.state !== 'none';
  const words = numberWords(reading);
  const spoken = useSettled(words, SPEAK_AFTER_MS);
  return (
    <div
      className={classes['reading']}
      data-testid="prediction"
      data-value={reading.text}
      data-confidence={reading.confidence ?? ''}
      data-state={reading.state}
      data-source={some ? source : ''}
      data-length={reading.text.length > 4 ? 'long' : reading.text.length > 1 ? 'several' : 'one'}
    >
      <span className={classes['digit']} aria-hidden>
        {reading.text}
      </span>
      <span className={classes['words']}>
        {some && <span className={classes['reader']}>{READERS[source]}</span>}
        {some ? words : placeholder}
      </span>
      <VisuallyHidden aria-live="polite">{spoken}</VisuallyHidden>
    </div>
  );
}
