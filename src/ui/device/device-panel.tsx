import { Radio, Text } from '@mantine/core';
import { IconStopwatch } from '@tabler/icons-react';
import { ENGINE_CHOICES } from '../../core/experiment';
import { fastestFirst, type BenchmarkReport } from '../../core/device';
import { layerSizesOf } from '../../core/network';
import type { RunStatus } from '../../protocol/events';
import { useExperiment } from '../../state/experiment-store';
import { benchmarkEngines, chooseEngine } from '../../state/device';
import { useDevice } from '../../state/device-store';
import { useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import { Panel } from '../shared/panel';
import { SteadyButton } from '../shared/steady-button';
import { Term } from '../shared/term';
import { EngineRow } from './engine-row';
import classes from './device-panel.module.css';
import { deviceWords } from './device-words';
import { BenchmarkWords } from './benchmark-words';

function MeasuredOn({ report: { hidden, batchSize } }: { readonly report: BenchmarkReport }) {
  return (
    <Text size="xs" className={classes['soft']}>
      Timed, and trained in real runs, on {layerSizesOf(hidden).join(' → ')} <Term of="unit">units</Term>,{' '}
      {formatCount(batchSize)} digits a <Term of="step" />.
    </Text>
  );
}

/** Why there can be no benchmark now; "" when there can. */
function whyNoBenchmark(status: RunStatus): string {
  switch (status) {
    case 'training':
    case 'paused':
      return 'A benchmark would disturb the run: wait until it has ended.';
    case 'idle':
    case 'loading':
      return 'A benchmark needs the first digits, which are still loading.';
    default:
      return '';
  }
}

/** What this device is, how fast each engine trains the current network on it, and the choice among them. */
export function DevicePanel() {
  const { report, benchmarking } = useDevice();
  const engine = useExperiment((state) => state.experiment.engine);
  const status = useRun((run) => run.status);
  const fastest = Math.max(
    fastestFirst(report?.timings ?? [])[0]?.stepsPerSecond ?? 0,
    ...Object.values(report?.trained ?? {}),
  );
  const obstacle = whyNoBenchmark(status);
  return (
    <Panel
      title="This device"
      about={<BenchmarkWords />}
      hint={report ? deviceWords(report.device) : 'How fast each engine trains your network here.'}
    >
      <Radio.Group
        aria-label="What trains the network"
        value={engine}
        onChange={(choice) => void chooseEngine(choice)}
      >
        <ul className={classes['rows']}>
          {ENGINE_CHOICES.map((choice) => (
            <EngineRow
              key={choice}
              choice={choice}
              timing={report?.timings.find((timing) => timing.engine === choice)}
              trained={choice === 'auto' ? undefined : report?.trained[choice]}
              fastest={fastest}
            />
          ))}
        </ul>
      </Radio.Group>
      {report && <MeasuredOn report={report} />}
      <SteadyButton
        variant="default"
        leftSection={<IconStopwatch size={18} aria-hidden />}
        unavailable={obstacle !== '' || benchmarking}
        onClick={() => void benchmarkEngines()}
      >
        Time the engines
      </SteadyButton>
      <Text
        size="xs"
        className={classes['soft']}
        role="status"
        data-testid="race-status"
        data-value={benchmarking}
      >
        {benchmarking ? 'Timing …' : obstacle}
      </Text>
    </Panel>
  );
}
