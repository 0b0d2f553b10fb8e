import { Text } from '@mantine/core';
import { useRun } from '../../state/run-store';
import { Panel } from '../shared/panel';
import classes from './controls.module.css';
import { DataLoading } from './data-loading';
import { PresetPicker } from './preset-picker';
import { RunFigures } from './run-figures';

/** What the next run is to be, and what else there is to know of this one. */
export function RunSetup() {
  const engineNote = useRun((run) => run.engineNote);
  return (
    <Panel title="Recipe">
      <PresetPicker />
      <DataLoading />
      <details className={classes['details']}>
        <summary>Details</summary>
        <RunFigures />
        {engineNote !== '' && (
          <Text size="sm" className={classes['soft']} data-testid="engine-note">
            {engineNote}
          </Text>
        )}
      </details>
    </Panel>
  );
}
