import { Text } from '@mantine/core';
import { layerSizesOf, parameterCount } from '../../core/network';
import { useExperiment } from '../../state/experiment-store';
import { isRunning, useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import { Panel } from '../shared/panel';
import { Term } from '../shared/term';
import { AugmentSwitch } from './augment-switch';
import classes from './controls.module.css';
import { SettingInput, type SettingName } from './setting-input';
import { SettingsWords } from './settings-words';

const SHOWN: readonly SettingName[] = [
  'hidden',
  'activation',
  'firstLayer',
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
  const augment = useExperiment(({ experiment }) => experiment.augment);
  const running = useRun((run) => isRunning(run.status));
  const sizes = layerSizesOf(hidden);
  const hint = running ? (
    'Settings can be changed when the run has ended; the engine at any time.'
  ) : (
    <>
      {sizes.join(' → ')} <Term of="unit">units</Term>, {formatCount(parameterCount(sizes))}{' '}
      <Term of="weight">weights</Term> to learn.
    </>
  );
  return (
    <Panel title="Settings" about={<SettingsWords />} hint={hint}>
      <div className={classes['fields']}>
        {SHOWN.map((name) => (
          <SettingInput key={name} name={name} disabled={running && name !== 'engine'} />
        ))}
      </div>
      <AugmentSwitch disabled={running} />
      {augment && <SettingInput name="augmentStrength" disabled={running} />}
      <Text size="xs" className={classes['soft']}>
        The address of this page carries these settings: share it, and others train the same network.
      </Text>
    </Panel>
  );
}
