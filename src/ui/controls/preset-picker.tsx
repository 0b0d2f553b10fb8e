import { SegmentedControl, Text } from '@mantine/core';
import { PRESET_NAMES, type PresetName, PRESETS, presetOf } from '../../core/presets';
import { choosePreset, useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import classes from './controls.module.css';

const CHOICES = PRESET_NAMES.map((name) => ({ value: name, label: PRESETS[name].label }));

export function PresetPicker() {
  const preset = useExperiment(({ experiment }) => presetOf(experiment));
  const running = useRun((run) => isRunning(run.status));
  return (
    <div>
      <SegmentedControl
        fullWidth
        aria-label="Recipe"
        data={CHOICES}
        value={preset ?? ''}
        disabled={running}
        onChange={(name) => choosePreset(name as PresetName)}
      />
      <Text size="sm" mt="xs" className={classes['hint']}>
        {preset ? PRESETS[preset].hint : 'A recipe of your own.'}
      </Text>
    </div>
  );
}
