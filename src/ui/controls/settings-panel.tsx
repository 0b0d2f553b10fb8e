import { Text, Title } from '@mantine/core';
import type { Experiment } from '../../core/experiment';
import { layerSizesOf, parameterCount } from '../../core/network';
import { pageLink } from '../../state/address';
import { useExperiment } from '../../state/experiment-store';
import { isChangeable } from '../../state/go-on';
import { isRunning, useRun } from '../../state/run-store';
import { CopyLink } from '../shared/copy-link';
import { formatCount } from '../shared/number-format';
import { Panel } from '../shared/panel';
import { Term } from '../shared/term';
import { AugmentSwitch } from './augment-switch';
import classes from './controls.module.css';
import { HistoricPresets } from './preset-picker';
import { SettingInput, type SettingName } from './setting-input';
import { SettingsWords } from './settings-words';

/** What most people change. */
const FIRST: readonly SettingName[] = ['data', 'hidden', 'learningRate', 'epochs', 'dropout'];
const OF_AUGMENTATION: readonly SettingName[] = ['augmentStrength', 'drawnDigits'];
const MORE: readonly SettingName[] = [
  'activation',
  'firstLayer',
  'optimizer',
  'schedule',
  'batchSize',
  'patience',
  'weightDecay',
  'labelSmoothing',
  'engine',
  'seed',
];

const WHILE_TRAINING =
  'Pause the run to change its learning rate, rate schedule, dropout, weight decay or augmentation. The other settings can be changed when it has ended; the engine at any time.';
const WHILE_PAUSED =
  'What is changed now holds from the next step on, and the run remembers it. What is greyed out shapes the whole run: it can be changed when the run has ended.';

/** Measured: with the cosine, a patience of 5 cost 0.34 points of accuracy. */
const SHORT_PATIENCE = 10;

function patienceHint({ patience, schedule }: Experiment): string | undefined {
  if (patience === 0) return '0: never';
  if (schedule !== 'cosine' || patience >= SHORT_PATIENCE) return undefined;
  return `Under ${SHORT_PATIENCE}, with the cosine schedule, runs end before the rate has fallen, when most is still to be gained.`;
}

function hintOf(name: SettingName, experiment: Experiment): string | undefined {
  if (name === 'patience') return patienceHint(experiment);
  const actsOnHidden = name === 'activation' || name === 'dropout';
  return actsOnHidden && experiment.hidden.length === 0 ? 'Does nothing without a hidden layer.' : undefined;
}

/** Everything about the next run that the visitor can set, and what can be changed of one that is paused. */
export function SettingsPanel() {
  const experiment = useExperiment(({ experiment }) => experiment);
  const running = useRun((run) => isRunning(run.status));
  const paused = useRun((run) => run.status === 'paused');
  const isLocked = (name: keyof Experiment): boolean =>
    running && name !== 'engine' && !(paused && isChangeable(name));
  const input = (name: SettingName) => (
    <SettingInput key={name} name={name} disabled={isLocked(name)} hint={hintOf(name, experiment)} />
  );
  const sizes = layerSizesOf(experiment.hidden);
  const hint = running ? (
    paused ? (
      WHILE_PAUSED
    ) : (
      WHILE_TRAINING
    )
  ) : (
    <>
      {sizes.join(' → ')} <Term of="unit">units</Term>, {formatCount(parameterCount(sizes))}{' '}
      <Term of="weight">weights</Term> to learn.
    </>
  );
  return (
    <Panel title="Settings" about={<SettingsWords />} hint={hint}>
      <HistoricPresets />
      <div className={classes['fields']}>{FIRST.map(input)}</div>
      <AugmentSwitch disabled={isLocked('augment')} />
      {experiment.augment && <div className={classes['fields']}>{OF_AUGMENTATION.map(input)}</div>}
      <Title order={3} size="sm">
        More settings
      </Title>
      <div className={classes['fields']}>{MORE.map(input)}</div>
      <div className={classes['share']}>
        <Text size="xs" className={classes['soft']}>
          The address of this page carries these settings: share it, and others train the same network.
        </Text>
        <CopyLink link={pageLink} of="this page with its settings" />
      </div>
    </Panel>
  );
}
