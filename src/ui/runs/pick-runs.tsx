import { NativeSelect } from '@mantine/core';
import type { RunRecord } from '../../library/run-record';
import classes from './side-by-side.module.css';

interface PickRunsProps {
  readonly records: readonly RunRecord[];
  /** The ids of the two that are picked; undefined for none. */
  readonly picked: readonly [string | undefined, string | undefined];
  readonly onPick: (place: 0 | 1, id: string) => void;
}

/** Which two runs to put side by side. */
export function PickRuns({ records, picked, onPick }: PickRunsProps) {
  return (
    <div className={classes['pick']}>
      {([0, 1] as const).map((place) => (
        <NativeSelect
          key={place}
          size="sm"
          label={place === 0 ? 'Left' : 'Right'}
          data={[
            { value: '', label: 'Pick a run', disabled: true },
            ...records.map(({ id, name }) => ({
              value: id,
              label: name,
              disabled: id === picked[1 - place],
            })),
          ]}
          value={picked[place] ?? ''}
          onChange={(event) => onPick(place, event.currentTarget.value)}
        />
      ))}
    </div>
  );
}
