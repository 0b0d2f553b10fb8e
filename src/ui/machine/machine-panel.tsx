import { Radio, Text } from '@mantine/core';
import { IconStopwatch } from '@tabler/icons-react';
import { ENGINE_CHOICES } from '../../core/experiment';
import { fastestFirst, type RaceReport } from '../../core/machine';
import { layerSizesOf } from '../../core/network';
import type { RunStatus } from '../../protocol/events';
import { useExperiment } from '../../state/experiment-store';
import { chooseEngine, raceEngines, useMachine } from '../../state/machine';
import { useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import { Panel } from '../shared/panel';
import { SteadyButton } from '../shared/steady-button';
import { Term } from '../shared/term';
import { EngineRow } from './engine-row';
import classes from './machine-panel.module.css';
import { deviceWords } from './machine-words';
import { RaceWords } from './race-words';

function MeasuredOn({ report: { hidden, batchSize } }: { readonly report: RaceReport }) {
  return (
    <Text size="xs" className={classes['soft']}>
      Measured on {layerSizesOf(hidden).join(' → ')} <Term of="unit">units</Term>, {formatCount(batchSize)}{' '}
      digits a <Term of="step" />.
    </Text>
  );
}

/** Why there can be no race now; "" when there can. */
function whyNoRace(status: RunStatus): string {
  switch (status) {
    case 'training':
    case 'paused':
      return 'A race would disturb the run: wait until it has ended.';
    case 'idle':
    case 'loading':
      return 'A race needs the first digits, which are still loading.';
    default:
      return '';
  }
}

/** What this machine is, how fast each engine trains the current network on it, and the choice among them. */
export function MachinePanel() {
  const { report, racing } = useMachine();
  const engine = useExperiment((state) => state.experiment.engine);
  const status = useRun((run) => run.status);
  const fastest = fastestFirst(report?.timings ?? [])[0]?.stepsPerSecond ?? 1;
  const obstacle = whyNoRace(status);
  return (
    <Panel
      title="This machine"
      about={<RaceWords />}
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
              fastest={fastest}
            />
          ))}
        </ul>
      </Radio.Group>
      {report && <MeasuredOn report={report} />}
      <SteadyButton
        variant="default"
        leftSection={<IconStopwatch size={18} aria-hidden />}
        unavailable={obstacle !== '' || racing}
        onClick={() => void raceEngines()}
      >
        Race the engines
      </SteadyButton>
      <Text size="xs" className={classes['soft']} role="status" data-testid="race-status" data-value={racing}>
        {racing ? 'Racing …' : obstacle}
      </Text>
    </Panel>
  );
}
