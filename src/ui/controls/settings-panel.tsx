import { Text } from '@mantine/core';
import type { Experiment } from '../../core/experiment';
import { layerSizesOf, parameterCount } from '../../core/network';
import { useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import { Panel } from '../shared/panel';
import classes from './controls.module.css';
import { SettingInput } from './setting-input';

const SHOWN: readonly (keyof Experiment)[] = [
  'hidden',
  'activation',
  'optimizer',
  'learningRate',
  'schedule',
  'batchSize',
  'epochs',
  'dropout',
  'weightDecay',
  'labelSmoothing',
  'engine',
  'seed',
];

/** Everything about the next run that the visitor can set. */
export function SettingsPanel() {
  const hidden = useExperiment(({ experiment }) => experiment.hidden);
  const running = useRun((run) => isRunning(run.status));
  const sizes = layerSizesOf(hidden);
  const hint = running
    ? 'Settings can be changed when the run has ended; the engine at any time.'
    : `${sizes.join(' → ')} units, ${formatCount(parameterCount(sizes))} weights to learn.`;
  return (
    <Panel title="Settings" hint={hint}>
      <div className={classes['fields']}>
        {SHOWN.map((name) => (
          <SettingInput key={name} name={name} disabled={running && name !== 'engine'} />
        ))}
      </div>
      <SettingInput
        name="augment"
        disabled={running}
        description="Turns, scales, shifts and warps each digit a little, anew in every epoch."
      />
      <Text size="xs" className={classes['soft']}>
        The address of this page carries these settings: share it, and others train the same network.
      </Text>
    </Panel>
  );
}
