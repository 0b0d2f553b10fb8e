import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FIELDS } from '../../core/experiment';
import { readNumbers } from '../../core/read-number';
import { goOn } from '../../state/go-on';
import { type RunState, useRun } from '../../state/run-store';
import { isUnderWay, useSeriesQueue } from '../../state/series-queue';
import classes from './run-notes.module.css';

const MOST_BY_DEFAULT = 10;
const MOST_IN_ALL = FIELDS.epochs.kind === 'number' ? FIELDS.epochs.max : 1;

/** Whole epochs, the nearest number, that the run on screen did before it ended; undefined while none has ended. */
export const epochsDone = ({ status, progress }: RunState): number | undefined =>
  status === 'finished' && progress && progress.step > 0
    ? Math.round(progress.step / progress.stepsPerEpoch)
    : undefined;

interface FormProps {
  readonly done: number;
}

function Form({ done }: FormProps) {
  const [typed, setTyped] = useState<string>();
  const most = MOST_IN_ALL - done;
  const text = typed ?? String(Math.min(Math.max(done, 1), MOST_BY_DEFAULT, most));
  const more = readNumbers(text, true).find(
    (value) => Number.isInteger(value) && value >= 1 && value <= most,
  );
  return (
    <form
      className={classes['goOn']}
      aria-label="Train on"
      onSubmit={(event) => {
        event.preventDefault();
        if (more !== undefined) void goOn(done + more);
      }}
    >
      <TextInput
        label="More epochs to train"
        description={more === undefined ? undefined : `Until it has done ${done + more} in all.`}
        error={more === undefined && `Must be a whole number from 1 to ${most}.`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button size="sm" variant="light" type="submit">
        Go on
      </Button>
    </form>
  );
}

/** Lets a run that has ended train on. */
export function GoOnForm() {
  const done = useRun(epochsDone);
  const inSeries = useSeriesQueue(({ series }) => isUnderWay(series));
  if (done === undefined || done >= MOST_IN_ALL || inSeries) return null;
  // Another end, another number to begin with.
  return <Form key={done} done={done} />;
}
