import { type Dataset, labelsOf, MNIST } from '../../core/dataset';
import { Button, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Stroke } from '../../core/strokes';
import { useRun } from '../../state/run-store';
import {
  keepDigit,
  openYourDigits,
  relabelDigit,
  removeDigits,
  useYourDigits,
} from '../../state/your-digits';
import classes from './correction.module.css';

const DIGITS = labelsOf(MNIST);

interface CorrectionProps {
  /** The strokes of the one digit that was read, in pad units. Copied when a button is pressed. */
  readonly strokes: readonly Stroke[];
  /** Its picture: another array for every change of the drawing. Undefined while there is nothing to correct. */
  readonly pixels: Uint8Array | undefined;
  /** What the network reads, 0..9. */
  readonly reading: number | undefined;
}

/** "No, that was a …": one touch keeps the drawing with what it means; another one changes one's mind. */
export function Correction({ strokes, pixels, reading }: CorrectionProps) {
  useEffect(() => void openYourDigits(), []);
  const [kept, setKept] = useState<{ readonly pixels: Uint8Array; readonly id: string }>();
  const id = kept && kept.pixels === pixels ? kept.id : undefined;
  const digits = useYourDigits((yours) => yours.digits);
  // It may have been removed in the gallery meanwhile.
  const meant = id === undefined ? undefined : digits.find((digit) => digit.id === id)?.label;
  const nothing = pixels === undefined || reading === undefined;

  const dataset = useRun((run) => run.dataset);
  const isOwn = useRun((run) => (run.progress?.step ?? 0) > 0);
  if (isOwn && dataset.preparation === 'none') return <NoHandwriting dataset={dataset} reading={reading} />;

  const choose = (label: number): void => {
    if (!pixels || nothing) return;
    if (id !== undefined && meant !== undefined) relabelDigit(id, label);
    else setKept({ pixels, id: keepDigit(strokes, label, reading) });
  };
  return (
    <div className={classes['correction']} role="group" aria-label="Correct the reading">
      <Text size="sm" className={classes['words']}>
        {meant === undefined && (nothing ? 'Read wrongly? Then say here what it was.' : 'No, that was a …')}
        {/* Only this is said aloud: the words above change with the pen. */}
        <span role="status">
          {meant !== undefined && `Kept as ${meant === 8 ? 'an' : 'a'} ${meant}: ${digits.length} in all.`}
        </span>
      </Text>
      <div className={classes['digits']}>
        {DIGITS.map((digit) => (
          // Not `disabled`: the focus would be lost whenever the pad is wiped.
          <UnstyledButton
            key={digit}
            className={classes['digit']}
            aria-label={digit === reading ? `Yes, that was a ${digit}` : `No, that was a ${digit}`}
            aria-pressed={digit === meant}
            aria-disabled={nothing}
            data-read={(!nothing && digit === reading) || undefined}
            onClick={() => choose(digit)}
          >
            {digit}
          </UnstyledButton>
        ))}
      </div>
      {id !== undefined && meant !== undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={classes['undo']}
          onClick={() => removeDigits([id])}
        >
          Don’t keep it
        </Button>
      )}
    </div>
  );
}

/** The network on screen has learned pictures that no pen draws. */
function NoHandwriting({
  dataset,
  reading,
}: {
  readonly dataset: Dataset;
  readonly reading: number | undefined;
}) {
  return (
    <Text size="sm" className={classes['words']} data-testid="no-handwriting">
      {reading !== undefined && `That stands for “${dataset.classNames[reading] ?? reading}”. `}
      This network has learned {dataset.name}, whose pictures are not prepared as drawings are: the pad is for
      handwriting.
    </Text>
  );
}
