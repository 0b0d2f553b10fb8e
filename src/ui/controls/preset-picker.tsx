import { SegmentedControl, Stack, Text } from '@mantine/core';
import type { Experiment } from '../../core/experiment';
import { settingWords } from '../../core/experiment/what-changed';
import { PRESET_HINTS } from '../../core/preset-hints';
import {
  HISTORIC_PRESET_NAMES,
  OWN_PRESET_NAMES,
  type PresetName,
  PRESETS,
  presetOf,
} from '../../core/presets';
import { choosePreset, useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import classes from './controls.module.css';

interface ChoicesProps {
  readonly label: string;
  readonly names: readonly PresetName[];
  readonly chosen: PresetName | undefined;
  readonly disabled: boolean;
}

function Choices({ label, names, chosen, disabled }: ChoicesProps) {
  return (
    <SegmentedControl
      fullWidth
      aria-label={label}
      data={names.map((name) => ({ value: name, label: PRESETS[name].label }))}
      // Empty when the recipe is one of the other row, or the visitor's own.
      value={chosen && names.includes(chosen) ? chosen : ''}
      disabled={disabled}
      onChange={(name) => choosePreset(name as PresetName)}
    />
  );
}

/** "A recipe of your own: hidden layers 64, adam, learning rate 0.004, epochs 2." */
const ownWords = (experiment: Experiment): string =>
  `A recipe of your own: ${[
    settingWords('hidden', experiment.hidden),
    experiment.optimizer,
    settingWords('learningRate', experiment.learningRate),
    settingWords('epochs', experiment.epochs),
  ].join(', ')}.`;

/** Our own recipes, quick to thorough. */
export function PresetPicker() {
  const experiment = useExperiment((state) => state.experiment);
  const preset = presetOf(experiment);
  const running = useRun((run) => isRunning(run.status));
  return (
    <Stack gap="xs">
      <Choices label="Recipe" names={OWN_PRESET_NAMES} chosen={preset} disabled={running} />
      <Text size="sm" className={classes['hint']}>
        {preset ? PRESET_HINTS[preset] : ownWords(experiment)} <a href="#settings">All settings</a>
      </Text>
    </Stack>
  );
}

/** Networks that made history, as far as a dense one can be them. */
export function HistoricPresets() {
  const preset = useExperiment(({ experiment }) => presetOf(experiment));
  const running = useRun((run) => isRunning(run.status));
  return (
    <Stack gap="xs">
      <Text size="xs" className={classes['soft']}>
        Recipes from history
      </Text>
      <Choices label="Recipe from history" names={HISTORIC_PRESET_NAMES} chosen={preset} disabled={running} />
    </Stack>
  );
}
