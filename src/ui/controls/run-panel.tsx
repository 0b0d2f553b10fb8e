import { Text } from '@mantine/core';
import type { RunStatus } from '../../protocol/events';
import { useRun } from '../../state/run-store';
import { Panel } from '../shared/panel';
import classes from './controls.module.css';
import { DataLoading } from './data-loading';
import { PresetPicker } from './preset-picker';
import { RunButtons } from './run-buttons';
import { RunFigures } from './run-figures';
import { TrainingWords } from './training-words';

const STATUS_WORDS: Readonly<Record<RunStatus, string>> = {
  idle: 'Starting …',
  loading: 'Loading digits; you can press Train already.',
  ready: 'Ready to train.',
  training: 'Training …',
  paused: 'Paused.',
  finished: 'Finished: the network is yours to try.',
  failed: 'Stopped by a problem.',
};

/** The recipe, the buttons and the numbers of a run. */
export function RunPanel() {
  const status = useRun((run) => run.status);
  const engineNote = useRun((run) => run.engineNote);
  return (
    <Panel title="Train" about={<TrainingWords />}>
      <PresetPicker />
      <RunButtons />
      <Text size="sm" className={classes['soft']} data-testid="run-status" data-value={status} role="status">
        {STATUS_WORDS[status]}
      </Text>
      <RunFigures />
      <DataLoading />
      {engineNote !== '' && (
        <Text size="sm" className={classes['soft']} data-testid="engine-note">
          {engineNote}
        </Text>
      )}
    </Panel>
  );
}
